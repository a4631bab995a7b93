import assert from "node:assert/strict";
import { NETWORK } from "./fixtures";
import { networkProblems } from "./validation";

const sentences = (changes: Record<string, unknown>): string[] =>
  networkProblems({ ...NETWORK, ...changes } as typeof NETWORK).map(({ argument, problem }) => `${argument} ${problem}`);
const withPeering = (changes: Record<string, unknown>): string[] =>
  sentences({ peerings: [{ name: "analytics", peerVpcId: "vpc-0a1b2c3d4e5f60718", cidr: "10.30.0.0/16", ...changes }] });

const RETENTION =
  "flowLogs.retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

describe("the arguments of KianaxNetwork", () => {
  it("find nothing wrong with the settings of production, or with a peering", () => {
    assert.deepEqual(networkProblems(NETWORK), []);
    assert.deepEqual(withPeering({ peerOwnerId: "111122223333", peerRegion: "eu-central-1" }), []);
  });

  const wrong: readonly [string, () => string[], string[]][] = [
    ["a block too small", () => sentences({ cidr: "10.20.0.0/24" }), ["cidr is 10.20.0.0/24, too small for three tiers in three zones: choose a /22 or larger (a /16 leaves room for pods)."]],
    ["a zone of another Region", () => sentences({ zones: ["us-east-1a", "us-west-2a"] }), ['zones names "us-west-2a", which is no zone of us-east-1: name zones such as us-east-1a.']],
    ["a Region that is none", () => sentences({ region: "Virginia" }), ['region must be an AWS Region such as us-east-1, not "Virginia".']],
    ["an unknown NAT", () => sentences({ nat: "none" }), ['nat must be one of instance, single, per-zone, not "none".']],
    ["an endpoint that is no service", () => sentences({ interfaceEndpoints: ["ECR API"] }), ['interfaceEndpoints names "ECR API", which is no AWS service such as ecr.api.']],
    ["an endpoint twice", () => sentences({ interfaceEndpoints: ["sts", "sts"] }), ["interfaceEndpoints names sts twice; name it once."]],
    ["S3 as an interface endpoint", () => sentences({ interfaceEndpoints: ["s3"] }), ["interfaceEndpoints names s3, which has its gateway endpoint already; remove it."]],
    ["a period that CloudWatch does not have", () => sentences({ flowLogs: { retentionDays: 15 } }), [`${RETENTION}, not 15.`]],
    ["a negative period", () => sentences({ flowLogs: { retentionDays: -1 } }), [`${RETENTION}, not -1.`]],
    ["a cluster's name", () => sentences({ clusterName: "" }), ['clusterName must be the name of an EKS cluster such as kianax-production, not "".']],
    ["a peering's name", () => withPeering({ name: "Data Team" }), [
      'peerings.Data Team.name must be 1 to 30 lower-case letters, digits and dashes, beginning with a letter, not "Data Team".',
    ]],
    ["a peer that is no VPC", () => withPeering({ peerVpcId: "subnet-1" }), ['peerings.analytics.peerVpcId must be the id of a VPC such as vpc-0a1b2c3d4e5f60718, not "subnet-1".']],
    ["a peer's account", () => withPeering({ peerOwnerId: "1234" }), ['peerings.analytics.peerOwnerId must be an account number of twelve digits, not "1234".']],
    ["a peer's Region", () => withPeering({ peerRegion: "Ohio" }), ['peerings.analytics.peerRegion must be an AWS Region such as us-east-1, not "Ohio".']],
    ["two peerings of one name", () => {
      const one = { name: "analytics", peerVpcId: "vpc-0a1b2c3d4e5f60718" };
      return sentences({ peerings: [{ ...one, cidr: "10.30.0.0/16" }, { ...one, cidr: "10.31.0.0/16" }] });
    }, ["peerings names analytics twice; name it once."]],
  ];
  for (const [what, found, expected] of wrong) {
    it(`refuse ${what}`, () => assert.deepEqual(found(), expected));
  }
});
