import { permissionsOf, rulesInto } from "../graph";
import { about, on, stackRule, type StackResource } from "../kernel";
import { dataGroupsOf } from "./data-tier";

export const sgDataTierNoEgress = stackRule({
  name: "sg-data-tier-no-egress",
  title: "Databases and caches open no connections of their own.",
  why: "A database answers; it calls nobody. A way out is of use to whoever got in and wants to take the data along.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_382"], pci: ["1.3.2"], gdpr: ["5(1)(f)"] },
  remediation: "Take the egress rules of the security group out: answers need none. AWS's own rule that allows everything is removed where the group is made.",
  examples: {
    compliant: 'new aws.ec2.SecurityGroup("database", { vpcId, description: "Database" });   // no egress',
    violating: 'new aws.ec2.SecurityGroup("database", { vpcId, egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] });',
  },
  check: (stack) => dataGroupsOf(stack).map(({ group }) => [group, ...rulesInto(group)].map((holder) => checkHolder(holder, group))),
});

function checkHolder(holder: StackResource, group: StackResource) {
  const { permissions, unread } = permissionsOf(holder, "egress");
  return [
    unread.map((value) => about(holder, value.must.beLiteral())),
    permissions.map(({ path }) => on(holder, path === "" ? "egress" : path, `lets ${group.name} out, behind which databases or caches stand`)),
  ];
}
