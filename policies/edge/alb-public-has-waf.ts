import { mayBeApplication } from "../graph";
import { on, stackRule } from "../kernel";
import { loadBalancers, wafv2 } from "../tokens";

export const albPublicHasWaf = stackRule({
  name: "alb-public-has-waf",
  title: "Public load balancers stand behind a WAF.",
  why: "Without one, password guessing, scanners and known exploits reach the services at full rate.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_28"], fsbp: ["ELB.16"], pci: ["6.4.1", "6.4.2"] },
  remediation: "Add an aws.wafv2.WebAclAssociation whose resourceArn is the load balancer's arn.",
  examples: {
    compliant: `const api = new aws.lb.LoadBalancer("api", { ...args, internal: false });
new aws.wafv2.WebAclAssociation("api", { resourceArn: api.arn, webAclArn: acl.arn });`,
    violating: 'new aws.lb.LoadBalancer("api", { ...args, internal: false });',
  },
  check: (stack) =>
    stack
      .ofType(...loadBalancers)
      .filter((balancer) => mayBeApplication(balancer) && !balancer.value("internal").is(true))
      .filter((balancer) => !balancer.uses.some(({ resource, property }) => resource.type === wafv2.webAclAssociation && property === "resourceArn"))
      .map((balancer) => on(balancer, "waf", "is public, and no WebAclAssociation of this stack puts a web ACL in front of it")),
});
