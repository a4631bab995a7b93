import assert from "node:assert/strict";
import fc from "fast-check";
import type { NodeGroup } from "./arguments";
import { largestNode, nodeSize } from "./node-size";

function group(instanceTypes: string[], changes: Partial<NodeGroup> = {}): NodeGroup {
  return { instanceTypes, capacityType: "ON_DEMAND", amiType: "AL2023_x86_64_STANDARD", minSize: 1, maxSize: 3, desiredSize: 1, diskGiB: 20, ...changes };
}

describe("the size of a node", () => {
  it("is what kubelet leaves to pods", () => {
    assert.deepEqual(nodeSize("t3.large"), { instanceType: "t3.large", cpuMillicores: 1930, memoryMiB: 6299 });
    assert.deepEqual(nodeSize("m7g.xlarge"), { instanceType: "m7g.xlarge", cpuMillicores: 3920, memoryMiB: 14163 });
    assert.equal(nodeSize("c6i.4xlarge")?.cpuMillicores, 15_890);
    assert.equal(nodeSize("r8g.medium")?.cpuMillicores, 940);
    assert.equal(nodeSize("m7i-flex.large")?.cpuMillicores, 1930);
    assert.equal(nodeSize("t3.micro")?.memoryMiB, 0, "kubelet alone fills it");
  });

  it("is claimed of no type of another kind", () => {
    for (const type of ["p5.48xlarge", "g5.xlarge", "m5.metal", "x2gd.large", "t3", "", "m5.", "t3.huge"]) assert.equal(nodeSize(type), undefined, type);
  });

  it("grows with the type", () => {
    const sizes = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"];
    fc.assert(
      fc.property(fc.constantFrom("c7g", "m6i", "r5"), fc.subarray(sizes, { minLength: 2 }), (family, some) => {
        const [small, large] = some.map((size) => nodeSize(`${family}.${size}`));
        assert.ok(small && large && small.cpuMillicores < large.cpuMillicores && small.memoryMiB < large.memoryMiB);
      }),
    );
  });
});

describe("the largest node of a cluster", () => {
  it("is that of the group with the largest, of which any may be its smallest", () => {
    assert.equal(largestNode([group(["t3.large"]), group(["m5.xlarge", "m5.4xlarge"])])?.instanceType, "m5.xlarge");
    assert.equal(largestNode([group(["t3.large", "t3a.large"])])?.cpuMillicores, 1930);
  });

  it("is none that repels ordinary pods", () => {
    const taints = (effect: "NO_SCHEDULE" | "PREFER_NO_SCHEDULE"): Partial<NodeGroup> => ({ taints: [{ key: "workload", effect }] });
    assert.equal(largestNode([group(["t3.large"]), group(["m5.4xlarge"], taints("NO_SCHEDULE"))])?.instanceType, "t3.large");
    assert.equal(largestNode([group(["t3.large"]), group(["m5.4xlarge"], taints("PREFER_NO_SCHEDULE"))])?.instanceType, "m5.4xlarge");
  });

  it("is unknown as soon as one of them is: it might be it", () => {
    assert.equal(largestNode([group(["t3.large"]), group(["p5.48xlarge"])]), undefined);
    assert.equal(largestNode([group(["t3.large", "g5.xlarge"])]), undefined);
    assert.equal(largestNode([]), undefined);
  });
});
