import { isDeclaredPublic, privacyOf } from "../graph";
import { on, stackRule } from "../kernel";
import { ec2 } from "../tokens";

export const privateSubnetNoIgwRoute = stackRule({
  name: "private-subnet-no-igw-route",
  title: "Only subnets declared public have a route to an internet gateway.",
  why: "One route turns a whole private tier public, and nothing else in the plan looks any different.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { pci: ["1.4.2", "1.4.4"], soc2: ["CC6.6"], gdpr: ["5(1)(f)", "25"] },
  remediation: 'Route the subnet through a NAT gateway, or tag it Tier: "public" if it is meant to be public.',
  examples: {
    compliant: 'new aws.ec2.Route("private-a", { routeTableId: privateTable.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });',
    violating: 'new aws.ec2.Route("private-a", { routeTableId: privateTable.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: internetGateway.id });',
  },
  check: (stack) =>
    stack.ofType(ec2.subnet).map((subnet) => {
      const privacy = privacyOf(stack, subnet);
      return privacy.kind === "private" || isDeclaredPublic(subnet)
        ? undefined
        : on(subnet, "routes", `is not declared public, but is ${privacy.kind === "public" ? "public" : "not proven private"}: ${privacy.because}`);
    }),
});
