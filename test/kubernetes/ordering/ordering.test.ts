/** The simulation itself, on small releases; on the charts it is run in charts.test.ts beside this. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { KubernetesObject } from "../cluster/objects";
import { kindThing, thing } from "./needs";
import { missingIn } from "./simulate";
import { PHASES, stepsOf, type Phase } from "./steps";

interface Place {
  readonly phase?: Phase;
  readonly wave?: number;
  /** Says that it is a hook where the phase alone does not. */
  readonly policy?: string;
}

function placed(object: KubernetesObject, { phase = "Sync", wave, policy }: Place = {}): KubernetesObject {
  const annotations = {
    ...(phase === "Sync" && policy === undefined ? {} : { "argocd.argoproj.io/hook": phase }),
    ...(policy === undefined ? {} : { "argocd.argoproj.io/hook-delete-policy": policy }),
    ...(wave === undefined ? {} : { "argocd.argoproj.io/sync-wave": String(wave) }),
  };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

const object = (apiVersion: string, kind: string, name: string, rest: object = {}): KubernetesObject => ({ apiVersion, kind, metadata: { name }, ...rest });
const account = (place?: Place): KubernetesObject => placed(object("v1", "ServiceAccount", "app"), place);
const settings = (place?: Place): KubernetesObject => placed(object("v1", "ConfigMap", "app", { data: {} }), place);
const secret = (place?: Place): KubernetesObject => placed(object("external-secrets.io/v1", "ExternalSecret", "app", { spec: { secretStoreRef: { kind: "ClusterSecretStore", name: "store" }, target: { name: "app" } } }), place);
const service = (place?: Place): KubernetesObject => placed(object("v1", "Service", "app", { spec: { selector: { app: "app" } } }), place);
const policy = (name: string, rules: object, place?: Place): KubernetesObject => placed(object("networking.k8s.io/v1", "NetworkPolicy", name, { spec: { podSelector: { matchLabels: { app: "app" } }, ...rules } }), place);
const template = (spec: object = {}): object => ({
  metadata: { labels: { app: "app" } },
  spec: { serviceAccountName: "app", containers: [{ name: "app", envFrom: [{ configMapRef: { name: "app" } }] }], volumes: [{ name: "secrets", secret: { secretName: "app" } }], ...spec },
});
const deployment = (place?: Place): KubernetesObject => placed(object("apps/v1", "Deployment", "app", { spec: { template: template() } }), place);
const job = (place?: Place, spec: object = {}): KubernetesObject => placed(object("batch/v1", "Job", "job", { spec: { template: { metadata: { labels: { app: "job" } }, spec: { containers: [{ name: "job" }], ...spec } } } }), place);
const PRESENT = [kindThing("external-secrets.io/v1", "ExternalSecret"), thing("ClusterSecretStore", "store")];
const missing = (objects: readonly KubernetesObject[], before?: readonly KubernetesObject[]): string[] => missingIn({ objects, present: PRESENT, ...(before === undefined ? {} : { before }) });

describe("Argo CD's order", () => {
  it("is by phase, wave, kind and name, whatever the order of the manifests", () => {
    const objects = [deployment(), settings(), service({ wave: -1 }), job({ phase: "PostSync" }), secret({ wave: -2 }), account({ phase: "PreSync", wave: 5 }), placed(object("v1", "ConfigMap", "a", {}))];
    const expected = [
      ["PreSync", 5, ["app"]],
      ["Sync", -2, ["app"]],
      ["Sync", -1, ["app"]],
      ["Sync", 0, ["a", "app", "app"]],
      ["PostSync", 0, ["job"]],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(objects, { minLength: objects.length }), (shuffled) => {
        assert.deepEqual(stepsOf(shuffled).map(({ phase, wave, kinds }) => [phase, wave, kinds.flat().map(({ metadata }) => metadata.name)]), expected);
      }),
    );
  });

  it("applies an object in every phase that it names, and in none that is no part of a sync that goes well", () => {
    const both = placed(object("v1", "ConfigMap", "both"), { policy: "BeforeHookCreation" });
    const hook = (text: string): KubernetesObject => ({ ...both, metadata: { ...both.metadata, annotations: { "argocd.argoproj.io/hook": text } } });
    assert.deepEqual(stepsOf([hook("PreSync, PostSync")]).map(({ phase }) => phase), ["PreSync", "PostSync"]);
    assert.deepEqual(stepsOf([hook("SyncFail"), hook("Skip")]), []);
  });
});

describe("a sync, played", () => {
  it("goes through when everything is in time", () => assert.deepEqual(missing([secret({ wave: -1 }), account(), settings(), deployment()]), []));

  it("misses a Secret that is still being fetched", () => {
    assert.deepEqual(missing([secret(), account(), settings(), deployment()]), ["Sync, wave 0: Deployment app needs Secret/app, which is not there yet."]);
  });

  it("misses, before everything else, what only comes with everything else", () => {
    const migration = job({ phase: "PreSync" }, { serviceAccountName: "app", volumes: [{ name: "secrets", secret: { secretName: "app" } }] });
    const objects = [migration, account({ wave: -3 }), secret({ wave: -3 }), settings({ wave: -3 }), deployment()];
    assert.deepEqual(missing(objects), [
      "PreSync, wave 0: Job job (a hook) needs ServiceAccount/app, which is not there yet.",
      "PreSync, wave 0: Job job (a hook) needs Secret/app, which is not there yet.",
    ]);
    // The trap: the next sync finds all of it.
    assert.deepEqual(missing(objects, objects), []);
  });

  it("misses what a hook of the sync before took away with it", () => {
    const hooked = secret({ phase: "PreSync", wave: 0, policy: "BeforeHookCreation" });
    const objects = [hooked, account(), settings(), deployment(), job({ phase: "PreSync", wave: 0 }, { volumes: [{ name: "secrets", secret: { secretName: "app" } }] })];
    assert.match(missing(objects, objects).join(), /PreSync, wave 0: Job job \(a hook\) needs Secret\/app/);
  });

  it("misses a store, a definition, a Service, a role", () => {
    assert.deepEqual(missingIn({ objects: [secret()], present: [] }), [
      "Sync, wave 0: ExternalSecret app needs kind external-secrets.io ExternalSecret, which is not there yet.",
      "Sync, wave 0: ExternalSecret app needs ClusterSecretStore/store, which is not there yet.",
    ]);
    assert.match(missing([object("autoscaling/v2", "HorizontalPodAutoscaler", "app", { spec: { scaleTargetRef: { kind: "Deployment", name: "app" } } })]).join(), /needs Deployment\/app/);
    assert.match(missing([object("rbac.authorization.k8s.io/v1", "RoleBinding", "app", { roleRef: { kind: "Role", name: "app" }, subjects: [{ kind: "ServiceAccount", name: "app" }] })]).join(), /needs Role\/app.*needs ServiceAccount\/app/);
    const binding = object("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", "app", { spec: { serviceRef: { name: "app" } } });
    assert.match(missingIn({ objects: [binding], present: [kindThing("elbv2.k8s.aws/v1beta1", "TargetGroupBinding")] }).join(), /needs Service\/app/);
  });

  it("misses a kind even where Argo CD leaves out the dry run: what is applied of it fails all the same", () => {
    const monitor = { ...object("monitoring.coreos.com/v1", "ServiceMonitor", "app"), metadata: { name: "app", annotations: { "argocd.argoproj.io/sync-options": "SkipDryRunOnMissingResource=true" } } };
    assert.match(missing([monitor]).join(), /needs kind monitoring\.coreos\.com ServiceMonitor/);
  });

  it("does not miss what may be missing", () => {
    const optional = { containers: [{ name: "job", envFrom: [{ secretRef: { name: "x", optional: true } }] }], volumes: [{ name: "x", configMap: { name: "x", optional: true } }] };
    assert.deepEqual(missing([job({}, optional)]), []);
  });

  it("lets no pod start behind a denial without what allows its own traffic", () => {
    const all = [account(), settings(), secret({ wave: -1 }), deployment()];
    const allow = { egress: [{}] };
    assert.deepEqual(missing([...all, policy("deny", {}), policy("allow", allow)]), []);
    assert.deepEqual(missing([...all, policy("deny", {}), policy("allow", allow, { wave: 1 })]), ["Sync, wave 0: Deployment app needs NetworkPolicy/allow, which is not there yet."]);
    // Nothing is denied before there is a policy.
    assert.deepEqual(missing([...all, policy("deny", {}, { wave: 1 }), policy("allow", allow, { wave: 1 })]), []);
  });

  it("lets a job ask a service only when pods answer", () => {
    const smoke = (place: Place): KubernetesObject => job(place, { containers: [{ name: "job", env: [{ name: "URL", value: "http://app.kianax.svc.cluster.local:8080/health" }] }] });
    const all = [account(), settings(), secret({ wave: -1 }), service(), deployment()];
    assert.deepEqual(missing([...all, smoke({ phase: "PostSync" })]), []);
    assert.deepEqual(missing([...all, smoke({ phase: "PreSync" })]), ["PreSync, wave 0: Job job (a hook) needs answers of Service/app, which is not there yet."]);
  });

  it("misses exactly what has not had its turn", () => {
    const position = ({ phase, wave }: Required<Omit<Place, "policy">>): number => PHASES.indexOf(phase) * 100 + wave;
    const place = fc.record({ phase: fc.constantFrom(...PHASES), wave: fc.integer({ min: -5, max: 5 }) });
    fc.assert(
      fc.property(place, place, place, place, (forAccount, forSettings, forSecret, forDeployment) => {
        const late = [
          ...(position(forAccount) > position(forDeployment) ? ["ServiceAccount/app"] : []),
          ...(position(forSettings) > position(forDeployment) ? ["ConfigMap/app"] : []),
          ...(position(forSecret) >= position(forDeployment) ? ["Secret/app"] : []),
        ];
        const objects = [account(forAccount), settings(forSettings), secret(forSecret), deployment(forDeployment)];
        assert.deepEqual(missing(objects).map((sentence) => / needs (\S+),/.exec(sentence)?.[1]), late);
      }),
    );
  });
});
