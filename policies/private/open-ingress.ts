import { isOpen } from "../graph";
import type { Findings, Value, View } from "../kernel";
import { ec2 } from "../tokens";

/** The types that can let traffic into a security group. */
export const INGRESS_TYPES = [ec2.securityGroup, ec2.defaultSecurityGroup, ec2.securityGroupRule, ec2.securityGroupIngressRule] as const;

/** The ports on which a public load balancer is reached. */
const WEB_PORTS: readonly number[] = [80, 443];

/** One network that may enter on some ports. */
export interface Ingress {
  /** The property that holds the network. */
  readonly network: Value;
  readonly protocol: Value;
  readonly fromPort: Value;
  readonly toPort: Value;
}

/** What a resource lets in by network; or a finding where the plan does not say. Ingress by security group is not its matter. */
export function ingressOf(resource: View & { readonly type: string }): { readonly ingress: readonly Ingress[]; readonly unknown: Findings } {
  switch (resource.type) {
    case ec2.securityGroupIngressRule:
      return { ingress: single(resource, ["cidrIpv4", "cidrIpv6"], "ipProtocol"), unknown: undefined };
    case ec2.securityGroupRule:
      return resource.value("type").is("egress") ? { ingress: [], unknown: undefined } : many(resource);
    default: {
      const rules = resource.list("ingress");
      const each = rules.items.map(many);
      return { ingress: each.flatMap(({ ingress }) => ingress), unknown: [rules.each(() => undefined), each.map(({ unknown }) => unknown)] };
    }
  }
}

/** Whether the internet may enter. A network that the plan does not say may be the internet. */
export function isOpenIngress({ network }: Ingress): boolean {
  return network.text === undefined || isOpen(network.text);
}

/** Whether it is a known network on exactly one of the ports of a public load balancer, over TCP. */
export function isWebIngress(ingress: Ingress): boolean {
  return ingress.network.text !== undefined && isOnWebPort(ingress);
}

/** Whether it is on exactly one of the ports of a public load balancer, over TCP. */
export function isOnWebPort({ protocol, fromPort, toPort }: Ingress): boolean {
  return ["tcp", "6"].some((tcp) => protocol.is(tcp)) && WEB_PORTS.some((port) => fromPort.is(port) && toPort.is(port));
}

/** `0.0.0.0/0 on tcp 22-22`. */
export function describe({ network, protocol, fromPort, toPort }: Ingress, source = show(network)): string {
  const [transport, from, to] = [protocol, fromPort, toPort].map(show);
  return protocol.is("-1") || protocol.is("all") ? `${source} on every port` : `${source} on ${transport} ${from}-${to}`;
}

function single(view: View, networks: readonly string[], protocol: string): Ingress[] {
  return networks.flatMap((name) => {
    const network = view.value(name);
    return network.exists ? [ingress(view, network, protocol)] : [];
  });
}

function many(view: View): { readonly ingress: readonly Ingress[]; readonly unknown: Findings } {
  const lists = ["cidrBlocks", "ipv6CidrBlocks"].map((name) => view.list(name));
  return {
    ingress: lists.flatMap(({ items }) => items.map((item) => ingress(view, item.value(""), "protocol"))),
    unknown: lists.map((list) => list.each(() => undefined)),
  };
}

function ingress(view: View, network: Value, protocol: string): Ingress {
  return { network, protocol: view.value(protocol), fromPort: view.value("fromPort"), toPort: view.value("toPort") };
}

function show({ reading }: Value): string {
  return reading.state === "known" ? String(reading.value) : reading.state === "unknown" ? "(not known at preview)" : "(any)";
}
