/** What the charts make of the declarations and of Git. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import type { ServiceDefinition } from "../../../components/service";
import { judgeManifests } from "../../../policies/cli/manifests";
import { catalogue } from "../../../services";
import type { KubernetesObject } from "../cluster/objects";
import { planOf } from "../planned";
import { ENVIRONMENTS, MONITORING, NAMESPACE } from "../values";
import { git, platform, rendered } from "./changed";
import { renderedServices } from "./rendered";

interface Pod {
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly affinity?: unknown;
  readonly containers: readonly [{ readonly image: string; readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } }; readonly resources: unknown; readonly env?: readonly { name: string }[] }];
  readonly volumes: readonly { readonly secret?: { readonly secretName: string } }[];
}
interface Deployment {
  readonly replicas?: number;
  readonly progressDeadlineSeconds: number;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly strategy: unknown;
  readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations: Readonly<Record<string, string>> }; readonly spec: Pod };
}

const SAME = (values: Record<string, unknown>): Record<string, unknown> => values;
const wave = ({ metadata }: KubernetesObject): number => Number(metadata.annotations?.["argocd.argoproj.io/sync-wave"] ?? 0);
const hook = ({ metadata }: KubernetesObject): string | undefined => metadata.annotations?.["argocd.argoproj.io/hook"];
const one = (objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject => {
  const found = objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
  assert.equal(found.length, 1, `${found.length} of ${kind} ${name ?? ""}`);
  return found[0] as KubernetesObject;
};
const spec = <T>(object: KubernetesObject): T => object["spec"] as T;
const deployment = async (...args: Parameters<typeof rendered>): Promise<Deployment> => spec<Deployment>(one(await rendered(...args), "Deployment"));

/** Kinds and names that a service has, from its declaration alone. */
function expected({ name, needs, exposure }: ServiceDefinition): string[] {
  const migrates = needs.database === "read-write";
  return [
    ...["ConfigMap", "Deployment", "ExternalSecret", "HorizontalPodAutoscaler", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount", "ServiceMonitor"].map((kind) => `${kind} ${name}`),
    `NetworkPolicy ${name}-default-deny`,
    `NetworkPolicy ${name}-smoke-test`,
    `Job ${name}-smoke-test`,
    `ServiceAccount ${name}-jobs`,
    ...(exposure === undefined ? [] : [`TargetGroupBinding ${name}`]),
    ...(migrates ? [`ExternalSecret ${name}-migration`, `Job ${name}-migration`, `NetworkPolicy ${name}-migration`] : []),
  ].sort();
}

for (const environment of ENVIRONMENTS) {
  describe(`the objects of all services in ${environment}`, () => {
    let all: ReadonlyMap<string, readonly KubernetesObject[]>;
    before(async () => (all = await renderedServices(environment, { kinds: MONITORING })));
    const each = (check: (definition: ServiceDefinition, objects: readonly KubernetesObject[]) => void): void => catalogue.forEach((definition) => check(definition, all.get(definition.name) ?? []));

    it("are those that follow from the declarations", () => {
      each((definition, objects) => assert.deepEqual(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(), expected(definition)));
    });

    it("have no ServiceMonitor where nothing has brought that kind, which would fail the whole installation", async () => {
      const bare = await renderedServices(environment);
      each(({ name }, objects) => assert.deepEqual(bare.get(name), objects.filter(({ kind }) => kind !== "ServiceMonitor")));
    });

    it("lie in the services' namespace, and say whose they are", () => {
      each(({ name }, objects) => {
        for (const { metadata } of objects) {
          assert.equal(metadata.namespace, NAMESPACE);
          assert.equal(metadata.labels?.["app.kubernetes.io/name"], name);
        }
      });
    });

    it("leave the number of pods to the autoscaler, within what is declared", () => {
      each(({ scaling }, objects) => {
        assert.ok(!("replicas" in spec<object>(one(objects, "Deployment"))));
        const { minReplicas, maxReplicas, metrics } = spec<{ minReplicas: number; maxReplicas: number; metrics: { resource: { name: string; target: { averageUtilization: number } } }[] }>(one(objects, "HorizontalPodAutoscaler"));
        assert.deepEqual([minReplicas, maxReplicas], [scaling.min, scaling.max]);
        assert.deepEqual(Object.fromEntries(metrics.map(({ resource }) => [resource.name, resource.target.averageUtilization])), { cpu: scaling.cpuPercent, memory: scaling.memoryPercent });
      });
    });

    it("replace pods without one missing, and give a leaving one the time that the load balancer gives it", () => {
      each(({ exposure }, objects) => {
        const { strategy, progressDeadlineSeconds, template } = spec<Deployment>(one(objects, "Deployment"));
        assert.deepEqual(strategy, { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } });
        assert.ok(progressDeadlineSeconds > 0);
        const drain = exposure?.websocket === true ? 300 : 30;
        assert.ok(template.spec.terminationGracePeriodSeconds > template.spec.containers[0].lifecycle.preStop.sleep.seconds + drain);
      });
    });

    it("have the way from the load balancer before the pods, which only then get its readiness gate", () => {
      each(({ exposure }, objects) => {
        if (exposure === undefined) return;
        const pods = wave(one(objects, "Deployment"));
        for (const kind of ["TargetGroupBinding", "Service"]) assert.ok(wave(one(objects, kind)) < pods, kind);
      });
    });

    it("let no hook that comes before all others hold on to anything that comes after it", () => {
      each(({ needs, name }, objects) => {
        const jobs = objects.filter((object) => object.kind === "Job" && hook(object) === "PreSync");
        assert.equal(jobs.length, needs.database === "read-write" ? 1 : 0);
        for (const job of jobs) {
          const earlier = objects.filter((object) => hook(object) === "PreSync" && wave(object) < wave(job)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
          const { serviceAccountName, volumes } = spec<{ template: { spec: Pod } }>(job).template.spec;
          const held = [`ServiceAccount ${serviceAccountName}`, `NetworkPolicy ${name}-migration`, ...volumes.flatMap(({ secret }) => (secret === undefined ? [] : [`ExternalSecret ${secret.secretName}`]))];
          assert.deepEqual(held.filter((each) => !earlier.includes(each)), []);
          assert.ok(!JSON.stringify(job).includes("configMapRef"));
        }
      });
    });

    it("mean the same to Helm as to Argo CD", () => {
      each((_, objects) => {
        for (const object of objects) {
          const { annotations = {} } = object.metadata;
          assert.equal(annotations["helm.sh/hook"], { PreSync: "pre-install,pre-upgrade", PostSync: "post-install,post-upgrade,test" }[hook(object) ?? ""]);
          if (hook(object) === "PreSync") assert.equal(annotations["helm.sh/hook-weight"], annotations["argocd.argoproj.io/sync-wave"]);
        }
      });
    });

    it("ask Secrets Manager for what is declared, under the service's own path or the platform's", () => {
      each(({ name, needs }, objects) => {
        const { data } = spec<{ data: { secretKey: string; remoteRef: { key: string } }[] }>(one(objects, "ExternalSecret", name));
        const files = [...(needs.database === undefined ? [] : ["database"]), ...((needs.cache ?? []).length > 0 ? ["cache"] : []), ...(needs.secrets ?? [])];
        assert.deepEqual(data.map(({ secretKey }) => secretKey).sort(), files.sort());
        for (const { secretKey, remoteRef } of data) assert.match(remoteRef.key, new RegExp(`^kianax/${environment}/(${name}/${secretKey}|platform/(postgres|redis))$`));
      });
    });

    it("break none of our own rules", () => {
      const around = [
        { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
        { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "deny-all", namespace: NAMESPACE }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
      ];
      const { findings, unjudged } = judgeManifests([...around, ...[...all.values()].flat()].map((object) => stringify(object)), { profile: environment });
      assert.deepEqual(findings.map(({ message }) => message), []);
      assert.deepEqual(unjudged, ["kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "kubernetes:external-secrets.io/v1:ExternalSecret", "kubernetes:monitoring.coreos.com/v1:ServiceMonitor"]);
    });
  });
}

describe("a service's pods", () => {
  const zone = (pods: Deployment): string | undefined => /topology\.kubernetes\.io\/zone.*?"values":\["([^"]+)"\]/.exec(JSON.stringify(pods.template.spec.affinity ?? ""))?.[1];

  it("prefer the zone of the database's writer where Git calls them latency-sensitive", async () => {
    const preferring: string[] = [];
    for (const { name } of catalogue) {
      if (zone(await deployment(name, SAME)) === "us-east-1a") preferring.push(name);
    }
    // market-data would, too, and has no database.
    assert.deepEqual(preferring, ["trading"]);
    assert.equal(zone(await deployment("auth", git({ latencySensitive: true }))), "us-east-1a");
    assert.equal(zone(await deployment("trading", platform({ writerZone: undefined }))), undefined);
  });

  it("are replaced when their settings change, and not for another chart", async () => {
    const [before, after] = [await deployment("trading", SAME), await deployment("trading", git({ settings: { LOG_LEVEL: "debug" } }))];
    const checksum = ({ template }: Deployment): string | undefined => template.metadata.annotations["checksum/config"];
    assert.notEqual(checksum(before), checksum(after));
    assert.deepEqual({ ...after.template.metadata, annotations: {} }, { ...before.template.metadata, annotations: {} });
    assert.ok(!JSON.stringify(before.template.metadata).includes("helm.sh/chart"));
    assert.deepEqual(Object.keys(before.selector.matchLabels), ["app.kubernetes.io/name", "app.kubernetes.io/component"]);
  });

  it("see what Git sets beside what follows from the declaration", async () => {
    const { LOG_LEVEL, NEW_SCREEN, SERVICE_NAME } = one(await rendered("trading", git({ settings: { NEW_SCREEN: "on" } })), "ConfigMap")["data"] as Record<string, string>;
    assert.deepEqual([LOG_LEVEL, NEW_SCREEN, SERVICE_NAME], ["info", "on", "trading"]);
  });

  it("run the image of the tag, by its digest where there is one, in every container", async () => {
    const digest = `sha256:${"a1".repeat(32)}`;
    const images = async (image: object): Promise<string[]> => [...new Set([...JSON.stringify(await rendered("trading", git({ image }))).matchAll(/"image":"([^"]+)"/g)].map(([, name = ""]) => name))];
    assert.deepEqual(await images({ tag: "1.0.0", digest }), [`444455556666.dkr.ecr.us-east-1.amazonaws.com/kianax/production/trading:1.0.0@${digest}`]);
    assert.deepEqual(await images({ tag: "1.0.0", digest: "" }), ["444455556666.dkr.ecr.us-east-1.amazonaws.com/kianax/production/trading:1.0.0"]);
  });

  it("carry a label that Kubernetes takes, whatever the tag", async () => {
    const { template } = await deployment("trading", git({ image: { tag: `1.0.0-${"x".repeat(56)}-${"y".repeat(20)}` } }));
    assert.match(template.metadata.labels["app.kubernetes.io/version"] ?? "", /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/);
  });

  it("ask for what the declaration says, unless Git says otherwise", async () => {
    const asked = async (resources: object): Promise<unknown> => (await deployment("trading", git({ resources }))).template.spec.containers[0].resources;
    const storage = { "ephemeral-storage": "64Mi" };
    assert.deepEqual(await asked({}), { requests: { cpu: "150m", memory: "256Mi", ...storage }, limits: { memory: "256Mi", "ephemeral-storage": "256Mi" } });
    assert.deepEqual(await asked({ memory: "512Mi" }), { requests: { cpu: "150m", memory: "512Mi", ...storage }, limits: { memory: "512Mi", "ephemeral-storage": "256Mi" } });
  });

  it("are bound to the target group that Pulumi made", async () => {
    const binding = one(await rendered("gateway", SAME), "TargetGroupBinding");
    const group = (await planOf("production")).resources.find(({ type, name }) => type === "aws:lb/targetGroup:TargetGroup" && name.startsWith("gateway"));
    assert.deepEqual(binding["spec"], { targetGroupARN: group?.outputs["arn"], targetType: "ip", serviceRef: { name: "gateway", port: "http" } });
  });
});
