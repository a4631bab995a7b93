import { about, on, stackRule, type View } from "../kernel";
import { wafv2 } from "../tokens";
import { rulesOf, usersOf } from "./firewall";

export const wafLoggingMetrics = stackRule({
  name: "waf-logging-metrics",
  title: "Web ACLs log what they decide, and count it.",
  why: "Without its log nobody can tell an attack from a customer that a rule shut out; without metrics nobody is called.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_31"], fsbp: ["WAF.11", "WAF.12"], pci: ["10.2.1"] },
  remediation: "Add an aws.wafv2.WebAclLoggingConfiguration for the web ACL, and set visibilityConfig.cloudwatchMetricsEnabled: true on it and on each rule.",
  examples: {
    compliant: `const acl = new aws.wafv2.WebAcl("api", { ...args, visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "api", sampledRequestsEnabled: true } });
new aws.wafv2.WebAclLoggingConfiguration("api", { resourceArn: acl.arn, logDestinationConfigs: [logs.arn] });`,
    violating: 'new aws.wafv2.WebAcl("api", { ...args, visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: "api", sampledRequestsEnabled: false } });',
  },
  check: (stack) =>
    stack.ofType(wafv2.webAcl).map((acl) => {
      const loggings = usersOf(acl, wafv2.webAclLoggingConfiguration, "resourceArn");
      return [
        loggings.length === 0 ? on(acl, "logging", "has no WebAclLoggingConfiguration in this stack") : undefined,
        loggings.map((logging) => about(logging, logging.value("logDestinationConfigs").must.haveParts())),
        about(acl, counts(acl)),
        rulesOf(acl).map(({ declaredBy, rule }) => about(declaredBy, counts(rule))),
        usersOf(acl, wafv2.webAclRuleGroupAssociation, "webAclArn").map((association) => about(association, counts(association))),
      ];
    }),
});

const counts = (view: View) => view.value("visibilityConfig.cloudwatchMetricsEnabled").must.equal(true);
