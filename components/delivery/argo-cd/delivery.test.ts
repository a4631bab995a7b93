import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxCluster } from "../../cluster";
import { keyOf, resolved, withMocks, type Plan } from "../../testing";
import type { KianaxDeliveryArgs } from "./arguments";
import { KianaxDelivery } from "./delivery";

const KUBECONFIG = '{"apiVersion":"v1"}';

class SomeCluster extends pulumi.ComponentResource {
  readonly clusterName = pulumi.output("kianax-production");
  readonly kubeconfig = pulumi.output(KUBECONFIG);
  constructor() {
    super("kianax:cluster:KianaxCluster", "production");
  }
}

async function planned(changes: Partial<KianaxDeliveryArgs> = {}, preview = false): Promise<{ plan: Plan; delivery: KianaxDelivery }> {
  const { plan, result } = await withMocks(
    () =>
      new KianaxDelivery("production", {
        environment: "production",
        cluster: new SomeCluster() as unknown as KianaxCluster,
        network: { vpcId: pulumi.output("vpc-1"), tierCidrs: { public: ["10.0.10.0/24"], private: ["10.0.20.0/24"], isolated: ["10.0.0.0/24"] } },
        repository: { url: "https://github.com/kianax/infrastructure.git", revision: "main" },
        chartVersion: "10.1.1",
        highAvailability: true,
        groups: { admin: [], deployer: [] },
        marketHours: ["trading"],
        addons: ["external-secrets", "cluster-autoscaler"],
        ...changes,
      }),
    { preview },
  );
  return { plan, delivery: result };
}

const RELEASE = "kubernetes:helm.sh/v3:Release";
const SECRET = "kubernetes:core/v1:Secret";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const PROVIDER = "pulumi:providers:kubernetes";

describe("KianaxDelivery", () => {
  it("makes exactly these children", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ parent }) => parent === "kianax:delivery:KianaxDelivery::production").map(keyOf).sort(), [
      `${NAMESPACE}::production-namespace-argocd`,
      `${NAMESPACE}::production-namespace-kianax`,
      `${SECRET}::production-cluster`,
      `${RELEASE}::production-argo-cd`,
      `${RELEASE}::production-bootstrap`,
      `${RELEASE}::production-projects`,
      `${POLICY}::production-argocd`,
      `${POLICY}::production-argocd-deny-all`,
      `${POLICY}::production-kianax-deny-all`,
      `${PROVIDER}::production`,
    ]);
  });

  it("reaches the cluster once it is whole, by a connection that is a secret and whose change replaces nothing", async () => {
    const { plan } = await planned();
    const provider = plan.one(PROVIDER, "production");
    assert.deepEqual(provider.secrets, ["kubeconfig"]);
    assert.equal(provider.inputs["kubeconfig"], KUBECONFIG);
    assert.equal(provider.inputs["clusterIdentifier"], "kianax-production");
    assert.deepEqual(plan.all(PROVIDER).map(({ name }) => name), ["production"]);
  });

  it("closes namespaces before anything runs in them, and installs in this order: Argo CD, projects, the beginning", async () => {
    const { plan } = await planned();
    const waits = (name: string): readonly string[] => plan.one(RELEASE, name).dependsOn;
    for (const needed of [`${NAMESPACE}::production-namespace-argocd`, `${POLICY}::production-argocd-deny-all`, `${POLICY}::production-argocd`]) {
      assert.ok(waits("production-argo-cd").includes(needed), needed);
    }
    assert.deepEqual(waits("production-projects"), [`${RELEASE}::production-argo-cd`]);
    assert.deepEqual(waits("production-bootstrap"), [`${SECRET}::production-cluster`, `${RELEASE}::production-projects`]);
    for (const namespace of ["argocd", "kianax"]) {
      const { metadata } = plan.one(NAMESPACE, `production-namespace-${namespace}`).inputs as unknown as { metadata: { labels: Record<string, string> } };
      assert.equal(metadata.labels["pod-security.kubernetes.io/enforce"], "restricted");
      const { spec } = plan.one(POLICY, `production-${namespace}-deny-all`).inputs;
      assert.deepEqual(spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    }
  });

  it("lets nothing in to Argo CD from outside of its namespace, and out by HTTPS alone", async () => {
    const { plan } = await planned();
    const { spec } = plan.one(POLICY, "production-argocd").inputs as unknown as { spec: { ingress: unknown; egress: { ports?: { port: number }[]; to?: unknown }[] } };
    assert.deepEqual(spec.ingress, [{ from: [{ podSelector: {} }] }]);
    const outside = spec.egress.filter(({ to }) => JSON.stringify(to).includes("ipBlock"));
    assert.deepEqual(outside.flatMap(({ ports = [] }) => ports.map(({ port }) => port)), [443]);
  });

  it("pins the chart, and takes back what fails", async () => {
    const { chart, version, repositoryOpts, atomic, cleanupOnFail, skipAwait, maxHistory } = (await planned()).plan.one(RELEASE, "production-argo-cd").inputs;
    assert.deepEqual({ chart, version, repositoryOpts, atomic, cleanupOnFail, skipAwait, maxHistory }, {
      ...{ chart: "argo-cd", version: "10.1.1", repositoryOpts: { repo: "https://argoproj.github.io/argo-helm" } },
      ...{ atomic: true, cleanupOnFail: true, skipAwait: false, maxHistory: 5 },
    });
  });

  it("adopts the project that Argo CD makes itself, and closes it", async () => {
    const { inputs } = (await planned()).plan.one(RELEASE, "production-projects");
    const { objects } = inputs["values"] as unknown as { objects: { metadata: { name: string }; spec: Record<string, unknown> }[] };
    assert.equal(inputs["takeOwnership"], true);
    const closed = objects.find(({ metadata }) => metadata.name === "default")?.spec;
    assert.deepEqual([closed?.["sourceRepos"], closed?.["destinations"], closed?.["clusterResourceWhitelist"]], [[], [], []]);
  });

  it("tells Argo CD of the cluster without a credential", async () => {
    const bridge = (await planned({ track: "next" })).plan.one(SECRET, "production-cluster");
    const { labels, annotations } = bridge.inputs["metadata"] as unknown as { labels: Record<string, string>; annotations: Record<string, string> };
    assert.deepEqual(labels, {
      ...{ "argocd.argoproj.io/secret-type": "cluster", environment: "production", track: "next" },
      ...{ enable_external_secrets: "true", enable_cluster_autoscaler: "true" },
    });
    assert.deepEqual([annotations["aws_cluster_name"], annotations["aws_vpc_id"], annotations["platform_secrets_path"]], ["kianax-production", "vpc-1", "kianax/production/platform"]);
    assert.deepEqual(bridge.inputs["stringData"], { name: "kianax-production", server: "https://kubernetes.default.svc", config: '{"tlsClientConfig":{"insecure":false}}' });
  });

  it("gives Argo CD the token of a private repository as a secret, in nothing else", async () => {
    const token = "github_pat_0123456789012345678901";
    const { plan } = await planned({ repositoryToken: pulumi.secret(token) });
    const access = plan.one(SECRET, "production-repository");
    assert.deepEqual(access.secrets, ["stringData"]);
    assert.deepEqual(access.inputs["stringData"], { type: "git", url: "https://github.com/kianax/infrastructure.git", username: "argocd", password: token });
    assert.deepEqual(plan.resources.filter(({ inputs }) => JSON.stringify(inputs).includes(token)).map(keyOf), [keyOf(access)]);
    assert.ok(plan.one(RELEASE, "production-bootstrap").dependsOn.includes(keyOf(access)));
  });

  it("tells of PgBouncer where the database has one", async () => {
    const { plan } = await planned({ pgbouncer: { host: pulumi.output("db"), port: 5432 } as never });
    const { labels, annotations } = plan.one(SECRET, "production-cluster").inputs["metadata"] as unknown as { labels: Record<string, string>; annotations: Record<string, string> };
    assert.equal(labels["enable_pgbouncer"], "true");
    assert.deepEqual(JSON.parse(String(annotations["pgbouncer_values"])), { host: "db", port: 5432, databaseCidrs: ["10.0.0.0/24"] });
    assert.equal(annotations["services_namespace"], "kianax");
  });

  it("says where services go", async () => {
    const { delivery } = await planned();
    const { namespace, track, applications, ready } = delivery.host;
    assert.deepEqual([namespace, track, applications?.project], ["kianax", "production", "kianax-production"]);
    assert.equal(ready?.length, 2);
    assert.match(String(await resolved(applications?.ready[0]?.urn ?? pulumi.output(""))), /production-bootstrap$/);
  });

  it("is all there at a preview", async () => {
    const [{ plan }, { plan: preview }] = [await planned(), await planned({}, true)];
    assert.deepEqual(preview.keys, plan.keys);
  });
});
