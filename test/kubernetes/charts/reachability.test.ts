/** Who reaches whom, by the policies as they are installed: the same as declared, and nothing else. */
import assert from "node:assert/strict";
import { catalogue } from "../../../services";
import { attempts, surprises } from "../../reachability/declared";
import type { Policy } from "../../reachability/evaluate";
import { ENVIRONMENTS } from "../values";
import { renderedServices } from "./rendered";

/** As the stacks' files have them. */
const PLACES = { development: { block: "10.10", hasEndpoints: false }, production: { block: "10.20", hasEndpoints: false } } as const;

describe("the policies of all charts together", () => {
  for (const environment of ENVIRONMENTS) {
    it(`let through what the services declare, in ${environment}`, async () => {
      const objects = [...(await renderedServices(environment)).values()].flat();
      const policies = objects.filter(({ kind }) => kind === "NetworkPolicy") as unknown as Policy[];
      assert.deepEqual(surprises(policies, attempts(catalogue, PLACES[environment])), []);
      const [some] = policies.filter(({ metadata }) => metadata.name === "market-data");
      assert.ok(surprises(policies.filter((policy) => policy !== some), attempts(catalogue, PLACES[environment])).length > 0, "the judge sees nothing");
    });
  }
});
