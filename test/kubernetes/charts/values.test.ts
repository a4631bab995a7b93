/** Values of wrong type, unknown ones, and those that belong to something else: each refused in one sentence. */
import assert from "node:assert/strict";
import { git, platform, rendered } from "./changed";
import { ChartError } from "./helm";

type Change = Parameters<typeof rendered>[1];

async function refused(change: Change, says: RegExp): Promise<void> {
  await assert.rejects(rendered("trading", change), (error) => {
    assert.ok(error instanceof ChartError, String(error));
    assert.match(error.message, says);
    return true;
  });
}

const without = (key: string): Change => platform({ [key]: undefined });
const rule = { podSelector: { matchLabels: { a: "b" } }, policyTypes: ["Ingress", "Egress"], egress: [] };
const policies = (service: object): Change => (values) => {
  const { networkPolicies } = values["platform"] as { networkPolicies: object };
  return platform({ networkPolicies: { ...networkPolicies, service } })(values);
};

const CASES: Readonly<Record<string, readonly [Change, RegExp]>> = {
  "an unknown value": [git({ replicas: 3 }), /additional properties 'replicas' not allowed/],
  "a value with another spelling": [git({ latencysensitive: true }), /additional properties 'latencysensitive' not allowed/],
  "text for a switch": [git({ latencySensitive: "yes" }), /latencySensitive.*: got string, want boolean/],
  "an image by the tag latest": [git({ image: { tag: "latest" } }), /image\/tag/],
  "a tag that is a number": [git({ image: { tag: 142 } }), /image\/tag.*: got number, want string/],
  "a digest that is none": [git({ image: { tag: "1.0.0", digest: "sha256:abc" } }), /image\/digest.*does not match pattern/],
  "no image yet": [git({ image: { tag: "" } }), /image\.tag is empty: the pipeline of trading writes it into values-production\.yaml with its first image\./],
  "an image of someone's choice": [git({ image: { tag: "1.0.0", repository: "docker.io/evil" } }), /additional properties 'repository' not allowed/],
  "a setting that is a number": [git({ settings: { RETRIES: 3 } }), /settings\/RETRIES.*: got number, want string/],
  "a setting with a name of its own kind": [git({ settings: { retries: "3" } }), /invalid propertyName 'retries'/],
  "a setting that is the platform's": [git({ settings: { DATABASE_HOST: "elsewhere" } }), /settings\.DATABASE_HOST is the platform's own: call the setting something else\./],
  "CPU as a number": [git({ resources: { cpu: 2 } }), /resources\/cpu.*: got number, want string/],
  "memory without a unit": [git({ resources: { memory: "512" } }), /resources\/memory.*does not match pattern/],
  "resources of another kind": [git({ resources: { gpu: "1" } }), /additional properties 'gpu' not allowed/],
  "a migration without a command": [git({ migration: { command: [], deadlineSeconds: 600 } }), /migration\/command.*minItems/],
  "values of another service": [platform({ service: "gateway" }), /platform\.service is "gateway", and this is the chart of "trading": give it the values of its own service\./],
  "nothing of Pulumi": [git({ platform: undefined }), /missing property 'platform'/],
  "Pulumi's values with more": [platform({ replicas: 3 }), /additional properties 'replicas' not allowed/],
  "a port below 1024": [platform({ port: 80 }), /platform\/port.*minimum/],
  "a port as text": [platform({ port: "8080" }), /platform\/port.*: got string, want integer/],
  "a policy of a kind that there is not": [(values) => platform({ networkPolicies: { ...((values["platform"] as { networkPolicies: object }).networkPolicies), debug: rule } })(values), /additional properties 'debug' not allowed/],
  "a rule that lets everybody in": [policies({ ...rule, ingress: [{ from: [], ports: [{ protocol: "TCP", port: 8080 }] }] }), /ingress\/0\/from.*minItems/],
  "a rule that has forgotten whom": [policies({ ...rule, ingress: [{ ports: [{ protocol: "TCP", port: 8080 }] }] }), /missing property 'from'/],
  "a rule at every port": [policies({ ...rule, ingress: [{ from: [{ podSelector: { matchLabels: {} } }], ports: [] }] }), /ingress\/0\/ports.*minItems/],
  "a policy of one direction": [policies({ ...rule, policyTypes: ["Ingress"], ingress: [] }), /policyTypes/],
};

describe("values of a chart", () => {
  for (const [what, [change, says]] of Object.entries(CASES)) {
    it(`are refused with ${what}`, () => refused(change, says));
  }

  for (const key of ["service", "environment", "imageRepository", "port", "metricsPort", "health", "drainSeconds", "scaling", "resources", "settings", "secrets", "secretsDirectory", "logGroup", "networkPolicies"]) {
    it(`are refused without platform.${key}`, () => refused(without(key), new RegExp(`missing property '${key}'`)));
  }

  it("are taken as they are", async () => assert.ok((await rendered("trading", (values) => values)).length > 0));
});
