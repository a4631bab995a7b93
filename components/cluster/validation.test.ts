import assert from "node:assert/strict";
import fc from "fast-check";
import { ArgumentError } from "../base";
import { withMocks, someNeighbour } from "../testing";
import { KianaxCluster } from "./cluster";
import { NODES, SETTINGS } from "./fixtures";
import type { NodeGroup } from "./arguments";
import { clusterProblems } from "./validation";

const network = { zones: ["us-east-1a", "us-east-1b", "us-east-1c"] };
const JUDGED = { ...SETTINGS, network };
const sentences = (changes: Record<string, unknown>): string[] =>
  clusterProblems({ ...JUDGED, ...changes } as typeof JUDGED).map(({ argument, problem }) => `${argument} ${problem}`);
const withNodes = (changes: Record<string, unknown>): string[] => sentences({ nodeGroups: { general: { ...NODES, ...changes } } });
const withAddon = (name: string, version: unknown): string[] => sentences({ addons: { ...SETTINGS.addons, [name]: version } });

describe("the arguments of KianaxCluster", () => {
  it("find nothing wrong with the settings of production", () => {
    assert.deepEqual(clusterProblems(JUDGED), []);
  });

  const wrong: readonly [string, () => string[], string[]][] = [
    ["an unsupported version", () => sentences({ version: "1.31" }), [
      "version is 1.31, whose standard support ended on 2025-11-26; choose 1.34, 1.35 or 1.36.",
      "addons.kube-proxy is v1.35.3-eksbuild.29, which does not fit Kubernetes 1.31: choose a v1.31 build.",
    ]],
    ["a block twice", () => sentences({ publicAccessCidrs: ["203.0.113.0/24", "203.0.113.0/24"] }), ["publicAccessCidrs names 203.0.113.0/24 twice; name it once."]],
    ["no instance type at all", () => withNodes({ instanceTypes: ["large"] }), ['nodeGroups.general.instanceTypes names "large", which is no EC2 instance type such as t3.large.']],
    ["an instance type twice", () => withNodes({ instanceTypes: ["t3.large", "t3.large"] }), ["nodeGroups.general.instanceTypes names t3.large twice; name it once."]],
    ["arm64 instances under an x86_64 system", () => withNodes({ instanceTypes: ["t4g.large"] }), [
      "nodeGroups.general.instanceTypes names t4g.large, whose processor is arm64, but amiType is AL2023_x86_64_STANDARD; choose one processor for both.",
    ]],
    ["x86_64 instances under an arm64 system", () => withNodes({ amiType: "AL2023_ARM_64_STANDARD", instanceTypes: ["g4dn.xlarge", "m7gd.large"] }), [
      "nodeGroups.general.instanceTypes names g4dn.xlarge, whose processor is x86_64, but amiType is AL2023_ARM_64_STANDARD; choose one processor for both.",
    ]],
    ["an unknown AMI type", () => withNodes({ amiType: "AL2_x86_64" }).slice(0, 1), [
      'nodeGroups.general.amiType must be one of AL2023_x86_64_STANDARD, AL2023_ARM_64_STANDARD, AL2023_x86_64_NVIDIA, AL2023_ARM_64_NVIDIA, BOTTLEROCKET_x86_64, BOTTLEROCKET_ARM_64, BOTTLEROCKET_x86_64_FIPS, BOTTLEROCKET_ARM_64_FIPS, not "AL2_x86_64".',
    ]],
    ["half a node", () => withNodes({ desiredSize: 3.5 }), ["nodeGroups.general.desiredSize must be a whole number from 0 to 450 nodes, not 3.5."]],
    ["desired below min", () => withNodes({ desiredSize: 2 }), ["nodeGroups.general.desiredSize is 2; it must lie between minSize (3) and maxSize (10)."]],
    ["a missing add-on", () => withAddon("coredns", undefined), ["addons.coredns must be the version of an EKS add-on such as v1.22.4-eksbuild.3, not null."]],
  ];
  for (const [what, found, expected] of wrong) {
    it(`refuse ${what}`, () => assert.deepEqual(found(), expected));
  }

  it("take any sizes in order and no others", () => {
    const size = fc.integer({ min: -5, max: 20 });
    fc.assert(
      fc.property(size, size, size, (minSize, desiredSize, maxSize) => {
        const right = minSize >= 2 && maxSize <= 10 && minSize <= desiredSize && desiredSize <= maxSize;
        const group: NodeGroup = { ...NODES, minSize, desiredSize, maxSize };
        assert.equal(clusterProblems({ ...JUDGED, nodeGroups: { general: group } }).length === 0, right);
      }),
    );
  });

  it("are judged before anything is registered", async () => {
    const wiring = someNeighbour;
    const { plan, result } = await withMocks(() => {
      try {
        return new KianaxCluster("production", { network: wiring, keys: wiring, ...SETTINGS, nodeGroups: {} });
      } catch (error) {
        return error;
      }
    });
    assert.ok(result instanceof ArgumentError);
    assert.equal(result.message, 'KianaxCluster "production": nodeGroups is empty, and pods need nodes: name at least one group.');
    assert.deepEqual(plan.keys, []);
  });
});
