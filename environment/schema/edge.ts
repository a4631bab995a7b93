import { z } from "zod";
import { choice, domainName, flag, logRetention, setting, whole } from "./values";

export const edgeSchema = z.strictObject({
  domain: setting(domainName("kianax.io"), "Domain of the environment; its hosted zone is made here.", "replace"),
  apiHost: setting(domainName("api.kianax.io"), "Host name of the API, inside the domain. The certificate is replaced, the load balancer stays."),
  idleTimeoutSeconds: setting(whole(1, 4000, "seconds"), "How long a silent connection stays open; WebSocket clients ping more often than this."),
  deletionProtection: setting(flag(), "Whether AWS refuses to delete the load balancer."),
  accessLogRetentionDays: setting(whole(1, 3650, "days"), "Days that the load balancer's access logs are kept."),
  wafMode: setting(choice(["block", "count"]), "Whether the firewall's managed rules refuse requests or only count them."),
  wafLogRetentionDays: setting(logRetention(), "Days that the firewall's logs are kept."),
  rateLimitPerFiveMinutes: setting(whole(10, 2_000_000_000, "requests"), "Requests of one address in five minutes before it is refused."),
  authRateLimitPerFiveMinutes: setting(whole(10, 2_000_000_000, "requests"), "The same below /auth; at most the general limit."),
  vercelRecords: setting(flag(), "Whether the domain and www point to the frontend on Vercel."),
});
