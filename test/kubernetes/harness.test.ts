/** The harness itself: what is right passes, and each kind of wrong is caught. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { ChartError, Helm, Workshop } from "./charts/helm";
import { problemsOf, restrictedNamespace } from "./cluster/acceptance";
import type { ApiClient } from "./cluster/client";
import { objectsIn } from "./cluster/yaml";
import type { KubernetesObject } from "./cluster/objects";
import { controlPlane, KUBE_VERSION, tools } from "./control-plane";

const NAMESPACE = "harness";
const FIXTURE = path.join(__dirname, "fixtures", "chart");
const RELEASE = { name: "echo", namespace: NAMESPACE, files: [], values: {} };

describe("the harness", function () {
  let client: ApiClient;
  let workshop: Workshop;
  let helm: Helm;
  let objects: KubernetesObject[];
  before(async function () {
    ({ client } = await controlPlane("development"));
    await restrictedNamespace(client, NAMESPACE);
    workshop = Workshop.open([FIXTURE]);
    helm = new Helm(path.join(await tools("helm"), "helm"), KUBE_VERSION, workshop);
    const [chart] = workshop.charts;
    assert.ok(chart);
    helm.lint(chart, RELEASE);
    objects = helm.render(chart, RELEASE);
  });
  after(() => workshop.close());

  const chartOf = (): Workshop["charts"][number] => workshop.charts[0] as Workshop["charts"][number];
  const changed = (kind: string, change: (object: Record<string, never>) => void): KubernetesObject => {
    const copy = structuredClone(objects.find((object) => object.kind === kind)) as unknown as Record<string, never>;
    change(copy);
    return copy as unknown as KubernetesObject;
  };
  /** The fixture's Deployment with a change to its pods. */
  const pods = (change: (spec: Record<string, unknown> & { containers: Record<string, unknown>[] }) => void): KubernetesObject =>
    changed("Deployment", (object) => change((object as unknown as { spec: { template: { spec: never } } }).spec.template.spec));
  const refused = async (object: KubernetesObject, says: RegExp): Promise<void> => {
    const problems = await problemsOf(client, [object], NAMESPACE);
    assert.ok(problems.length > 0, "nothing was found wrong with it");
    assert.match(problems.join("\n"), says);
  };

  it("speaks to the version that the cluster runs", async () => {
    const { gitVersion } = (await client.get("/version")) as { gitVersion: string };
    assert.equal(gitVersion, KUBE_VERSION);
  });

  it("takes the fixture as it is, twice: applying again changes nothing", async () => {
    assert.deepEqual(objects.map(({ kind }) => kind).sort(), ["Deployment", "ServiceAccount", "TargetGroupBinding"]);
    assert.deepEqual(await problemsOf(client, objects, NAMESPACE), []);
    assert.deepEqual(await problemsOf(client, objects, NAMESPACE), []);
  });

  it("refuses a field that its kind does not have", () => refused(changed("Deployment", (object) => Object.assign(object["spec"], { replica: 2 })), /\.spec\.replica: field not declared in schema|unknown field "spec\.replica"/));
  it("refuses a field that a custom kind does not have", () => refused(changed("TargetGroupBinding", (object) => Object.assign(object["spec"], { targetGroupArn: "x" })), /targetGroupArn/));
  it("refuses a value of the wrong type", () => refused(changed("Deployment", (object) => Object.assign(object["spec"], { replicas: "two" })), /replicas/));
  it("refuses a custom kind without what it needs", () => refused(changed("TargetGroupBinding", (object) => delete object["spec"]["serviceRef"]), /spec\.serviceRef: Required value/));
  it("refuses a version that is gone", () => refused(changed("Deployment", (object) => Object.assign(object, { apiVersion: "extensions/v1beta1" })), /knows no Deployment in extensions\/v1beta1/));
  it("refuses a kind that nobody defines", () => refused(changed("Deployment", (object) => Object.assign(object, { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" })), /knows no Rollout/));
  it("refuses a name that Kubernetes does not allow", () => refused(changed("ServiceAccount", (object) => Object.assign(object["metadata"], { name: "Echo_1" })), /Invalid value: "Echo_1"/));
  it("refuses what belongs into no namespace but names one", () =>
    refused({ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "echo", namespace: NAMESPACE }, rules: [] }, /its kind lives in none/));
  it("refuses a namespace that is not there", () => refused(changed("ServiceAccount", (object) => Object.assign(object["metadata"], { namespace: "nowhere" })), /namespaces "nowhere" not found/));
  it("refuses a key that is given twice", () => assert.throws(() => objectsIn("apiVersion: v1\nkind: Service\nkind: Pod\nmetadata: { name: x }\n", "chart echo"), /^Error: chart echo: Map keys must be unique/));
  it("refuses a document that is no object", () => assert.throws(() => objectsIn("apiVersion: v1\nkind: Service\n", "chart echo"), /chart echo: a document is no Kubernetes object: metadata/));
  it("refuses a change of what cannot change", async () => {
    assert.deepEqual(await problemsOf(client, objects, NAMESPACE), []);
    await refused(changed("Deployment", (object) => Object.assign(object["spec"]["selector"], { matchLabels: { app: "other" } })), /selector/);
  });

  describe("holds pods to Pod Security's restricted level", () => {
    const violations: Readonly<Record<string, readonly [(spec: Parameters<Parameters<typeof pods>[0]>[0]) => void, RegExp]>> = {
      "root": [(spec) => Object.assign(spec, { securityContext: { seccompProfile: { type: "RuntimeDefault" } } }), /runAsNonRoot != true/],
      "the host's network": [(spec) => Object.assign(spec, { hostNetwork: true }), /host namespaces/],
      "all capabilities": [(spec) => Object.assign(spec.containers[0] ?? {}, { securityContext: { allowPrivilegeEscalation: false } }), /unrestricted capabilities/],
      "more privileges": [(spec) => Object.assign(spec.containers[0] ?? {}, { securityContext: { capabilities: { drop: ["ALL"] } } }), /allowPrivilegeEscalation != false/],
      "no seccomp profile": [(spec) => Object.assign(spec, { securityContext: { runAsNonRoot: true } }), /seccompProfile/],
      "the host's files": [(spec) => Object.assign(spec, { volumes: [{ name: "host", hostPath: { path: "/" } }] }), /hostPath/],
    };
    for (const [what, [change, says]] of Object.entries(violations)) {
      it(`refuses pods with ${what}, as the warning of their Deployment and as pods`, async () => {
        const problems = await problemsOf(client, [pods(change)], NAMESPACE);
        assert.match(problems.find((problem) => problem.startsWith("apps/v1 Deployment")) ?? "", says);
        assert.match(problems.find((problem) => problem.startsWith("v1 Pod") && problem.includes("is forbidden")) ?? "", says);
      });
    }

    it("refuses pods of a Job and of a CronJob, too", async () => {
      const { spec } = (objects.find(({ kind }) => kind === "Deployment") as unknown as { spec: { template: { spec: object } } }).spec.template;
      const template = { spec: { ...spec, hostPID: true, restartPolicy: "Never" } };
      await refused({ apiVersion: "batch/v1", kind: "Job", metadata: { name: "job" }, spec: { template } }, /v1 Pod harness\/job-00000: .*hostPID=true/);
      await refused({ apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "cron" }, spec: { schedule: "0 0 * * *", jobTemplate: { spec: { template } } } }, /v1 Pod harness\/cron-00000: .*hostPID=true/);
    });

    it("refuses pods whose service account is not there", () => refused(pods((spec) => Object.assign(spec, { serviceAccountName: "nobody" })), /serviceaccount "nobody" not found/));
  });

  describe("of charts", () => {
    it("refuses values of the wrong type", () => assert.throws(() => helm.render(chartOf(), { ...RELEASE, values: { replicas: "two" } }), /got string, want integer/));
    it("refuses unknown values", () => assert.throws(() => helm.lint(chartOf(), { ...RELEASE, values: { replica: 2 } }), /additional properties 'replica' not allowed/));
    it("says which chart it was, without the folder in which it worked", () =>
      assert.throws(
        () => helm.render(chartOf(), { ...RELEASE, files: ["values-nowhere.yaml"] }),
        (error) => error instanceof ChartError && /^chart chart: .*charts\/chart\/values-nowhere\.yaml/s.test(error.message) && !error.message.includes(workshop.folder),
      ));
    it("works in a copy", () => {
      assert.notEqual(path.dirname(chartOf().folder), path.dirname(FIXTURE));
      assert.deepEqual(readdirSync(FIXTURE).sort(), ["Chart.yaml", "templates", "values.schema.json", "values.yaml"]);
    });
  });
});

