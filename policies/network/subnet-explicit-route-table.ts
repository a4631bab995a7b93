import { on, stackRule } from "../kernel";
import { ec2 } from "../tokens";

export const subnetExplicitRouteTable = stackRule({
  name: "subnet-explicit-route-table",
  title: "Every subnet names its route table.",
  why: "A subnet without one obeys the VPC's main table: one route there, meant for a single subnet, opens all of them.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { pci: ["1.2.1"] },
  remediation: "Add exactly one RouteTableAssociation with the subnet's id as an output.",
  examples: {
    compliant: 'new aws.ec2.RouteTableAssociation("private-a", { subnetId: subnet.id, routeTableId: table.id });',
    violating: 'new aws.ec2.Subnet("private-a", { vpcId, cidrBlock });   // and no association',
  },
  check: (stack) =>
    stack.ofType(ec2.subnet).map((subnet) => {
      const associations = subnet.uses.filter(({ resource, property }) => resource.type === ec2.routeTableAssociation && property === "subnetId");
      const found = associations.map(({ resource }) => resource.name).join(", ");
      return associations.length === 1
        ? undefined
        : on(subnet, "routeTable", associations.length === 0 ? "has no route table of its own, so it obeys the main one of its VPC" : `has ${associations.length} route table associations (${found}), of which AWS keeps one`);
    }),
});
