/** Every chart, installed for the first time and brought to its next version, in the order in which Argo CD applies it. */
import assert from "node:assert/strict";
import { catalogue } from "../../../services";
import { renderedServices } from "../charts/rendered";
import { ENVIRONMENTS, NAMESPACE, NEXT_IMAGE } from "../values";
import { kindThing, thing, type Thing } from "./needs";
import { missingIn } from "./simulate";
import { stepsOf } from "./steps";

/** What the platform installs before any service: its Applications come first. */
const PLATFORM: readonly Thing[] = [
  thing("Namespace", NAMESPACE),
  thing("ClusterSecretStore", "aws-secrets-manager"),
  kindThing("external-secrets.io/v1", "ExternalSecret"),
  kindThing("elbv2.k8s.aws/v1beta1", "TargetGroupBinding"),
];

for (const environment of ENVIRONMENTS) {
  describe(`the order of what is applied in ${environment}`, () => {
    for (const { name, needs } of catalogue) {
      it(`lets ${name} be installed for the first time`, async () => {
        const objects = (await renderedServices(environment)).get(name) ?? [];
        assert.ok(objects.length > 5);
        assert.deepEqual(missingIn({ objects, present: PLATFORM }), []);
      });

      it(`lets ${name} be brought to its next version`, async () => {
        const before = (await renderedServices(environment)).get(name) ?? [];
        const objects = (await renderedServices(environment, NEXT_IMAGE)).get(name) ?? [];
        assert.deepEqual(missingIn({ objects, before, present: PLATFORM }), []);
      });

      it(`runs ${name}'s ${needs.database === "read-write" ? "migration before, and its " : ""}smoke test after the service`, async () => {
        const order = stepsOf((await renderedServices(environment)).get(name) ?? []).flatMap(({ kinds }) => kinds.flat().filter(({ kind }) => kind === "Job" || kind === "Deployment"));
        const expected = [...(needs.database === "read-write" ? [`${name}-migration`] : []), name, `${name}-smoke-test`];
        assert.deepEqual(order.map(({ metadata }) => metadata.name), expected);
      });
    }
  });
}
