import { mustBePrivate } from "../graph";
import { on, stackRule } from "../kernel";
import { rds } from "../tokens";

export const rdsPrivateSubnets = stackRule({
  name: "rds-private-subnets",
  title: "Databases and their proxies live in private subnets.",
  why: "In a subnet without a route to an internet gateway, no later mistake in a security group or an address puts the database on the internet.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { gdpr: ["5(1)(f)", "25"] },
  remediation: "Fill subnetIds, or a proxy's vpcSubnetIds, with isolated or private subnets of KianaxNetwork, each as an output of its own.",
  examples: {
    compliant: 'new aws.rds.SubnetGroup("database", { subnetIds: network.isolatedSubnetIds });',
    violating: 'new aws.rds.SubnetGroup("database", { subnetIds: network.publicSubnetIds });',
  },
  check: (stack) => [
    stack.ofType(rds.subnetGroup).map((group) => mustBePrivate(stack, group, "subnetIds")),
    stack.ofType(rds.proxy).map((proxy) => mustBePrivate(stack, proxy, "vpcSubnetIds")),
    stack.ofType(rds.instance, rds.cluster).map((database) => {
      const named = database.value("dbSubnetGroupName").present;
      const made = database.dependenciesOf("dbSubnetGroupName").some(({ type }) => type === rds.subnetGroup);
      return named && !made
        ? on(database, "dbSubnetGroupName", "dbSubnetGroupName is not an output of a subnet group of this stack, so nothing proves its subnets private")
        : undefined;
    }),
  ],
});
