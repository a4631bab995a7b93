import type { Settings } from "../schema";
import type { Finding } from "./finding";

export function edgeRules({ domain, apiHost, rateLimitPerFiveMinutes, authRateLimitPerFiveMinutes }: Settings["edge"]): Finding[] {
  const findings: Finding[] = [];
  if (!apiHost.endsWith(`.${domain}`)) {
    findings.push({ setting: "apiHost", sentence: `must be a name inside the domain ${domain} such as api.${domain}, not ${apiHost}.` });
  }
  if (authRateLimitPerFiveMinutes > rateLimitPerFiveMinutes) {
    findings.push({
      setting: "authRateLimitPerFiveMinutes",
      sentence: `must be at most rateLimitPerFiveMinutes (${rateLimitPerFiveMinutes}), not ${authRateLimitPerFiveMinutes}.`,
    });
  }
  return findings;
}
