import { mayBeApplication } from "../graph";
import { resourceRule, type Findings, type Resource } from "../kernel";
import { loadBalancers } from "../tokens";

export const albHardening = resourceRule({
  name: "alb-hardening",
  title: "Load balancers drop malformed headers and ambiguous requests.",
  why: "A request that the load balancer and a service read differently lets an attacker smuggle a second one past the WAF.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_131", "CKV_AWS_328"], fsbp: ["ELB.4", "ELB.12"] },
  remediation: 'Set dropInvalidHeaderFields: true, and leave desyncMitigationMode at "defensive" or set it to "strictest".',
  examples: {
    compliant: 'new aws.lb.LoadBalancer("api", { ...args, dropInvalidHeaderFields: true, desyncMitigationMode: "defensive" });',
    violating: 'new aws.lb.LoadBalancer("api", { ...args, desyncMitigationMode: "monitor" });',
  },
  types: [...loadBalancers],
  check: (balancer) => (mayBeApplication(balancer) ? [balancer.value("dropInvalidHeaderFields").must.equal(true), desync(balancer)] : undefined),
});

function desync(balancer: Resource): Findings {
  const mode = balancer.value("desyncMitigationMode");
  // The provider's default is "defensive".
  return mode.exists ? mode.must.oneOf(["defensive", "strictest"]) : undefined;
}
