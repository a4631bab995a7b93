import { isGateway } from "../graph";
import { resourceRule } from "../kernel";
import { loadBalancers } from "../tokens";

export const albAccessLogs = resourceRule({
  name: "alb-access-logs",
  title: "Load balancers log every request.",
  why: "The access log is the only record of who asked for what before the services, and the only one when they were down.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_91"], fsbp: ["ELB.5"], soc2: ["CC7.2"] },
  remediation: "Set accessLogs to { bucket, enabled: true }.",
  examples: {
    compliant: 'new aws.lb.LoadBalancer("api", { ...args, accessLogs: { bucket: logs.bucket, enabled: true } });',
    violating: 'new aws.lb.LoadBalancer("api", { ...args, accessLogs: { bucket: logs.bucket, enabled: false } });',
  },
  types: [...loadBalancers],
  check: (balancer) =>
    isGateway(balancer) ? undefined : [balancer.value("accessLogs.enabled").must.equal(true), balancer.value("accessLogs.bucket").must.bePresent()],
});
