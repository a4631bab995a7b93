import { count, flag, on, resourceRule, type Stack, type StackResource } from "../kernel";
import { flowLog, logGroup, trail, wafv2 } from "../tokens";

/** Resources that write an audit log into the group that flows into a property. */
const WRITERS: Readonly<Record<string, string>> = {
  [flowLog]: "logDestination",
  [trail]: "cloudWatchLogsGroupArn",
  [wafv2.webAclLoggingConfiguration]: "logDestinationConfigs",
};

/** Logs of the control plane, the firewall, the network and the trail are audit logs; an EKS cluster finds its group by the name alone. */
export const logGroupRetentionCmk = resourceRule({
  name: "log-group-retention-cmk",
  title: "Log groups keep what they hold long enough, not for ever, and under a key of this account.",
  why: "An intruder is found after months on average; a log group without retention keeps personal data for ever.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: {
    checkov: ["CKV_AWS_66", "CKV_AWS_338", "CKV_AWS_158"],
    pci: ["10.5.1", "3.5.1"],
    soc2: ["CC7.2"],
    gdpr: ["5(1)(e)", "32(1)(a)"],
  },
  remediation: "Set kmsKeyId, and retentionInDays to 365 for audit logs and to 30 for the rest (in development 14 and no key).",
  examples: {
    compliant: `new aws.cloudwatch.LogGroup("app", { retentionInDays: 30, kmsKeyId: key.arn });`,
    violating: `new aws.cloudwatch.LogGroup("app", { name: "/kianax/app" });`,
  },
  settings: {
    minimumDays: count("Days that a log group keeps at least.", 1, { production: 30, development: 14 }),
    minimumAuditDays: count("Days that an audit log keeps at least.", 7, { production: 365, development: 14 }),
    ownKey: flag("Whether a log group needs a key of this account.", { production: true, development: false }),
  },
  types: [logGroup],
  check: (group, { minimumDays, ownKey }) => [group.value("retentionInDays").must.atLeast(minimumDays), ownKey ? group.value("kmsKeyId").must.bePresent() : undefined],
  checkStack: (stack, { minimumDays, minimumAuditDays }) =>
    auditLogsOf(stack).map((group) => {
      const days = group.value("retentionInDays");
      const kept = days.reading.state === "known" ? Number(days.reading.value) : NaN;
      // Less than the least of all is the resource's own finding already, and so is an unknown.
      return kept >= minimumDays && kept < minimumAuditDays
        ? on(group, "audit", `retentionInDays is ${kept}, and must be at least ${minimumAuditDays} for an audit log`)
        : undefined;
    }),
});

function auditLogsOf(stack: Stack): StackResource[] {
  const written = stack.ofType(...Object.keys(WRITERS)).flatMap((writer) => writer.dependenciesOf(WRITERS[writer.type] ?? ""));
  const isAuditLog = (group: StackResource): boolean => /^(?:\/aws\/eks\/.*\/cluster$|aws-waf-logs-)/.test(group.value("name").text ?? "") || written.some(({ urn }) => urn === group.urn);
  return stack.ofType(logGroup).filter(isAuditLog);
}
