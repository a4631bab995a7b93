import { z } from "zod";
import { choice, domainName, flag, list, logRetention, mapping, setting, text, whole } from "./values";

const HOST = domainName("kianax.io");
const CERTIFICATE_NAME = text(/^(\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a domain name in lower case such as ws.kianax.io, or *. before one");
const GROUP_MODE = choice(["block", "count", "off"]).optional();

const managedRulesSchema = z.strictObject({
  "ip-reputation": setting(GROUP_MODE, "Addresses that attack others. Left out: as wafMode."),
  common: setting(GROUP_MODE, "The OWASP top ten. Left out: as wafMode."),
  "known-bad-inputs": setting(GROUP_MODE, "Exploits such as Log4j's. Left out: as wafMode."),
  "sql-injection": setting(GROUP_MODE, "SQL in requests. Left out: as wafMode."),
  linux: setting(GROUP_MODE, "Paths of Linux in requests. Left out: off."),
  posix: setting(GROUP_MODE, "Shell commands in requests. Left out: off."),
  "anonymous-ip": setting(GROUP_MODE, "Proxies and Tor; hosting providers are counted only, for the front end calls from one. Left out: off."),
  "admin-protection": setting(GROUP_MODE, "Paths of administration pages. Left out: off."),
});

const variableSchema = z.strictObject({
  value: setting(z.string().meta({ allowed: "text" }), "Value of the variable; `pulumi config set --secret --path` for one that is secret."),
  sensitive: setting(flag().optional(), "Whether nobody can read it back on Vercel. Left out: true.", "replace"),
  targets: setting(list(choice(["production", "preview", "development"]), "one or more of production, preview, development", 1, 3).optional(), "Deployments that see it. Left out: production and preview."),
});

const vercelSchema = z.strictObject({
  projectName: setting(text(/^[a-z0-9-]{1,52}$/, "up to 52 lower-case letters, digits and dashes"), "Name of the front end's project on Vercel."),
  teamId: setting(text(/^[A-Za-z0-9_-]+$/, "the id or slug of a team").optional(), "Team that owns it. Left out: the one of vercel:team.", "replace"),
  framework: setting(text(/^[a-z0-9-]+$/, "a framework's preset such as nextjs").optional(), "Preset for building. Left out: nextjs."),
  repository: setting(text(/^[\w.-]+\/[\w.-]+$/, "a GitHub repository as owner/name").optional(), "Repository whose pushes are deployed. Left out: none."),
  productionBranch: setting(text(/^\S+$/, "a branch such as main").optional(), "Branch whose deployments the domain shows. Left out: main."),
  environmentVariables: setting(
    mapping(text(/^[A-Za-z_][A-Za-z0-9_]*$/, "letters, digits and underscores, not beginning with a digit"), variableSchema, "a map from names to variables").optional(),
    "Variables of the front end's build and functions.",
  ),
});

export const edgeSchema = z.strictObject({
  domain: setting(HOST, "Domain of the environment; its hosted zone is made here.", "replace"),
  apiHost: setting(domainName("api.kianax.io"), "Host name of the API, inside the domain. Its certificate and its records are replaced, the load balancer stays.", "replace"),
  alternativeNames: setting(list(CERTIFICATE_NAME, "a list of up to 9 different domain names", 0, 9), "Further names of the certificate, inside the domain; their records are the stack's. The certificate is replaced, the load balancer stays.", "replace"),
  certificateAuthorities: setting(list(domainName("digicert.com"), "a list of domains of certificate authorities"), "Who may issue certificates for the domain, beside Amazon and, with vercelRecords, Vercel's."),
  delegations: setting(
    mapping(HOST, list(domainName("ns-1.awsdns-01.org"), "two or more different name servers", 2, 10), "a map from domain names to name servers"),
    "Names below the domain that other zones answer for: production's zone hands dev.kianax.io to that of development, whose output nameServers says which.",
  ),
  minimumTlsVersion: setting(choice(["1.3", "1.2"]), "Least version of TLS that clients must speak; 1.2 lets in browsers from before 2019."),
  hstsPreload: setting(flag(), "Whether browsers may put the host on their built-in list of those that are HTTPS only; getting off it takes months."),
  desyncMitigation: setting(choice(["defensive", "strictest"]), "Whether ambiguous requests that are known to be harmless pass, or none."),
  idleTimeoutSeconds: setting(whole(1, 4000, "seconds"), "How long a silent connection stays open; WebSocket clients ping more often than this."),
  deletionProtection: setting(flag(), "Whether AWS refuses to delete the load balancer."),
  accessLogRetentionDays: setting(whole(1, 3650, "days"), "Days that the load balancer's access and connection logs are kept."),
  wafMode: setting(choice(["block", "count"]), "Whether the firewall refuses what its rules match, or only counts it: rate rules, and managed groups that managedRules does not name."),
  managedRules: setting(managedRulesSchema, "Modes of single groups of managed rules. A group that is new begins with count: docs/runbooks/waf-rollout.md."),
  wafLogRetentionDays: setting(logRetention(), "Days that the firewall's logs are kept."),
  rateLimitPerFiveMinutes: setting(whole(10, 2_000_000_000, "requests"), "Requests of one address in five minutes before it is refused with 429."),
  authRateLimitPerFiveMinutes: setting(whole(10, 2_000_000_000, "requests"), "The same below /auth; at most the general limit."),
  vercelRecords: setting(flag(), "Whether the domain and www point to the frontend on Vercel."),
  vercel: setting(vercelSchema.optional(), "The front end's project on Vercel, where it is managed here. Needs the secret vercel:apiToken."),
});
