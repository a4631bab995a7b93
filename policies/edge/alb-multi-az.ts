import { mustBePrivate, mustSpanZones, placesIn, privacyOf, subnetsIn } from "../graph";
import { about, on, stackRule, type Findings, type Stack, type StackResource } from "../kernel";
import { loadBalancers } from "../tokens";

const MINIMUM_ZONES = 2;

export const albMultiAz = stackRule({
  name: "alb-multi-az",
  title: "Load balancers stand in several availability zones, and in the subnets of their kind.",
  why: "In one zone the way in is lost with it. An internal one in public subnets is a setting away from the internet; a public one in private subnets is never reached.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { fsbp: ["ELB.13"], gdpr: ["32(1)(b)"] },
  remediation: "Fill subnets with one subnet of each zone: public ones for internal: false, private ones for internal: true, each as an output of its own.",
  examples: {
    compliant: 'new aws.lb.LoadBalancer("api", { ...args, internal: false, subnets: network.publicSubnetIds });',
    violating: 'new aws.lb.LoadBalancer("api", { ...args, internal: true, subnets: network.publicSubnetIds });',
  },
  check: (stack) =>
    stack.ofType(...loadBalancers).map((balancer) => {
      const property = balancer.value("subnetMappings").exists ? "subnetMappings" : "subnets";
      const subnets = subnetsIn(balancer, property);
      return [mustSpanZones(balancer, "zones", "its subnets", subnets, MINIMUM_ZONES, placesIn(balancer, property)), subnets.length === 0 ? undefined : mustFit(stack, balancer, property)];
    }),
});

function mustFit(stack: Stack, balancer: StackResource, property: string): Findings {
  const internal = balancer.value("internal");
  if (internal.is(true)) {
    return mustBePrivate(stack, balancer, property);
  }
  if (internal.reading.state === "unknown") {
    return about(balancer, internal.must.beLiteral());
  }
  return subnetsIn(balancer, property)
    .filter((subnet) => privacyOf(stack, subnet).kind !== "public")
    .map((subnet) => on(balancer, `${property}[${subnet.name}]`, `${property} includes ${subnet.name}, which is not proven public, while internal is not true`));
}
