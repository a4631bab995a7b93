import { flag, resourceRule } from "../kernel";
import { rds } from "../tokens";

/** The intervals that RDS takes, but for 0, which is off. */
const INTERVALS = [1, 5, 10, 15, 30, 60] as const;

export const rdsMonitoring = resourceRule({
  name: "rds-monitoring",
  title: "Databases show what they are busy with.",
  why: "When orders stall, load by statement and by process is the difference between minutes of looking and hours of guessing.",
  severity: "low",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_118", "CKV_AWS_353", "CKV_AWS_354"], fsbp: ["RDS.6"] },
  remediation: "Set performanceInsightsEnabled: true with performanceInsightsKmsKeyId, and in production monitoringInterval to 1, 5, 10, 15, 30 or 60.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, monitoringInterval: 60, monitoringRoleArn, performanceInsightsEnabled: true, performanceInsightsKmsKeyId: key.arn });',
    violating: 'new aws.rds.Instance("orders", { ...args, monitoringInterval: 0, performanceInsightsEnabled: false });',
  },
  settings: { enhanced: flag("Whether the operating system is monitored as well, which CloudWatch charges by volume.", { production: true, development: false }) },
  types: [rds.instance],
  check: (database, { enhanced }) => [
    enhanced ? database.value("monitoringInterval").must.oneOf(INTERVALS) : undefined,
    database.value("performanceInsightsEnabled").must.equal(true),
    // Statements are data: they are shown with their literals.
    database.value("performanceInsightsKmsKeyId").must.bePresent(),
  ],
});
