import type { StackResource, View } from "../kernel";
import { ec2 } from "../tokens";

/** Where a route leads, as far as the plan proves it. */
export type Exit = "internet" | "elsewhere" | "unproven";

export interface Route {
  /** The resource that declares it: a Route, or the table for an inline one. */
  readonly declaredBy: StackResource;
  readonly exit: Exit;
  /** Whether it is a default route, or one whose destination is not known. */
  readonly toAnywhere: boolean;
  readonly natGateways: readonly StackResource[];
  /** Whether it leads through a NAT gateway, made in this stack or not. */
  readonly throughNatGateway: boolean;
  /** Whether it leads through an instance's network interface, as with a NAT instance. */
  readonly throughInterface: boolean;
}

/** A Route resource. */
export function standaloneRoute(route: StackResource): Route {
  return routeOf(route, route, (property) => route.dependenciesOf(property));
}

/** The routes written inside a route table. Their dependencies are recorded for the list as a whole. */
export function inlineRoutes(table: StackResource): Route[] {
  const list = table.list("routes");
  const dependencies = table.dependenciesOf("routes");
  // One VPN gateway vouches for one gateway that is not known: a second may be anything.
  const doubtful = list.items.filter((route) => isGiven(route, "gatewayId") && route.value("gatewayId").text === undefined).length;
  const vouched = doubtful <= dependencies.filter(({ type }) => type === ec2.vpnGateway).length;
  const trusted = vouched ? dependencies : dependencies.filter(({ type }) => type !== ec2.vpnGateway);
  const routes = list.items.map((route) => routeOf(table, route, () => trusted));
  if (list.state !== "unknown" && (list.items.length > 0 || dependencies.length === 0)) {
    return routes;
  }
  // Nothing of the list can be read; what flows into it still can be.
  return [{ ...blank(table), exit: leadsOut(dependencies) ? "internet" : "unproven" }];
}

function routeOf(declaredBy: StackResource, route: View, dependenciesOf: (property: string) => readonly StackResource[]): Route {
  const natGateways = dependenciesOf("natGatewayId").filter(({ type }) => type === ec2.natGateway);
  return {
    declaredBy,
    exit: exitOf(route, dependenciesOf),
    toAnywhere: isAnywhere(route),
    natGateways: isGiven(route, "natGatewayId") ? natGateways : [],
    throughNatGateway: isGiven(route, "natGatewayId"),
    throughInterface: isGiven(route, "networkInterfaceId"),
  };
}

function exitOf(route: View, dependenciesOf: (property: string) => readonly StackResource[]): Exit {
  if (isGiven(route, "carrierGatewayId")) {
    return "internet";
  }
  if (!isGiven(route, "gatewayId")) {
    return "elsewhere";
  }
  const gateway = route.value("gatewayId");
  const dependencies = dependenciesOf("gatewayId");
  if (leadsOut(dependencies) || gateway.text?.startsWith("igw-")) {
    return "internet";
  }
  const isPrivate = gateway.is("local") || /^(vgw|vpce)-/.test(gateway.text ?? "") || dependencies.some(({ type }) => type === ec2.vpnGateway);
  return isPrivate ? "elsewhere" : "unproven";
}

/** Deployed state writes a target that a route does not have as an empty string. */
function isGiven(route: View, target: string): boolean {
  const value = route.value(target);
  return value.present && !value.is("");
}

function leadsOut(dependencies: readonly StackResource[]): boolean {
  return dependencies.some(({ type }) => type === ec2.internetGateway || type === ec2.carrierGateway);
}

/** Prefix lists and single addresses are somewhere; everything else that is not a literal network may be anywhere. */
function isAnywhere(route: View): boolean {
  const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock"].map((name) => route.value(name));
  return destinations.some(({ present, text }) => present && (text === undefined || text.endsWith("/0")));
}

function blank(declaredBy: StackResource): Omit<Route, "exit"> {
  return { declaredBy, toAnywhere: true, natGateways: [], throughNatGateway: false, throughInterface: false };
}
