import { resourceRule } from "../kernel";
import { loadBalancers } from "../tokens";

export const albDeletionProtection = resourceRule({
  name: "alb-deletion-protection",
  title: "Load balancers refuse to be deleted.",
  why: "A new load balancer has a new name and new addresses; until DNS and partners' lists follow, nobody reaches the platform.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  guardsDeletion: true,
  controls: { checkov: ["CKV_AWS_150"], fsbp: ["ELB.6"], gdpr: ["32(1)(b)"] },
  remediation: "Set enableDeletionProtection: true.",
  examples: {
    compliant: 'new aws.lb.LoadBalancer("api", { ...args, enableDeletionProtection: true });',
    violating: 'new aws.lb.LoadBalancer("api", { ...args, enableDeletionProtection: false });',
  },
  types: [...loadBalancers],
  check: (balancer) => balancer.value("enableDeletionProtection").must.equal(true),
});
