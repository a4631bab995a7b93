import assert from "node:assert/strict";
import fc from "fast-check";
import { ArgumentError } from "../base";
import { withMocks, someNeighbour } from "../testing";
import { KianaxCluster } from "./cluster";
import { NODES, SETTINGS, type Settings } from "./fixtures";
import type { NodeGroup } from "./arguments";
import { clusterProblems } from "./validation";

const sentences = (changes: Record<string, unknown>): string[] =>
  clusterProblems({ ...SETTINGS, ...changes } as Settings).map(({ argument, problem }) => `${argument} ${problem}`);
const withNodes = (changes: Record<string, unknown>): string[] => sentences({ nodeGroups: { general: { ...NODES, ...changes } } });
const withAddon = (name: string, version: unknown): string[] => sentences({ addons: { ...SETTINGS.addons, [name]: version } });

describe("the arguments of KianaxCluster", () => {
  it("find nothing wrong with the settings of production", () => {
    assert.deepEqual(clusterProblems(SETTINGS), []);
  });

  const wrong: readonly [string, () => string[], string[]][] = [
    ["an unsupported version", () => sentences({ version: "1.31" }), [
      "version is 1.31, whose standard support ended on 2025-11-26; choose 1.34, 1.35 or 1.36.",
      "addons.kube-proxy is v1.35.3-eksbuild.29, which does not fit Kubernetes 1.31: choose a v1.31 build.",
    ]],
    ["a malformed block", () => sentences({ publicAccessCidrs: ["203.0.113.7/24"] }), [
      'publicAccessCidrs names "203.0.113.7/24", which is no IPv4 block such as 203.0.113.0/24 with its host bits zero.',
    ]],
    ["an endpoint for everyone", () => sentences({ publicAccessCidrs: ["0.0.0.0/0"] }), [
      "publicAccessCidrs names 0.0.0.0/0, which opens the API server to everyone; name the blocks that need it, or none.",
    ]],
    ["a block twice", () => sentences({ publicAccessCidrs: ["203.0.113.0/24", "203.0.113.0/24"] }), ["publicAccessCidrs names 203.0.113.0/24 twice; name it once."]],
    ["an unknown log", () => sentences({ logTypes: ["kubelet"] }), ['logTypes must be one of api, audit, authenticator, controllerManager, scheduler, not "kubelet".']],
    ["a log twice", () => sentences({ logTypes: ["audit", "audit"] }), ["logTypes names audit twice; name it once."]],
    ["no node group", () => sentences({ nodeGroups: {} }), ["nodeGroups is empty, and pods need nodes: name at least one group."]],
    ["a node group's name", () => sentences({ nodeGroups: { "General!": NODES } }), [
      'nodeGroups has the name "General!"; a name is 1 to 30 lower-case letters, digits and dashes, beginning with a letter.',
    ]],
    ["no instance type", () => withNodes({ instanceTypes: [] }), ["nodeGroups.general.instanceTypes must name 1 to 20 instance types, not 0."]],
    ["no instance type at all", () => withNodes({ instanceTypes: ["large"] }), ['nodeGroups.general.instanceTypes names "large", which is no EC2 instance type such as t3.large.']],
    ["an instance type twice", () => withNodes({ instanceTypes: ["t3.large", "t3.large"] }), ["nodeGroups.general.instanceTypes names t3.large twice; name it once."]],
    ["arm64 instances under an x86_64 system", () => withNodes({ instanceTypes: ["t4g.large"] }), [
      "nodeGroups.general.instanceTypes names t4g.large, whose processor is arm64, but amiType is AL2023_x86_64_STANDARD; choose one processor for both.",
    ]],
    ["x86_64 instances under an arm64 system", () => withNodes({ amiType: "AL2023_ARM_64_STANDARD", instanceTypes: ["g4dn.xlarge", "m7gd.large"] }), [
      "nodeGroups.general.instanceTypes names g4dn.xlarge, whose processor is x86_64, but amiType is AL2023_ARM_64_STANDARD; choose one processor for both.",
    ]],
    ["an unknown capacity type", () => withNodes({ capacityType: "CHEAP" }), ['nodeGroups.general.capacityType must be one of ON_DEMAND, SPOT, not "CHEAP".']],
    ["an unknown AMI type", () => withNodes({ amiType: "AL2_x86_64" }).slice(0, 1), [
      'nodeGroups.general.amiType must be one of AL2023_x86_64_STANDARD, AL2023_ARM_64_STANDARD, AL2023_x86_64_NVIDIA, AL2023_ARM_64_NVIDIA, BOTTLEROCKET_x86_64, BOTTLEROCKET_ARM_64, BOTTLEROCKET_x86_64_FIPS, BOTTLEROCKET_ARM_64_FIPS, not "AL2_x86_64".',
    ]],
    ["a negative size", () => withNodes({ minSize: -1 }), ["nodeGroups.general.minSize must be a whole number from 0 to 450 nodes, not -1."]],
    ["half a node", () => withNodes({ desiredSize: 3.5 }), ["nodeGroups.general.desiredSize must be a whole number from 0 to 450 nodes, not 3.5."]],
    ["min above max", () => withNodes({ minSize: 11 }), ["nodeGroups.general.minSize is 11, above maxSize (10); it must be at most that."]],
    ["desired below min", () => withNodes({ desiredSize: 2 }), ["nodeGroups.general.desiredSize is 2; it must lie between minSize (3) and maxSize (10)."]],
    ["desired above max", () => withNodes({ desiredSize: 11 }), ["nodeGroups.general.desiredSize is 11; it must lie between minSize (3) and maxSize (10)."]],
    ["a small disk", () => withNodes({ diskGiB: 8 }), ["nodeGroups.general.diskGiB must be a whole number from 20 to 16384 GiB, not 8."]],
    ["a missing add-on", () => withAddon("coredns", undefined), ["addons.coredns must be the version of an EKS add-on such as v1.22.4-eksbuild.3, not null."]],
    ["an unknown add-on", () => withAddon("istio", "v1.0.0-eksbuild.1"), [
      "addons.istio is no add-on of this component; it has vpc-cni, kube-proxy, eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server.",
    ]],
    ["an add-on's version", () => withAddon("coredns", "latest"), ['addons.coredns must be the version of an EKS add-on such as v1.22.4-eksbuild.3, not "latest".']],
    ["a kube-proxy newer than the API server", () => withAddon("kube-proxy", "v1.36.0-eksbuild.1"), [
      "addons.kube-proxy is v1.36.0-eksbuild.1, which does not fit Kubernetes 1.35: choose a v1.35 build.",
    ]],
    ["no administrator", () => sentences({ administrators: {} }), ["administrators is empty, and nobody could enter the cluster: name at least one IAM role or user."]],
    ["an administrator who is nobody", () => sentences({ administrators: { platform: "alice" } }), ['administrators.platform must be the ARN of an IAM role or user, not "alice".']],
  ];
  for (const [what, found, expected] of wrong) {
    it(`refuse ${what}`, () => assert.deepEqual(found(), expected));
  }

  it("take any sizes in order and no others", () => {
    const size = fc.integer({ min: -5, max: 20 });
    fc.assert(
      fc.property(size, size, size, (minSize, desiredSize, maxSize) => {
        const right = minSize >= 0 && maxSize >= 1 && minSize <= desiredSize && desiredSize <= maxSize;
        const group: NodeGroup = { ...NODES, minSize, desiredSize, maxSize };
        assert.equal(clusterProblems({ ...SETTINGS, nodeGroups: { general: group } }).length === 0, right);
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
