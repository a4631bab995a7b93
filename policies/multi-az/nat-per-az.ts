import { privacyOf, routeTablesOf, zoneOf, type Route } from "../graph";
import { on, stackRule, type Findings, type Stack, type StackResource } from "../kernel";
import { ec2 } from "../tokens";

export const natPerAz = stackRule({
  name: "nat-per-az",
  title: "Each zone reaches the internet through its own NAT gateway.",
  why: "A NAT gateway lives in one zone: shared, its loss cuts every zone off brokers and market data, and its traffic is billed between zones.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV2_AWS_35"], soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation: 'Route each private subnet to a NAT gateway in a public subnet of its own zone: nat: "per-zone" of KianaxNetwork.',
  examples: {
    compliant: 'new aws.ec2.Route("private-a", { routeTableId: privateTableA.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: natInZoneA.id });',
    violating: 'new aws.ec2.Route("private-b", { routeTableId: privateTableB.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: natInZoneA.id });',
  },
  check: (stack) => stack.ofType(ec2.subnet).map((subnet) => checkSubnet(stack, subnet)),
});

function checkSubnet(stack: Stack, subnet: StackResource): Findings {
  const tables = routeTablesOf(stack, subnet);
  if ("because" in tables || privacyOf(stack, subnet).kind === "public") {
    return undefined;
  }
  return tables.flatMap(({ routes }) => routes).map((route) => checkRoute(subnet, route));
}

function checkRoute(subnet: StackResource, route: Route): Findings {
  const id = route.declaredBy.name;
  if (route.throughNatGateway) {
    return route.natGateways.length === 0
      ? on(subnet, id, `route ${id} leads to a NAT gateway that is not made in this stack, so nothing proves its zone`)
      : route.natGateways.map((gateway) => checkGateway(subnet, route, gateway));
  }
  return route.throughInterface && route.toAnywhere
    ? on(subnet, id, `its default route ${id} leads through a network interface, so one instance in one zone carries it`)
    : undefined;
}

function checkGateway(subnet: StackResource, { declaredBy }: Route, gateway: StackResource): Findings {
  // A regional NAT gateway spans the zones by itself.
  if (gateway.value("availabilityMode").is("regional")) {
    return undefined;
  }
  const zone = zoneOf(subnet);
  const homes = gateway.dependenciesOf("subnetId").filter(({ type }) => type === ec2.subnet);
  const near = zone !== undefined && homes.length > 0 && homes.every((home) => zoneOf(home) === zone);
  const where = homes.map((home) => zoneOf(home) ?? "a zone not known at preview").join(", ") || "a subnet that is not made in this stack";
  return near
    ? undefined
    : on(subnet, declaredBy.name, `is in ${zone ?? "a zone not known at preview"}, but route ${declaredBy.name} leads to NAT gateway ${gateway.name} in ${where}`);
}
