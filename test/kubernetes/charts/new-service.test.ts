/** What `npm run new:service` makes is installed as it is. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { chartValues, type ServiceDefinition } from "../../../components/service";
import { someChartContext } from "../../../components/service/fixtures";
import { judgeManifests } from "../../../policies/cli/manifests";
import { createService } from "../../../services/new/create";
import { attempts, SURROUNDINGS, surprises } from "../../reachability/declared";
import type { Policy } from "../../reachability/evaluate";
import type { KubernetesObject } from "../cluster/objects";
import { KUBE_VERSION, tools } from "../control-plane";
import { ROOT } from "../root";
import { ENVIRONMENTS, NAMESPACE, NEXT_IMAGE } from "../values";
import { chartFolders, Helm, Workshop } from "./helm";

const NAME = "quite-new";
const AROUND = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
  { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "deny-all", namespace: NAMESPACE }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
];

describe("a service that was just made", () => {
  let root: string;
  let workshop: Workshop;
  let helm: Helm;
  let catalogue: readonly ServiceDefinition[];

  before(async () => {
    root = mkdtempSync(path.join(os.tmpdir(), "kianax-new-service-"));
    symlinkSync(path.join(ROOT, "components"), path.join(root, "components"));
    for (const folder of ["services", "charts"]) cpSync(path.join(ROOT, folder), path.join(root, folder), { recursive: true, verbatimSymlinks: true });
    createService({ root, name: NAME, namePrefix: "kianax", environments: ENVIRONMENTS });
    ({ catalogue } = createRequire(__filename)(path.join(root, "services", "index.ts")) as { catalogue: readonly ServiceDefinition[] });
    workshop = Workshop.open(chartFolders(path.join(root, "charts")));
    helm = new Helm(path.join(await tools("helm"), "helm"), KUBE_VERSION, workshop);
  });
  after(() => {
    workshop.close();
    rmSync(root, { recursive: true, force: true });
  });

  const render = (name: string, environment: string): KubernetesObject[] => {
    const [chart, definition] = [workshop.charts.find((each) => each.name === name), catalogue.find((each) => each.name === name)];
    assert.ok(chart && definition, name);
    const values = { ...chartValues(definition, catalogue, someChartContext(definition, { ...SURROUNDINGS, environment })), image: NEXT_IMAGE };
    const release = { name, namespace: NAMESPACE, files: [`values-${environment}.yaml`], values };
    helm.lint(chart, release);
    return helm.render(chart, release);
  };

  for (const environment of ENVIRONMENTS) {
    it(`has a chart that breaks no rule in ${environment}`, () => {
      const objects = render(NAME, environment);
      assert.ok(objects.some(({ kind, metadata }) => kind === "Deployment" && metadata.name === NAME));
      assert.deepEqual(judgeManifests([...AROUND, ...objects].map((object) => stringify(object)), { profile: environment }).findings, []);
    });
  }

  it("reaches and is reached by nobody but those that it declares", () => {
    const policies = catalogue.flatMap(({ name }) => render(name, "production")).filter(({ kind }) => kind === "NetworkPolicy");
    assert.ok(policies.some(({ metadata }) => metadata.name === `${NAME}-default-deny`));
    assert.deepEqual(surprises(policies as unknown as Policy[], attempts(catalogue)), []);
  });
});
