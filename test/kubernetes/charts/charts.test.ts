/** Every chart, in every environment: linted, rendered, and taken by a real API server. */
import assert from "node:assert/strict";
import { problemsOf, restrictedNamespace } from "../cluster/acceptance";
import type { KubernetesObject } from "../cluster/objects";
import { controlPlane } from "../control-plane";
import { catalogue } from "../../../services";
import { ENVIRONMENTS, MONITORING, NAMESPACE, NEXT_IMAGE, releaseOf } from "../values";
import { bench, renderedServices } from "./rendered";

const HOOK = "argocd.argoproj.io/hook";
const isHook = ({ metadata }: KubernetesObject): boolean => metadata.annotations?.[HOOK] !== undefined;

describe("charts", () => {
  it("there is one for each service", async () => {
    const { charts } = await bench();
    assert.deepEqual(charts.map(({ name }) => name).sort(), catalogue.map(({ name }) => name).sort());
  });

  for (const environment of ENVIRONMENTS) {
    describe(`in ${environment}`, () => {
      for (const { name } of catalogue) {
        it(`${name} passes helm lint --strict`, async () => {
          const { helm, charts } = await bench();
          const chart = charts.find((candidate) => candidate.name === name);
          assert.ok(chart, `there is no charts/${name}`);
          helm.lint(chart, await releaseOf(name, environment));
        });

        it(`${name} is taken by the API server, object by object and pod by pod`, async () => {
          const { client } = await controlPlane(environment);
          await restrictedNamespace(client, NAMESPACE);
          const objects = (await renderedServices(environment, { kinds: MONITORING })).get(name) ?? [];
          assert.ok(objects.some(({ kind }) => kind === "Deployment"));
          assert.deepEqual(await problemsOf(client, objects, NAMESPACE), []);
        });

        it(`${name} is taken again with a new image`, async () => {
          const { client } = await controlPlane(environment);
          // Argo CD deletes the hooks of the version before.
          const objects = ((await renderedServices(environment, { image: NEXT_IMAGE, kinds: MONITORING })).get(name) ?? []).filter((object) => !isHook(object));
          assert.ok(JSON.stringify(objects).includes(NEXT_IMAGE.tag));
          assert.deepEqual(await problemsOf(client, objects, NAMESPACE), []);
        });
      }
    });
  }
});
