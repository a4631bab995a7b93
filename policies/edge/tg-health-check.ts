import { resourceRule } from "../kernel";
import { targetGroups } from "../tokens";

export const tgHealthCheck = resourceRule({
  name: "tg-health-check",
  title: "Load balancers ask their targets for health at a path that tells it.",
  why: 'Left out, the path is "/", which many services answer while their database is gone, so requests keep going to a dead pod.',
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_261"], gdpr: ["32(1)(b)"] },
  remediation: 'Set healthCheck to { enabled: true, path: "/health/ready" }, with the path that the service answers when it is ready.',
  examples: {
    compliant: 'new aws.lb.TargetGroup("gateway", { ...args, protocol: "HTTP", healthCheck: { enabled: true, path: "/health/ready" } });',
    violating: 'new aws.lb.TargetGroup("gateway", { ...args, protocol: "HTTP" });',
  },
  types: [...targetGroups],
  check: (group) => {
    const check = group.at("healthCheck");
    // What a check does not say of itself it takes from its group. A function has no protocol and no check of its own.
    const own = check.value("protocol");
    const protocol = own.present ? own : group.value("protocol");
    const asksPath = protocol.text === undefined ? !group.value("targetType").is("lambda") : ["HTTP", "HTTPS"].includes(protocol.text);
    // The provider's default is an enabled check.
    return [check.value("enabled").must.notEqual(false), asksPath ? check.value("path").must.bePresent() : undefined];
  },
});
