import assert from "node:assert/strict";
import type { Plan } from "../../plan";
import { stackPlan, stacks } from "../../plan/testing/stacks";
import { componentOf, isAllowed, waysUp } from "./one-way";

for (const stack of stacks) {
  describe(`what outlives the cluster of ${stack}`, function () {
    this.timeout(300_000);
    let plan: Plan;
    before(async () => (plan = await stackPlan(stack)));

    it("waits for nothing of it but in the rules that let its nodes in", () => {
      assert.deepEqual(waysUp(plan), []);
      const rules = plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter((rule) => isAllowed(plan, rule));
      // A database with a proxy has a rule for each of the two.
      assert.deepEqual([...new Set(rules.map((rule) => componentOf(plan, rule)?.type))].sort(), ["kianax:cache:KianaxCache", "kianax:database:KianaxDatabase"]);
    });

    const cluster = (): string => plan.one("aws:eks/cluster:Cluster").urn;

    for (const [what, type, property] of [
      ["the database takes the cluster's security group", "aws:rds/instance:Instance", "vpcSecurityGroupIds"],
      ["a key names a role of the cluster", "aws:kms/key:Key", "policy"],
      ["a subnet's tags are the cluster's", "aws:ec2/subnet:Subnet", "tags"],
      ["the load balancer takes the cluster's security group", "aws:lb/loadBalancer:LoadBalancer", "securityGroups"],
    ] as const) {
      it(`would be noticed: ${what}`, () => {
        const [resource] = plan.all(type);
        assert.ok(resource);
        const changed = plan.with(resource.urn, (each) => ({ ...each, propertyDependencies: { ...each.propertyDependencies, [property]: [...(each.propertyDependencies[property] ?? []), cluster()] } }));
        assert.ok(waysUp(changed).some((way) => way.startsWith(`${type}::${resource.name} of `)), waysUp(changed).join("\n"));
      });
    }

    it("would be noticed: a database waits for the rule that lets nodes in", () => {
      const database = plan.all("aws:rds/instance:Instance")[0];
      const rule = plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").find((each) => isAllowed(plan, each));
      assert.ok(database && rule);
      const changed = plan.with(database.urn, (each) => ({ ...each, dependencies: [...each.dependencies, rule.urn] }));
      assert.notDeepEqual(waysUp(changed), []);
    });

    it("would be noticed: a rule that lets nodes in waits for the cluster in more than its peer", () => {
      const rule = plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").find((each) => isAllowed(plan, each));
      assert.ok(rule);
      const changed = plan.with(rule.urn, (each) => ({ ...each, propertyDependencies: { ...each.propertyDependencies, description: [cluster()] } }));
      assert.notDeepEqual(waysUp(changed), []);
    });
  });
}
