/** Subscriptions to RDS's events, and rules of EventBridge. */
import { find, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const MESSAGES = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html";
const SUBSCRIBE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html";
const PATTERNS = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";

/** Categories by source type, of the types that are checked. */
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  "db-instance": [
    "availability", "backtrack", "backup", "configuration change", "creation", "deletion", "failover", "failure", "low storage", "maintenance", "notification",
    "read replica", "recovery", "restoration", "security", "security patching",
  ],
  "db-proxy": ["configuration change", "creation", "deletion", "failure"],
};
const SOURCES: Readonly<Record<string, { readonly type: string; readonly noun: string }>> = {
  "db-instance": { type: T.dbInstance, noun: "DB instance" },
  "db-proxy": { type: T.dbProxy, noun: "DB proxy" },
};

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

export const events: readonly Rule[] = [
  {
    id: "rds-event-categories",
    types: [T.dbEventSubscription],
    stage: "check",
    source: MESSAGES,
    check: (subject) => {
      const known = CATEGORIES[subject.text("sourceType") ?? ""];
      const strange = subject.texts("eventCategories").filter((category) => known?.includes(category) === false);
      return [
        ...strange.map((category) => refuse("eventCategories", `SubscriptionCategoryNotFound: "${category}" is no category of ${subject.text("sourceType")}; there are ${known?.join(", ")}.`)),
        ...(subject.texts("sourceIds").length > 0 && subject.absent("sourceType") ? [refuse("sourceType", "InvalidParameterCombination: sourceIds need a sourceType; say of what type they are.")] : []),
      ];
    },
  },
  {
    id: "rds-event-sources",
    types: [T.dbEventSubscription],
    stage: "admit",
    source: SUBSCRIBE,
    check: (subject, cloud) => {
      const source = SOURCES[subject.text("sourceType") ?? ""];
      return subject
        .texts("sourceIds")
        .filter((id) => source !== undefined && find(cloud, source.type, id)?.region !== cloud.region)
        .map((id) => refuse("sourceIds", `SourceNotFound: there is no ${source?.noun} "${id}" in ${cloud.region}; make it first.`));
    },
  },
  {
    id: "events-pattern",
    types: [T.eventRule],
    stage: "check",
    source: PATTERNS,
    check: (subject) => {
      const pattern = subject.text("eventPattern");
      return [
        ...(subject.absent("eventPattern") && subject.absent("scheduleExpression")
          ? [refuse("eventPattern", "ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified; say what the rule waits for.")]
          : []),
        ...(pattern !== undefined && !isObject(pattern) ? [refuse("eventPattern", "InvalidEventPatternException: Event pattern is not valid. Reason: it is no JSON object; correct it.")] : []),
      ];
    },
  },
  {
    id: "events-log-target",
    types: [T.eventTarget],
    stage: "check",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions",
    check: (subject) => {
      const arn = subject.text("arn") ?? "";
      return refuseIf(
        /^arn:[\w-]+:logs:/.test(arn) && subject.given("roleArn"),
        "roleArn",
        `ValidationException: RoleArn is not supported for target ${arn}; leave it out, and let a resource policy of CloudWatch Logs name events.amazonaws.com.`,
      );
    },
  },
];
