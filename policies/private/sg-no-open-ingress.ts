import { on, resourceRule } from "../kernel";
import { describe, INGRESS_TYPES, ingressOf, isOnWebPort, isOpenIngress, isWebIngress } from "./open-ingress";
import { openPrefixListsOf, prefixLists } from "./prefix-lists";

export const sgNoOpenIngress = resourceRule({
  name: "sg-no-open-ingress",
  title: "No security group lets the internet in, but on the ports of a public load balancer.",
  why: "A port open to the internet is found within minutes. TCP 80 and 443 are judged by sg-open-ingress-only-on-public-alb.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {
    checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"],
    fsbp: ["EC2.13", "EC2.14", "EC2.18", "EC2.19"],
    cis: ["5.3", "5.4"],
    pci: ["1.2.5", "1.3.1"],
    soc2: ["CC6.6"],
    gdpr: ["5(1)(f)"],
  },
  remediation: "Name the security group, or the literal network, that needs to enter; a prefix list is one of this stack with literal networks, or one that the setting prefixLists names.",
  examples: {
    compliant: 'new aws.vpc.SecurityGroupIngressRule("from-app", { securityGroupId, referencedSecurityGroupId: app.id, ipProtocol: "tcp", fromPort: 8080, toPort: 8080 });',
    violating: 'new aws.vpc.SecurityGroupIngressRule("ssh", { securityGroupId, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 22, toPort: 22 });',
  },
  settings: { prefixLists },
  types: [...INGRESS_TYPES],
  check: (resource) => {
    const { ingress, unknown } = ingressOf(resource);
    const open = ingress.filter((each) => isOpenIngress(each) && !isWebIngress(each));
    return [unknown, open.map((each) => ({ id: each.network.path, message: `${each.network.path} lets in ${describe(each)}` }))];
  },
  checkStack: (stack, settings) =>
    stack.ofType(...INGRESS_TYPES).map((resource) =>
      openPrefixListsOf(resource, settings.prefixLists)
        .filter((each) => !isOnWebPort(each))
        .map((each) => on(resource, each.network.path, `${each.network.path} lets in ${describe(each, each.source)}`)),
    ),
});
