/** Every chart, installed for the first time and brought to its next version, in the order in which Argo CD applies it. */
import assert from "node:assert/strict";
import { catalogue } from "../../../services";
import type { KubernetesObject } from "../cluster/objects";
import { renderedServices } from "../charts/rendered";
import { ENVIRONMENTS, NAMESPACE, NEXT_IMAGE } from "../values";
import { objectsOf } from "../planned";
import { kindThing, thing, type Thing } from "./needs";
import { missingIn } from "./simulate";
import { stepsOf } from "./steps";

/** What the platform installs: an Application that comes before it tries again until it is there. */
const PLATFORM: readonly Thing[] = [
  thing("ClusterSecretStore", "aws-secrets-manager"),
  kindThing("external-secrets.io/v1", "ExternalSecret"),
  kindThing("elbv2.k8s.aws/v1beta1", "TargetGroupBinding"),
];

for (const environment of ENVIRONMENTS) {
  describe(`the order of what is applied in ${environment}`, () => {
    /** The namespace as the program makes it, closed before anything runs in it. */
    let namespace: readonly KubernetesObject[];
    before(async () => {
      const objects = await objectsOf(environment);
      namespace = objects.filter(({ kind, metadata }) => metadata.namespace === NAMESPACE || (kind === "Namespace" && metadata.name === NAMESPACE));
      assert.ok(namespace.some(({ kind }) => kind === "Namespace") && namespace.some(({ kind }) => kind === "NetworkPolicy"));
    });

    for (const { name, needs } of catalogue) {
      it(`lets ${name} be installed for the first time`, async () => {
        const objects = (await renderedServices(environment)).get(name) ?? [];
        assert.ok(objects.length > 5);
        assert.deepEqual(missingIn({ objects, before: namespace, present: PLATFORM }), []);
      });

      it(`lets ${name} be brought to its next version`, async () => {
        const before = (await renderedServices(environment)).get(name) ?? [];
        const objects = (await renderedServices(environment, { image: NEXT_IMAGE })).get(name) ?? [];
        assert.deepEqual(missingIn({ objects, before: [...namespace, ...before], present: PLATFORM }), []);
      });

      it(`runs ${name}'s ${needs.database === "read-write" ? "migration before, and its " : ""}smoke test after the service`, async () => {
        const order = stepsOf((await renderedServices(environment)).get(name) ?? []).flatMap(({ kinds }) => kinds.flat().filter(({ kind }) => kind === "Job" || kind === "Deployment"));
        const expected = [...(needs.database === "read-write" ? [`${name}-migration`] : []), name, `${name}-smoke-test`];
        assert.deepEqual(order.map(({ metadata }) => metadata.name), expected);
      });
    }
  });
}
