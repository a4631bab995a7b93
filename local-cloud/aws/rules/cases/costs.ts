import type { Properties } from "../../../provider/values";
import type { RuleCase } from "../../testing/rule-case";
import { T } from "../../tokens";

const notification = (changes: Properties = {}): Properties => ({
  notificationType: "ACTUAL", comparisonOperator: "GREATER_THAN", threshold: 80, thresholdType: "PERCENTAGE", subscriberEmailAddresses: ["platform@example.com"], ...changes,
});
const threshold = (dimension: Properties): Properties => ({ thresholdExpression: { dimension: { key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", matchOptions: ["GREATER_THAN_OR_EQUAL"], values: ["40"], ...dimension } } });
const addresses = (count: number): string[] => Array.from({ length: count }, (_, index) => `person-${index}@example.com`);
const byTag = { tags: { key: "CostLine", values: ["eks"] } };

export const costCases: readonly RuleCase[] = [
  { rule: "budget-limit", type: T.budget, good: () => ({ limitAmount: "75" }), bad: () => ({ limitAmount: "-75" }), says: [
      'limitAmount: InvalidParameterException: "-75" is no amount that a budget can have; give a number above 0.'
    ] },
  { rule: "budget-limit", type: T.budget, good: () => ({ plannedLimits: [{ startTime: "2026-12-01_00:00", amount: "1", unit: "USD" }] }), bad: () => ({}), says: [
      "limitAmount: InvalidParameterException: a budget needs a limit; give limitAmount, plannedLimits or autoAdjustData."
    ] },
  { rule: "budget-notifications", type: T.budget, good: () => ({ notifications: [notification(), notification({ threshold: 100 }), notification({ notificationType: "FORECASTED" })] }), bad: () => ({ notifications: [notification(), notification()] }), says: [
      "notifications: DuplicateRecordException: two notifications are the same (ACTUAL GREATER_THAN 80 PERCENTAGE); remove one."
    ] },
  { rule: "budget-notifications", type: T.budget, good: () => ({ notifications: [notification({ subscriberEmailAddresses: addresses(10), subscriberSnsTopicArns: ["arn:aws:sns:us-east-1:123456789012:a"] })] }),
    bad: () => ({ notifications: [notification({ subscriberEmailAddresses: [] }), notification({ threshold: 0, subscriberEmailAddresses: [...addresses(10), "nobody"], subscriberSnsTopicArns: ["a", "b"] })] }), says: [
      "notifications[0]: InvalidParameterException: a notification needs a subscriber; give subscriberEmailAddresses or subscriberSnsTopicArns.",
      "notifications[1].subscriberEmailAddresses: CreationLimitExceededException: a notification takes 10 e-mail addresses, not 11.",
      "notifications[1].subscriberSnsTopicArns: CreationLimitExceededException: a notification takes one SNS topic, not 2.",
      'notifications[1].subscriberEmailAddresses: InvalidParameterException: "nobody" is no e-mail address.',
      "notifications[1].threshold: InvalidParameterException: the threshold 0 is reached before a month begins; give a number above 0.",
    ] },
  { rule: "budget-notifications", type: T.budget, good: () => ({ notifications: Array.from({ length: 10 }, (_, index) => notification({ threshold: index + 1 })) }), bad: () => ({ notifications: Array.from({ length: 11 }, (_, index) => notification({ threshold: index + 1 })) }), says: [
      "notifications: CreationLimitExceededException: a budget takes 10 notifications, not 11."
    ] },
  { rule: "budget-filter", type: T.budget, good: () => ({ filterExpression: { ands: [byTag, { not: byTag }] }, metrics: "UnblendedCost" }), bad: () => ({ filterExpression: { ands: [byTag, { ...byTag, not: byTag }, {}] }, costFilters: [{ name: "Service", values: ["x"] }] }), says: [
      "costFilters: InvalidParameterException: a budget has costFilters or a filterExpression; remove one of the two.",
      "metrics: InvalidParameterException: a filterExpression needs metrics, such as UnblendedCost.",
      "filterExpression.ands[1]: InvalidParameterException: an expression has exactly one of ands, ors, not, dimensions, tags, costCategories, and this one has not and tags.",
      "filterExpression.ands[2]: InvalidParameterException: an expression has exactly one of ands, ors, not, dimensions, tags, costCategories, and this one has none.",
    ] },
  { rule: "budget-filter", type: T.budget, good: () => ({ costFilters: [{ name: "Service", values: ["x"] }] }), bad: () => ({ metrics: "UnblendedCost" }), says: [
      "metrics: InvalidParameterException: metrics belong to a filterExpression; give one, or remove metrics."
    ] },
  { rule: "anomaly-monitor-subject", type: T.anomalyMonitor, good: () => ({ monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" }), bad: () => ({ monitorType: "CUSTOM", monitorDimension: "SERVICE" }), says: [
      "monitorSpecification: ValidationException: a monitor of type CUSTOM needs monitorSpecification."
    ] },
  {
    rule: "anomaly-monitor-once", type: T.anomalyMonitor, given: (w) => w.cloud.create(T.anomalyMonitor, "existing", { name: "existing", monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" }),
    good: () => ({ monitorType: "DIMENSIONAL", monitorDimension: "LINKED_ACCOUNT" }), bad: () => ({ monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" }), says: [
      "monitorDimension: ValidationException: Limit exceeded on dimensional spend monitor creation: the account has a monitor by SERVICE (<existing>), and AWS takes no second; use that one."
    ],
  },
  { rule: "anomaly-subscription-subscribers", type: T.anomalySubscription, good: () => ({ frequency: "DAILY", monitorArnLists: ["arn"], subscribers: [{ type: "EMAIL", address: "a@example.com" }] }), bad: () => ({ frequency: "IMMEDIATE", monitorArnLists: [], subscribers: [{ type: "EMAIL", address: "nobody" }] }), says: [
      "subscribers[0].type: ValidationException: IMMEDIATE notifications go to an SNS topic; change the frequency or the subscriber.",
      'subscribers[0].address: ValidationException: "nobody" is no e-mail address.',
      "monitorArnLists: ValidationException: a subscription needs a monitor; name one.",
    ] },
  { rule: "anomaly-subscription-subscribers", type: T.anomalySubscription, good: () => ({ frequency: "IMMEDIATE", monitorArnLists: ["arn"], subscribers: [{ type: "SNS", address: "arn:aws:sns:us-east-1:123456789012:a" }] }), bad: () => ({ frequency: "WEEKLY", monitorArnLists: ["arn"], subscribers: [...addresses(11).map((address) => ({ type: "EMAIL", address })), { type: "SNS", address: "arn" }] }), says: [
      "subscribers[11].type: ValidationException: WEEKLY notifications go to e-mail addresses; change the frequency or the subscriber.",
      "subscribers: ValidationException: a subscription takes 10 e-mail addresses, not 12.",
    ] },
  { rule: "anomaly-subscription-threshold", type: T.anomalySubscription, good: () => threshold({}), bad: () => threshold({ key: "COST", matchOptions: ["EQUALS"], values: ["-1"] }), says: [
      "thresholdExpression.dimension.key: ValidationException: a threshold is one of ANOMALY_TOTAL_IMPACT_ABSOLUTE, ANOMALY_TOTAL_IMPACT_PERCENTAGE, not COST.",
      'thresholdExpression.dimension.matchOptions: ValidationException: a threshold has the one match option "GREATER_THAN_OR_EQUAL".',
      'thresholdExpression.dimension.values: ValidationException: "-1" is no threshold; give a number from 0.',
    ] },
  {
    rule: "cost-allocation-tag-seen", type: T.costAllocationTag, given: (w) => w.cloud.create(T.topic, "tagged", { name: "tagged", tags: { CostLine: "eks" } }),
    good: () => ({ tagKey: "CostLine" }), bad: () => ({ tagKey: "Costline" }), says: [
      "tagKey: ValidationException: Tag keys not found: Costline; no bill has seen the key: tag a resource with it, and activate it a day later."
    ],
  },
];
