/** What the program makes in the cluster, and what Argo CD finds under platform/: taken by a real API server. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { chartFolders, Helm, Workshop, type Chart } from "../charts/helm";
import { problemsOf, restrictedNamespace } from "../cluster/acceptance";
import type { KubernetesObject } from "../cluster/objects";
import { objectsIn } from "../cluster/yaml";
import { controlPlane, KUBE_VERSION, tools } from "../control-plane";
import { objectsOf, planOf } from "../planned";
import { ROOT } from "../root";
import { ENVIRONMENTS, NAMESPACE, type Environment } from "../values";

const ARGOCD = "argocd";
const SETS = path.join(ROOT, "platform", "applicationsets");
const OBJECTS_CHART = path.join(ROOT, "components", "delivery", "charts", "argocd-objects");

/** What the program tells ApplicationSets of the cluster. */
async function bridgeOf(environment: Environment, ...settings: string[]): Promise<Readonly<Record<string, string>>> {
  const { resources } = await planOf(environment, ...settings);
  const secrets = resources.filter(({ type }) => type === "kubernetes:core/v1:Secret").map(({ inputs }) => z.object({ metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }) }).parse(inputs).metadata);
  const bridge = secrets.find(({ name }) => name === "cluster");
  assert.ok(bridge, "the program makes no Secret of the cluster");
  return bridge.annotations;
}

describe("the platform", () => {
  let workshop: Workshop;
  let helm: Helm;
  before(async () => {
    workshop = Workshop.open([...chartFolders(path.join(ROOT, "platform", "charts")), OBJECTS_CHART]);
    helm = new Helm(path.join(await tools("helm"), "helm"), KUBE_VERSION, workshop);
  });
  after(() => workshop.close());
  const chart = (name: string): Chart => {
    const found = workshop.charts.find((candidate) => candidate.name === name);
    assert.ok(found, `there is no chart ${name}`);
    return found;
  };

  /** Values of the charts of ours, as their ApplicationSets fill them in. */
  const values: Readonly<Record<string, (environment: Environment) => Promise<{ namespace: string; values: unknown }>>> = {
    "secret-store": async (environment) => {
      const { aws_region: region, platform_secrets_path: secretsPath, services_namespace: servicesNamespace, single_sign_on: singleSignOn } = await bridgeOf(environment);
      return { namespace: "external-secrets", values: { region, secretsPath, servicesNamespace, singleSignOn } };
    },
    pgbouncer: async (environment) => {
      const { pgbouncer_values: pooler = "", services_namespace: namespace = "" } = await bridgeOf(environment, "kianax:database.pooling=pgbouncer");
      return { namespace, values: { pooler: JSON.parse(pooler) as unknown } };
    },
    "argocd-objects": async (environment) => ({ namespace: ARGOCD, values: { objects: (await objectsOf(environment)).filter(({ apiVersion }) => apiVersion.startsWith("argoproj.io/")) } }),
  };

  it("has no chart that these tests do not know", () => {
    assert.deepEqual(workshop.charts.map(({ name }) => name).sort(), Object.keys(values).sort());
  });

  for (const environment of ENVIRONMENTS) {
    describe(`of ${environment}`, function () {
      this.timeout(300_000);
      let apply: (objects: readonly KubernetesObject[], namespace: string) => Promise<string[]>;
      before(async () => {
        const { client } = await controlPlane(environment);
        await Promise.all([ARGOCD, "external-secrets", NAMESPACE].map((name) => restrictedNamespace(client, name)));
        apply = (objects, namespace) => problemsOf(client, objects, namespace);
      });

      it("takes every object that the program makes in it", async () => {
        const objects = await objectsOf(environment);
        const kinds = new Set(objects.map(({ kind }) => kind));
        assert.deepEqual(["AppProject", "Application", "ApplicationSet", "Namespace", "NetworkPolicy", "Secret"].filter((kind) => !kinds.has(kind)), []);
        assert.deepEqual(await apply(objects, ARGOCD), []);
      });

      it("is as closed as these tests' own namespaces", async () => {
        const namespaces = (await objectsOf(environment)).filter(({ kind }) => kind === "Namespace");
        assert.deepEqual(namespaces.filter(({ metadata }) => metadata.labels?.["pod-security.kubernetes.io/enforce"] !== "restricted").map(({ metadata }) => metadata.name), []);
      });

      for (const file of readdirSync(SETS)) {
        it(`takes platform/applicationsets/${file}`, async () => {
          const objects = objectsIn(readFileSync(path.join(SETS, file), "utf8"), file);
          assert.deepEqual(objects.map(({ kind }) => kind), ["ApplicationSet"]);
          assert.deepEqual(await apply(objects, ARGOCD), []);
        });
      }

      for (const [name, of] of Object.entries(values)) {
        it(`takes what the chart ${name} renders`, async () => {
          const { namespace, ...rest } = await of(environment);
          const release = { name, namespace, files: [], ...rest };
          helm.lint(chart(name), release);
          const objects = helm.render(chart(name), release);
          assert.ok(objects.length > 0);
          assert.deepEqual(await apply(objects, namespace), []);
        });
      }
    });
  }
});
