import type { Reader } from "../reader";
import { everywhere, find, oneOf, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const API = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference";
const BUDGET = `${API}/API_budgets_Budget.html`;
const NOTIFICATION = `${API}/API_budgets_Notification.html`;
const EXPRESSION = `${API}/API_budgets_Expression.html`;
const SUBSCRIPTION = `${API}/API_AnomalySubscription.html`;
/** What a filter can begin with; an expression has exactly one of them. */
const ROOTS = ["ands", "ors", "not", "dimensions", "tags", "costCategories"];
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

export const costRules: readonly Rule[] = [
  oneOf(T.budget, "budgetType", ["USAGE", "COST", "RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION", "SAVINGS_PLANS_COVERAGE"], BUDGET),
  oneOf(T.budget, "timeUnit", ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"], BUDGET),
  oneOf(T.budget, "notifications[*].notificationType", ["ACTUAL", "FORECASTED"], NOTIFICATION),
  oneOf(T.budget, "notifications[*].thresholdType", ["PERCENTAGE", "ABSOLUTE_VALUE"], NOTIFICATION),
  oneOf(T.budget, "notifications[*].comparisonOperator", ["GREATER_THAN", "LESS_THAN", "EQUAL_TO"], NOTIFICATION),
  {
    id: "budget-limit",
    types: [T.budget],
    stage: "check",
    source: BUDGET,
    check: (subject) => {
      const amount = subject.text("limitAmount");
      return [
        ...(amount !== undefined && !(Number(amount) > 0) ? [refuse("limitAmount", `InvalidParameterException: "${amount}" is no amount that a budget can have; give a number above 0.`)] : []),
        ...(subject.absent("limitAmount") && subject.absent("plannedLimits") && subject.absent("autoAdjustData")
          ? [refuse("limitAmount", "InvalidParameterException: a budget needs a limit; give limitAmount, plannedLimits or autoAdjustData.")]
          : []),
      ];
    },
  },
  {
    id: "budget-notifications",
    types: [T.budget],
    stage: "check",
    source: NOTIFICATION,
    check: (subject) => {
      const notifications = subject.objects("notifications");
      const keys = notifications.map((one) => `${one.text("notificationType")} ${one.text("comparisonOperator")} ${one.number("threshold")} ${one.text("thresholdType")}`);
      const twice = keys.find((key, index) => keys.indexOf(key) !== index);
      return [
        ...(notifications.length > 10 ? [refuse("notifications", `CreationLimitExceededException: a budget takes 10 notifications, not ${notifications.length}.`)] : []),
        ...(twice === undefined ? [] : [refuse("notifications", `DuplicateRecordException: two notifications are the same (${twice}); remove one.`)]),
        ...notifications.flatMap((one, index) => subscriberFailures(one, `notifications[${index}]`)),
      ];
    },
  },
  {
    id: "budget-filter",
    types: [T.budget],
    stage: "check",
    source: EXPRESSION,
    check: (subject) => {
      if (subject.absent("filterExpression")) {
        return refuseIf(subject.given("metrics"), "metrics", "InvalidParameterException: metrics belong to a filterExpression; give one, or remove metrics.");
      }
      return [
        ...(subject.given("costFilters") ? [refuse("costFilters", "InvalidParameterException: a budget has costFilters or a filterExpression; remove one of the two.")] : []),
        ...(subject.absent("metrics") ? [refuse("metrics", "InvalidParameterException: a filterExpression needs metrics, such as UnblendedCost.")] : []),
        ...expressionFailures(subject, "filterExpression"),
      ];
    },
  },
  oneOf(T.anomalyMonitor, "monitorType", ["DIMENSIONAL", "CUSTOM"], `${API}/API_AnomalyMonitor.html`),
  oneOf(T.anomalyMonitor, "monitorDimension", ["SERVICE", "LINKED_ACCOUNT", "TAG", "COST_CATEGORY"], `${API}/API_AnomalyMonitor.html`),
  {
    id: "anomaly-monitor-subject",
    types: [T.anomalyMonitor],
    stage: "check",
    source: `${API}/API_AnomalyMonitor.html`,
    check: (subject) => {
      const needed = { DIMENSIONAL: "monitorDimension", CUSTOM: "monitorSpecification" }[subject.text("monitorType") ?? ""];
      return refuseIf(needed !== undefined && subject.absent(needed), needed ?? "", `ValidationException: a monitor of type ${subject.text("monitorType")} needs ${needed}.`);
    },
  },
  {
    id: "anomaly-monitor-once",
    types: [T.anomalyMonitor],
    stage: "admit",
    source: "https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html",
    check: (subject, cloud) => {
      const other = everywhere(subject, cloud, T.anomalyMonitor).find(({ inputs }) => inputs["monitorDimension"] === subject.text("monitorDimension"));
      return refuseIf(
        subject.text("monitorType") === "DIMENSIONAL" && other !== undefined,
        "monitorDimension",
        `ValidationException: Limit exceeded on dimensional spend monitor creation: the account has a monitor by ${subject.text("monitorDimension")} (${other?.id}), and AWS takes no second; use that one.`,
      );
    },
  },
  oneOf(T.anomalySubscription, "frequency", ["DAILY", "IMMEDIATE", "WEEKLY"], SUBSCRIPTION),
  {
    id: "anomaly-subscription-subscribers",
    types: [T.anomalySubscription],
    stage: "check",
    source: SUBSCRIPTION,
    check: (subject) => {
      const immediate = subject.text("frequency") === "IMMEDIATE";
      const subscribers = subject.objects("subscribers");
      const wanted = immediate ? "SNS" : "EMAIL";
      const strange = subscribers.findIndex((one) => one.text("type") !== undefined && one.text("type") !== wanted);
      const bad = subscribers.findIndex((one) => one.text("type") === "EMAIL" && !EMAIL.test(one.text("address") ?? "a@b.c"));
      return [
        ...(strange < 0 || subject.absent("frequency")
          ? []
          : [refuse(`subscribers[${strange}].type`, `ValidationException: ${subject.text("frequency")} notifications go to ${immediate ? "an SNS topic" : "e-mail addresses"}; change the frequency or the subscriber.`)]),
        ...(bad < 0 ? [] : [refuse(`subscribers[${bad}].address`, `ValidationException: "${subscribers[bad]?.text("address")}" is no e-mail address.`)]),
        ...(subscribers.length > 10 ? [refuse("subscribers", `ValidationException: a subscription takes 10 e-mail addresses, not ${subscribers.length}.`)] : []),
        ...(subject.count("monitorArnLists") === 0 ? [refuse("monitorArnLists", "ValidationException: a subscription needs a monitor; name one.")] : []),
      ];
    },
  },
  {
    id: "anomaly-subscription-threshold",
    types: [T.anomalySubscription],
    stage: "check",
    source: SUBSCRIPTION,
    check: (subject) =>
      subject.all("thresholdExpression.dimension.key").flatMap(({ value }) => {
        const known = ["ANOMALY_TOTAL_IMPACT_ABSOLUTE", "ANOMALY_TOTAL_IMPACT_PERCENTAGE"];
        const options = subject.texts("thresholdExpression.dimension.matchOptions");
        const amount = subject.texts("thresholdExpression.dimension.values")[0];
        return [
          ...(typeof value === "string" && !known.includes(value) ? [refuse("thresholdExpression.dimension.key", `ValidationException: a threshold is one of ${known.join(", ")}, not ${value}.`)] : []),
          ...(options.length === 1 && options[0] === "GREATER_THAN_OR_EQUAL" ? [] : [refuse("thresholdExpression.dimension.matchOptions", 'ValidationException: a threshold has the one match option "GREATER_THAN_OR_EQUAL".')]),
          ...(amount !== undefined && !(Number(amount) >= 0) ? [refuse("thresholdExpression.dimension.values", `ValidationException: "${amount}" is no threshold; give a number from 0.`)] : []),
        ];
      }),
  },
  oneOf(T.costAllocationTag, "status", ["Active", "Inactive"], `${API}/API_CostAllocationTagStatusEntry.html`),
  {
    id: "cost-allocation-tag-seen",
    types: [T.costAllocationTag],
    stage: "admit",
    source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html",
    check: (subject, cloud) => {
      const key = subject.text("tagKey") ?? "";
      const seen = cloud.all().some(({ inputs }) => typeof inputs["tags"] === "object" && inputs["tags"] !== null && key in inputs["tags"]);
      return refuseIf(key !== "" && !seen && find(cloud, T.costAllocationTag, key) === undefined, "tagKey", `ValidationException: Tag keys not found: ${key}; no bill has seen the key: tag a resource with it, and activate it a day later.`);
    },
  },
];

/** One SNS topic and ten addresses at most, and somebody at all. */
function subscriberFailures(notification: Reader, at: string): ReturnType<typeof refuse>[] {
  const [emails = 1, topics = 1] = [notification.count("subscriberEmailAddresses"), notification.count("subscriberSnsTopicArns")];
  const bad = notification.texts("subscriberEmailAddresses").find((email) => !EMAIL.test(email));
  const threshold = notification.number("threshold");
  return [
    ...(emails + topics === 0 ? [refuse(at, "InvalidParameterException: a notification needs a subscriber; give subscriberEmailAddresses or subscriberSnsTopicArns.")] : []),
    ...(emails > 10 ? [refuse(`${at}.subscriberEmailAddresses`, `CreationLimitExceededException: a notification takes 10 e-mail addresses, not ${emails}.`)] : []),
    ...(topics > 1 ? [refuse(`${at}.subscriberSnsTopicArns`, `CreationLimitExceededException: a notification takes one SNS topic, not ${topics}.`)] : []),
    ...(bad === undefined ? [] : [refuse(`${at}.subscriberEmailAddresses`, `InvalidParameterException: "${bad}" is no e-mail address.`)]),
    ...(threshold !== undefined && threshold <= 0 ? [refuse(`${at}.threshold`, `InvalidParameterException: the threshold ${threshold} is reached before a month begins; give a number above 0.`)] : []),
  ];
}

function expressionFailures(reader: Reader, at: string): ReturnType<typeof refuse>[] {
  const roots = ROOTS.filter((root) => reader.given(`${at}.${root}`));
  if (roots.length !== 1) {
    return [refuse(at, `InvalidParameterException: an expression has exactly one of ${ROOTS.join(", ")}, and this one has ${roots.length === 0 ? "none" : roots.join(" and ")}.`)];
  }
  const [root = ""] = roots;
  const operands = root === "ands" || root === "ors" ? reader.objects(`${at}.${root}`).map((_, index) => `${at}.${root}[${index}]`) : root === "not" ? [`${at}.not`] : [];
  return operands.flatMap((operand) => expressionFailures(reader, operand));
}
