import type { Properties } from "../../../provider/values";
import type { RuleCase } from "../../testing/rule-case";
import type { World } from "../../testing/world";
import { T } from "../../tokens";

const METRIC = { metricName: "CPUUtilization", namespace: "AWS/RDS", period: 60, statistic: "Average" };

/** ARN of a topic that lets these services in, and of one that lets in none of them. */
const TOPIC = (name: string): string => `arn:aws:sns:us-east-1:123456789012:${name}`;
function topics(w: World): void {
  const policy = (...services: string[]): Properties => ({ Statement: [{ Effect: "Allow", Principal: { Service: services }, Action: "sns:Publish", Resource: "*" }] });
  w.cloud.create(T.topic, "default", { name: "default" });
  for (const [name, services] of [["open", ["events.rds.amazonaws.com", "backup.amazonaws.com"]], ["closed", ["cloudwatch.amazonaws.com"]]] as const) {
    w.cloud.create(T.topic, name, { name });
    w.cloud.create(T.topicPolicy, name, { arn: TOPIC(name), policy: policy(...services) });
  }
}

export const operationsCases: readonly RuleCase[] = [
  { rule: "cloudwatch-alarm-period", type: T.alarm, good: () => ({ period: 300, evaluationPeriods: 3, datapointsToAlarm: 2 }), bad: () => ({ period: 45, evaluationPeriods: 3, datapointsToAlarm: 4 }), says: [
      "period: ValidationError: a period of 45 seconds does not exist; give 10, 20, 30 or a multiple of 60.",
      "datapointsToAlarm: ValidationError: 4 data points cannot be breaching within 3 evaluation periods; lower datapointsToAlarm."
    ] },
  { rule: "cloudwatch-alarm-period", type: T.alarm, good: () => ({ period: 3600, evaluationPeriods: 48 }), bad: () => ({ period: 300, evaluationPeriods: 300 }), says: [
      "evaluationPeriods: ValidationError: 300 periods of 300 seconds are 90000 seconds, and an alarm looks back 86400 at most; shorten one."
    ] },
  { rule: "cloudwatch-alarm-metric", type: T.alarm, good: () => METRIC, bad: () => ({ metricName: "CPUUtilization" }), says: [
      "namespace: ValidationError: a metricName needs its namespace, such as AWS/RDS.",
      "period: ValidationError: a metricName needs a period in seconds.",
      "statistic: ValidationError: a metricName needs one of statistic and extendedStatistic, and this alarm has 0."
    ] },
  { rule: "cloudwatch-alarm-metric", type: T.alarm, good: () => ({ metricQueries: [{}] }), bad: () => ({}), says: [
      "metricName: ValidationError: an alarm watches one metric or metricQueries; give exactly one of the two."
    ] },
  { rule: "cloudwatch-alarm-threshold", type: T.alarm, good: () => ({ threshold: 80 }), bad: () => ({ threshold: 80, thresholdMetricId: "a" }), says: [
      "threshold: ValidationError: an alarm compares with a threshold or a thresholdMetricId, and this one has 2 of them."
    ] },
  { rule: "cloudwatch-alarm-extended-statistic", type: T.alarm, good: () => ({ extendedStatistic: "p95" }), bad: () => ({ extendedStatistic: "95" }), says: [
      "extendedStatistic: ValidationError: \"95\" is no percentile or trimmed statistic; write it as p95, tm90 or TM(10%:90%)."
    ] },
  { rule: "cloudwatch-alarm-dimensions", type: T.alarm, good: () => ({ dimensions: { A: "b" } }), bad: () => ({ dimensions: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`D${index}`, "x"])) }), says: [
      "dimensions: ValidationError: the metric has 31 dimensions, and CloudWatch takes 30."
    ] },
  { rule: "cloudwatch-alarm-actions", type: T.alarm, good: () => ({ alarmActions: ["arn:aws:sns:us-east-1:123456789012:x"] }), bad: () => ({ alarmActions: ["on-call"] }), says: [
      "alarmActions[0]: ValidationError: \"on-call\" is no ARN; give the ARN of a topic."
    ] },
  { rule: "secretsmanager-recovery-window", type: T.secret, good: () => ({ recoveryWindowInDays: 0 }), bad: () => ({ recoveryWindowInDays: 3 }), says: [
      "recoveryWindowInDays: InvalidParameterException: a deleted secret can be recovered for 7 to 30 days, or 0 for none, not for 3."
    ] },
  { rule: "secretsmanager-version-value", type: T.secretVersion, good: () => ({ secretString: "x" }), bad: () => ({ secretString: "x", secretStringWo: "y" }), says: [
      "secretString: InvalidParameterException: a version has one value, and this one has 2; give exactly one of secretString, secretStringWo, secretBinary.",
      "secretStringWoVersion: secretStringWo needs secretStringWoVersion, by which a new value is noticed."
    ] },
  { rule: "ecr-encryption-key", type: T.repository, good: () => ({ encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "k" }] }), bad: () => ({ encryptionConfigurations: [{ kmsKey: "k" }] }), says: [
      "encryptionConfigurations[0].kmsKey: InvalidParameterException: a kmsKey needs encryptionType: \"KMS\"."
    ] },
  {
    rule: "ecr-lifecycle-policy", type: T.ecrLifecyclePolicy,
    good: () => ({ policy: { rules: [{ rulePriority: 1, selection: { tagStatus: "untagged" } }, { rulePriority: 2, selection: { tagStatus: "any" } }] } }),
    bad: () => ({ policy: { rules: [{ rulePriority: 1, selection: { tagStatus: "any" } }, { rulePriority: 2, selection: { tagStatus: "tagged" } }, { rulePriority: 2, selection: { tagStatus: "untagged" } }] } }), says: [
      "policy: InvalidParameterException: two rules have the rulePriority 2; priorities must be unique.",
      "policy: InvalidParameterException: the rule of tagStatus \"any\" must have the highest rulePriority, so that it comes last.",
      "policy: InvalidParameterException: a rule of tagStatus \"tagged\" needs tagPrefixList or tagPatternList."
    ],
  },
  { rule: "ecr-lifecycle-policy", type: T.ecrLifecyclePolicy, good: () => ({ policy: '{"rules":[]}' }), bad: () => ({ policy: "rules" }), says: [
      "policy: InvalidParameterException: Invalid parameter at 'LifecyclePolicyText': it is no JSON object with rules."
    ] },
  {
    rule: "ecr-one-lifecycle-policy", type: T.ecrLifecyclePolicy,
    given: (w) => { w.cloud.create(T.repository, "repository", { name: "kianax" }); w.cloud.create(T.ecrLifecyclePolicy, "existing", { repository: "kianax", policy: { rules: [] } }); },
    good: () => ({ repository: "other" }), bad: () => ({ repository: "kianax" }), says: [
      "repository: the repository kianax has such a policy already, and each would undo the other; merge the two."
    ],
  },
  { rule: "sns-subscription", type: T.topicSubscription, good: () => ({ protocol: "email", endpoint: "ops@kianax.io" }), bad: () => ({ protocol: "https", endpoint: "http://kianax.io" }), says: [
      "endpoint: InvalidParameter: \"http://kianax.io\" is no endpoint for the protocol https; correct one of the two."
    ] },
  { rule: "sns-topic-lets-in-events-rds", type: T.dbEventSubscription, given: topics, good: () => ({ snsTopic: TOPIC("open") }), bad: () => ({ snsTopic: TOPIC("closed") }), says: [
      "snsTopic: SNSNoAuthorization: the policy of the topic <closed> does not let events.rds.amazonaws.com publish; allow it sns:Publish there first."
    ] },
  { rule: "sns-topic-lets-in-events-rds", type: T.dbEventSubscription, given: topics, good: () => ({ snsTopic: TOPIC("default") }), bad: () => ({ snsTopic: TOPIC("closed") }), says: [
      "snsTopic: SNSNoAuthorization: the policy of the topic <closed> does not let events.rds.amazonaws.com publish; allow it sns:Publish there first."
    ] },
  { rule: "sns-topic-lets-in-backup", type: T.backupVaultNotifications, given: topics, good: () => ({ snsTopicArn: TOPIC("open") }), bad: () => ({ snsTopicArn: TOPIC("closed") }), says: [
      "snsTopicArn: InvalidParameterValueException: the policy of the topic <closed> does not let backup.amazonaws.com publish; allow it sns:Publish there first."
    ] },
  { rule: "tags", type: T.vpc, good: () => ({ tags: { Name: "kianax" } }), bad: () => ({ tags: { "aws:name": "x", long: "x".repeat(257) } }), says: [
      "tags.aws:name: InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use; rename \"aws:name\".",
      "tags.long: InvalidParameterValue: the tag's value has 257 characters, and AWS takes 256."
    ] },
];
