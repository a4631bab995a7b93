import assert from "node:assert/strict";
import fc from "fast-check";
import { application } from "./application";
import { notifications } from "./notifications";
import { MARKET_HOURS, projects, SERVICE_KINDS } from "./projects";
import { argoCdValues, type ArgoCdFacts } from "./values";

const PLAIN: ArgoCdFacts = { environment: "production", highAvailability: false, groups: { admin: [], deployer: [] } };
const AVAILABLE: ArgoCdFacts = { ...PLAIN, highAvailability: true };
const SSO: ArgoCdFacts = { ...PLAIN, sso: { issuer: "https://login.example.com", clientId: "argocd" }, groups: { admin: ["platform", "sre"], deployer: ["developers"] } };

/** The value at a path whose keys have no dots. */
function at(values: unknown, path: string): unknown {
  return path.split("/").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
}

describe("the values of Argo CD", () => {
  it("double what can be two, and give Redis sentinels, where it has to be available", () => {
    const [plain, available] = [argoCdValues(PLAIN), argoCdValues(AVAILABLE)];
    for (const part of ["server", "repoServer", "applicationSet"]) {
      assert.equal(at(plain, `${part}/replicas`), 1);
      assert.equal(at(plain, `${part}/pdb`), undefined, "a budget for one pod would stop every drain");
      assert.deepEqual([at(available, `${part}/replicas`), at(available, `${part}/pdb`)], [2, { enabled: true, maxUnavailable: 1 }]);
    }
    assert.deepEqual([at(plain, "redis-ha/enabled"), at(available, "redis-ha/enabled")], [false, true]);
    assert.deepEqual(at(available, "global/topologySpreadConstraints"), [{ maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" }]);
  });

  it("keep nothing on a volume, show nothing to the outside, and run nothing without a limit of memory", () => {
    for (const facts of [PLAIN, AVAILABLE, SSO]) {
      const values = argoCdValues(facts);
      assert.equal(at(values, "server/service/type"), "ClusterIP");
      assert.equal(at(values, "server/ingress/enabled"), false);
      assert.ok(!JSON.stringify(values).match(/"persistentVolume":\{"enabled":true|storageClass|LoadBalancer/));
      for (const part of ["controller", "server", "repoServer", "applicationSet", "notifications"]) {
        const { requests, limits } = at(values, `${part}/resources`) as { requests: Record<string, string>; limits: Record<string, string> };
        assert.equal(requests["memory"], limits["memory"], part);
      }
    }
  });

  it("let whoever signs on look, and name who may do more", () => {
    const [plain, sso] = [argoCdValues(PLAIN), argoCdValues(SSO)];
    assert.deepEqual(at(plain, "configs/rbac"), { "policy.default": "role:readonly", "policy.csv": "", scopes: "[groups]" });
    assert.equal((at(sso, "configs/rbac") as Record<string, string>)["policy.csv"], 'g, "platform", role:admin\ng, "sre", role:admin\n');
    const [before, after] = [plain, sso].map((values) => at(values, "configs/cm") as Record<string, unknown>);
    assert.deepEqual([before?.["admin.enabled"], after?.["admin.enabled"]], [true, false]);
    assert.deepEqual([before?.["users.anonymous.enabled"], before?.["exec.enabled"], before?.["oidc.config"]], [false, false, undefined]);
    assert.match(String(after?.["oidc.config"]), /^issuer: https:\/\/login\.example\.com$/m);
    assert.match(String(after?.["oidc.config"]), /^clientSecret: \$argocd-oidc:clientSecret$/m);
  });

  it("never hold the text of a secret", () => {
    const text = JSON.stringify(argoCdValues(SSO));
    assert.match(text, /\$slack-webhook-url/);
    assert.ok(!/hooks\.slack\.com|clientSecret":"[^$]/.test(text));
  });
});

describe("notifications of Argo CD", () => {
  const values = notifications("production") as { templates: Record<string, string>; triggers: Record<string, string>; subscriptions: { recipients: string[]; triggers: string[] }[] };

  it("go to Slack for every trigger, each with a template", () => {
    assert.deepEqual(values.subscriptions, [{ recipients: ["slack"], triggers: ["deployed", "sync-failed", "degraded"] }]);
    assert.deepEqual(Object.keys(values.triggers), ["trigger.deployed", "trigger.sync-failed", "trigger.degraded"]);
    assert.deepEqual(Object.keys(values.templates), ["template.deployed", "template.sync-failed", "template.degraded"]);
  });

  it("quote what comes from an Application", () => {
    for (const template of Object.values(values.templates)) {
      assert.match(template, /"text": \{\{ toJson \$text \}\}/);
      assert.match(template, /printf "\*production\*: %s" \(print \.app\.metadata\.name " /);
    }
  });
});

describe("projects of Argo CD", () => {
  const made = (marketHours: string[] = ["trading"]) =>
    projects({ base: "kianax-production", repository: { url: "https://github.com/kianax/infrastructure.git", revision: "main" }, servicesNamespace: "kianax", deployers: ["developers"], marketHours });
  const specOf = (name: string, marketHours?: string[]): Record<string, unknown> => made(marketHours).find(({ metadata }) => metadata.name === name)?.spec as Record<string, unknown>;

  it("let services be made from the one repository, in the one namespace, of kinds that give no rights", () => {
    const services = specOf("kianax-production");
    assert.deepEqual(services["sourceRepos"], ["https://github.com/kianax/infrastructure.git"]);
    assert.deepEqual(services["destinations"], [{ server: "https://kubernetes.default.svc", namespace: "kianax" }]);
    assert.deepEqual(services["clusterResourceWhitelist"], []);
    assert.deepEqual(services["namespaceResourceWhitelist"], SERVICE_KINDS);
    assert.deepEqual(SERVICE_KINDS.filter(({ group, kind }) => group.startsWith("rbac") || group === "argoproj.io" || ["Secret", "Namespace", "DaemonSet", "Pod"].includes(kind)), []);
  });

  it("let deployers look and synchronize, and nothing else", () => {
    const [role] = specOf("kianax-production")["roles"] as { policies: string[]; groups: string[] }[];
    assert.deepEqual(role?.groups, ["developers"]);
    assert.deepEqual(role.policies, [
      "p, proj:kianax-production:deployer, applications, get, kianax-production/*, allow",
      "p, proj:kianax-production:deployer, applications, sync, kianax-production/*, allow",
    ]);
  });

  it("keep services still while the exchanges are open, and let people move them", () => {
    assert.deepEqual(specOf("kianax-production")["syncWindows"], [
      { kind: "deny", schedule: "30 9 * * 1-5", duration: "6h30m", timeZone: "America/New_York", applications: ["trading"], manualSync: true },
    ]);
    assert.equal(specOf("kianax-production", [])["syncWindows"], undefined);
  });

  it("say hours that are those of the exchange, in summer and in winter", () => {
    const [minute = "", hour = ""] = MARKET_HOURS.schedule.split(" ");
    const [, hours = "", minutes = ""] = /^(\d+)h(\d+)m$/.exec(MARKET_HOURS.duration) ?? [];
    const end = Number(hour) * 60 + Number(minute) + Number(hours) * 60 + Number(minutes);
    assert.deepEqual([`${hour.padStart(2, "0")}:${minute}`, `${Math.floor(end / 60)}:${String(end % 60).padStart(2, "0")}`], ["09:30", "16:00"]);
    const opening = (date: string): string => new Intl.DateTimeFormat("en-GB", { timeZone: MARKET_HOURS.timeZone, hour: "2-digit", minute: "2-digit" }).format(new Date(date));
    assert.deepEqual([opening("2026-07-01T13:30:00Z"), opening("2026-12-01T14:30:00Z")], ["09:30", "09:30"]);
  });

  it("let nobody choose another project from within the platform's", () => {
    assert.deepEqual(specOf("kianax-production-platform")["namespaceResourceBlacklist"], [{ group: "argoproj.io", kind: "*" }]);
    assert.deepEqual(specOf("kianax-production-bootstrap")["namespaceResourceWhitelist"], [{ group: "argoproj.io", kind: "ApplicationSet" }]);
  });

  it("never allow a star as a source or a destination", () => {
    for (const { metadata, spec } of made()) {
      const { sourceRepos, destinations } = spec as { sourceRepos: string[]; destinations: { server: string; namespace: string }[] };
      assert.ok(![...sourceRepos, ...destinations.flatMap(({ server, namespace }) => [server, namespace])].some((value) => value.includes("*")), metadata.name);
    }
  });
});

describe("an Application", () => {
  it("hands values on as they are, whatever they are", () => {
    fc.assert(
      fc.property(fc.json().map((text) => JSON.parse(text) as unknown), (values) => {
        const { spec } = application({ name: "a", project: "p", namespace: "n", repository: { url: "https://example.com/r", revision: "main" }, path: "charts/a", valueFiles: [], values });
        assert.deepEqual((spec as { source: { helm: { valuesObject: unknown } } }).source.helm.valuesObject, values);
      }),
    );
  });
});
