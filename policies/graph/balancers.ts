import type { View } from "../kernel";

/** Whether a load balancer is, or may be, an Application Load Balancer, which is the provider's default. */
export function mayBeApplication(balancer: View): boolean {
  const kind = balancer.value("loadBalancerType");
  return kind.text === undefined || kind.is("application");
}

/** Gateway Load Balancers pass packets on and terminate nothing. */
export function isGateway(balancer: View): boolean {
  return balancer.value("loadBalancerType").is("gateway");
}
