import { describeBadArguments, someNeighbour } from "../testing";
import { KianaxEdge, type KianaxEdgeArgs } from "./index";
import { edgeChecks } from "./validation";

const RETENTION = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
const GROUPS = "ip-reputation, common, known-bad-inputs, sql-injection, linux, posix, anonymous-ip, admin-protection";
const SERVERS = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.net"];

describeBadArguments<KianaxEdgeArgs>({
  component: 'KianaxEdge "production"',
  checks: edgeChecks,
  valid: {
    environment: "production",
    network: someNeighbour,
    keys: someNeighbour,
    domain: "kianax.io",
    apiHost: "api.kianax.io",
    idleTimeoutSeconds: 300,
    deletionProtection: true,
    accessLogRetentionDays: 90,
    wafMode: "block",
    wafLogRetentionDays: 365,
    rateLimitPerFiveMinutes: 2000,
    authRateLimitPerFiveMinutes: 100,
    vercelRecords: true,
  },
  make: (args) => new KianaxEdge("production", args),
  cases: {
    network: "any network will do; its type is checked",
    keys: "any keys will do; their type is checked",
    domain: [
      { args: { domain: "https://kianax.io" }, says: 'domain must be a host name in lower case such as api.example.com, not "https://kianax.io".' },
      { args: { domain: "Kianax.io" }, says: 'domain must be a host name in lower case such as api.example.com, not "Kianax.io".' },
    ],
    zoneId: [
      { args: { zoneId: "Z1", delegations: { "dev.kianax.io": SERVERS } }, says: "delegations belong to who owns the zone, and zoneId names another's: delegate there." },
      { args: { zoneId: "Z1", certificateAuthorities: ["digicert.com"] }, says: "certificateAuthorities belong to who owns the zone, and zoneId names another's: name them there." },
    ],
    apiHost: [
      { args: { apiHost: "api" }, says: 'apiHost must be a host name in lower case such as api.example.com, not "api".' },
      { args: { apiHost: "api.kianax.com" }, says: 'apiHost "api.kianax.com" is not below domain "kianax.io": its zone could not prove the certificate.' },
      { args: { apiHost: "apikianax.io" }, says: 'apiHost "apikianax.io" is not below domain "kianax.io": its zone could not prove the certificate.' },
      { args: { apiHost: "kianax.io" }, says: 'apiHost "kianax.io" is the name that vercelRecords gives to the front end: take one below it.' },
      { args: { apiHost: "www.kianax.io" }, says: 'apiHost "www.kianax.io" is the name that vercelRecords gives to the front end: take one below it.' },
      { args: { apiHost: `${"a".repeat(60)}.kianax.io` }, says: "apiHost has 70 characters, and a certificate takes 64 as its first name: shorten it." },
    ],
    alternativeNames: [
      { args: { alternativeNames: ["api.kianax.io"] }, says: 'alternativeNames must be up to 9 names, each once and none of them apiHost, not ["api.kianax.io"].' },
      { args: { alternativeNames: ["ws.kianax.io", "ws.kianax.io"] }, says: 'alternativeNames must be up to 9 names, each once and none of them apiHost, not ["ws.kianax.io","ws.kianax.io"].' },
      { args: { alternativeNames: ["*.*.kianax.io"] }, says: 'alternativeNames must be host names in lower case, or *. before one, not "*.*.kianax.io".' },
      { args: { alternativeNames: ["ws.example.com"] }, says: 'alternativeNames "ws.example.com" is not below domain "kianax.io": its zone could not prove the certificate.' },
    ],
    certificateAuthorities: [{ args: { certificateAuthorities: ["DigiCert"] }, says: 'certificateAuthorities must be domains of certificate authorities such as digicert.com, not "DigiCert".' }],
    delegations: [
      { args: { delegations: { "kianax.io": SERVERS } }, says: 'delegations.kianax.io must be a host name below domain "kianax.io".' },
      { args: { delegations: { "dev.example.com": SERVERS } }, says: 'delegations.dev.example.com must be a host name below domain "kianax.io".' },
      { args: { delegations: { "dev.kianax.io": SERVERS.slice(1) } }, says: 'delegations.dev.kianax.io must be 2 or more different name servers such as ns-1.awsdns-01.org, not ["ns-2.awsdns-02.net"].' },
      { args: { delegations: { "dev.kianax.io": ["ns-1.awsdns-01.org.", "x"] } }, says: 'delegations.dev.kianax.io must be 2 or more different name servers such as ns-1.awsdns-01.org, not ["ns-1.awsdns-01.org.","x"].' },
      { args: { delegations: { "api.kianax.io": SERVERS } }, says: "delegations.api.kianax.io would hand api.kianax.io to the other zone, and this one needs it: delegate another name." },
      { args: { alternativeNames: ["*.ws.kianax.io"], delegations: { "ws.kianax.io": SERVERS } }, says: "delegations.ws.kianax.io would hand ws.kianax.io to the other zone, and this one needs it: delegate another name." },
    ],
    minimumTlsVersion: [{ args: { minimumTlsVersion: "1.1" as never }, says: 'minimumTlsVersion must be one of 1.2, 1.3, not "1.1".' }],
    hstsPreload: "both values are right",
    desyncMitigation: [{ args: { desyncMitigation: "monitor" as never }, says: 'desyncMitigation must be one of defensive, strictest, not "monitor".' }],
    idleTimeoutSeconds: [
      { args: { idleTimeoutSeconds: 0 }, says: "idleTimeoutSeconds must be a whole number from 1 to 4000 seconds, not 0." },
      { args: { idleTimeoutSeconds: 4001 }, says: "idleTimeoutSeconds must be a whole number from 1 to 4000 seconds, not 4001." },
    ],
    deletionProtection: "both values are right",
    accessLogRetentionDays: [{ args: { accessLogRetentionDays: 0 }, says: "accessLogRetentionDays must be a whole number from 1 to 3653 days, not 0." }],
    wafMode: [{ args: { wafMode: "off" as never }, says: 'wafMode must be one of block, count, not "off".' }],
    managedRules: [
      { args: { managedRules: { windows: "block" } as never }, says: `managedRules.windows is no rule group of AWS; there are ${GROUPS}.` },
      { args: { managedRules: { linux: "allow" as never } }, says: 'managedRules.linux must be one of block, count, off, not "allow".' },
      {
        args: { managedRules: { linux: "count", posix: "count", "anonymous-ip": "count", "admin-protection": "count" } },
        says: "managedRules and the other rules need 1644 capacity units, and the firewall's price covers 1500: switch groups off.",
      },
    ],
    wafLogRetentionDays: [{ args: { wafLogRetentionDays: 2 }, says: `wafLogRetentionDays must be one of ${RETENTION}, not 2.` }],
    rateLimitPerFiveMinutes: [{ args: { rateLimitPerFiveMinutes: 9 }, says: "rateLimitPerFiveMinutes must be a whole number from 10 to 2000000000 requests, not 9." }],
    authRateLimitPerFiveMinutes: [
      { args: { authRateLimitPerFiveMinutes: 9.5 }, says: "authRateLimitPerFiveMinutes must be a whole number from 10 to 2000000000 requests, not 9.5." },
      { args: { authRateLimitPerFiveMinutes: 3000 }, says: "authRateLimitPerFiveMinutes 3000 is above rateLimitPerFiveMinutes 2000 and would never be reached: lower it." },
    ],
    vercelRecords: [{ args: { vercelRecords: false, vercel: { projectName: "kianax" } }, says: "vercel needs vercelRecords, or its domain is never verified: set that to true, or leave vercel out." }],
    vercel: [
      { args: { vercel: { projectName: "Kianax" } }, says: 'vercel.projectName must be 1 to 52 lower-case letters, digits and dashes, not "Kianax".' },
      { args: { vercel: { projectName: "kianax", repository: "kianax" } }, says: 'vercel.repository must be a GitHub repository as owner/name, not "kianax".' },
      { args: { vercel: { projectName: "kianax", productionBranch: "main" } }, says: "vercel.productionBranch means nothing without repository: name that too, or leave it out." },
      {
        args: { vercel: { projectName: "kianax", environmentVariables: { "API-URL": { value: "x" } } } },
        says: "vercel.environmentVariables.API-URL must be named with letters, digits and underscores, not beginning with a digit.",
      },
      {
        args: { vercel: { projectName: "kianax", environmentVariables: { API_URL: { value: "x", targets: [] } } } },
        says: "vercel.environmentVariables.API_URL.targets must name one or more of production, preview, development, each once, not [].",
      },
      {
        args: { vercel: { projectName: "kianax", environmentVariables: { API_URL: { value: "x", targets: ["development"] } } } },
        says: "vercel.environmentVariables.API_URL.targets names development, which downloads values to read them, and the variable is sensitive: set sensitive to false, or make two variables.",
      },
      { args: { vercel: { projectName: "kianax", team: "x" } as never }, says: "vercel.team is not known here; there are projectName, teamId, framework, repository, productionBranch, environmentVariables." },
      { args: { vercel: { projectName: "kianax", environmentVariables: { API_URL: {} } } as never }, says: "vercel.environmentVariables.API_URL.value is missing; it must be text or an Output of it." },
    ],
    alarmActions: "any ARN will do; its type is checked",
  },
});
