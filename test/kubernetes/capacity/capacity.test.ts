import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeSize } from "../../../components/cluster/node-size";
import { MOST_PODS } from "../../../components/cluster/user-data";
import { planOf } from "../planned";
import { ENVIRONMENTS } from "../values";
import { demandsOf } from "./demands";
import { addressesIn, addressesOf, fit, type Demand } from "./fit";

/** Of t3.large and its like: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/misc/eni-max-pods.txt */
const INTERFACES = 3;

for (const environment of ENVIRONMENTS) {
  describe(`the pods of ${environment}`, function () {
    this.timeout(300_000);
    it("fit the fewest nodes at their fewest, and the most nodes at their most", async () => {
      const { resources } = await planOf(environment);
      const group = resources.find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")?.inputs as unknown as { instanceTypes: string[]; scalingConfig: { minSize: number; maxSize: number } };
      const sizes = group.instanceTypes.map((type) => nodeSize(type) ?? assert.fail(`nothing is known of ${type}`));
      const smallest = { cpuMillicores: Math.min(...sizes.map((size) => size.cpuMillicores)), memoryMiB: Math.min(...sizes.map((size) => size.memoryMiB)), pods: MOST_PODS };
      const subnets = resources.filter(({ type, name }) => type === "aws:ec2/subnet:Subnet" && name.includes("-private-")).map(({ inputs }) => Number(String(inputs["cidrBlock"]).split("/")[1]));
      const demands = await demandsOf(environment);
      console.log(`      ${environment}: nodes of ${group.instanceTypes.join(" or ")}`);
      for (const [size, nodes] of [["minimum", group.scalingConfig.minSize], ["maximum", group.scalingConfig.maxSize]] as const) {
        const { cpuMillicores, memoryMiB, pods, mostPods, waiting } = fit(demands, size, smallest, nodes);
        const of = (used: number, has: number, unit: string): string => `${used} of ${has} ${unit} (${Math.round((100 * used) / has)} %)`;
        // The worst case: all nodes in one zone.
        const addresses = nodes * addressesOf(mostPods, INTERFACES);
        const most = addressesIn(Math.max(...subnets));
        console.log(`        ${size.padEnd(8)} ${String(nodes).padStart(2)} nodes: ${of(cpuMillicores, nodes * smallest.cpuMillicores, "m")}, ${of(memoryMiB, nodes * smallest.memoryMiB, "MiB")}, ${of(pods, nodes * smallest.pods, "pods")}, ${of(addresses, most, "addresses of a subnet")}`);
        assert.deepEqual(waiting, [], `at their ${size}, these find no place on ${nodes} nodes: choose larger nodes or smaller requests`);
        assert.ok(addresses <= most);
      }
    });
  });
}

describe("finding places", () => {
  const pod = (what: string, cpuMillicores: number, minimum: number, more: Partial<Demand> = {}): Demand => ({ what, cpuMillicores, memoryMiB: 10, minimum, maximum: minimum, ...more });
  const node = { cpuMillicores: 1000, memoryMiB: 1000, pods: 10 };

  it("cuts no pod in two", () => assert.deepEqual(fit([pod("a", 600, 3)], "minimum", node, 2).waiting, ["a"]));
  it("counts what runs on every node", () => assert.deepEqual(fit([pod("agent", 500, 0, { perNode: true }), pod("a", 600, 1)], "minimum", node, 2).waiting, ["a"]));
  it("keeps apart what has to be", () => assert.deepEqual(fit([pod("a", 10, 3, { apart: true })], "minimum", node, 2).waiting, ["a"]));
  it("counts pods", () => assert.equal(fit([pod("a", 10, 25)], "minimum", node, 2).waiting.length, 5));
  it("takes addresses by the prefix", () => assert.deepEqual([addressesOf(1, 3), addressesOf(17, 3), addressesIn(19)], [35, 51, 8187]));

  it("never puts more on a node than it has", () => {
    const some = fc.record({ cpu: fc.integer({ min: 1, max: 1200 }), count: fc.integer({ min: 0, max: 8 }) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (all, nodes) => {
        const demands = all.map(({ cpu, count }, index) => pod(`p${index}`, cpu, count));
        const { cpuMillicores, pods, mostPods, waiting } = fit(demands, "minimum", node, nodes);
        assert.ok(cpuMillicores <= nodes * 1000 && mostPods <= 10);
        assert.equal(pods + waiting.length, demands.reduce((sum, { minimum }) => sum + minimum, 0));
      }),
    );
  });
});
