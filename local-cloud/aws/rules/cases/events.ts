import type { RuleCase } from "../../testing/rule-case";
import { T } from "../../tokens";

const LOGS = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/x";
const database = { identifier: "writer", engine: "postgres", engineVersion: "16.11", instanceClass: "db.t3.medium", username: "kianax", allocatedStorage: 100 };

export const eventCases: readonly RuleCase[] = [
  { rule: "rds-event-categories", type: T.dbEventSubscription, good: () => ({ sourceType: "db-instance", sourceIds: ["a"], eventCategories: ["low storage", "failover"] }), bad: () => ({ sourceType: "db-proxy", eventCategories: ["failure", "failover"] }), says: [
      'eventCategories: SubscriptionCategoryNotFound: "failover" is no category of db-proxy; there are configuration change, creation, deletion, failure.'
    ] },
  { rule: "rds-event-categories", type: T.dbEventSubscription, good: () => ({ eventCategories: ["anything"] }), bad: () => ({ sourceIds: ["a"] }), says: [
      "sourceType: InvalidParameterCombination: sourceIds need a sourceType; say of what type they are."
    ] },
  {
    rule: "rds-event-sources", type: T.dbEventSubscription, given: (w) => { w.cloud.put(T.dbInstance, "writer", database); w.cloud.put(T.dbInstance, "far", { ...database, identifier: "far" }, "us-west-2"); },
    good: () => ({ sourceType: "db-instance", sourceIds: ["writer"] }), bad: () => ({ sourceType: "db-instance", sourceIds: ["writer", "other", "far"] }), says: [
      'sourceIds: SourceNotFound: there is no DB instance "other" in us-east-1; make it first.',
      'sourceIds: SourceNotFound: there is no DB instance "far" in us-east-1; make it first.'
    ],
  },
  { rule: "events-pattern", type: T.eventRule, good: () => ({ eventPattern: '{"source":["aws.rds"]}' }), bad: () => ({}), says: [
      "eventPattern: ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified; say what the rule waits for."
    ] },
  { rule: "events-pattern", type: T.eventRule, good: () => ({ scheduleExpression: "rate(1 day)" }), bad: () => ({ eventPattern: "source=aws.rds" }), says: [
      "eventPattern: InvalidEventPatternException: Event pattern is not valid. Reason: it is no JSON object; correct it."
    ] },
  { rule: "events-log-target", type: T.eventTarget, good: () => ({ arn: "arn:aws:states:us-east-1:123456789012:stateMachine:x", roleArn: "arn" }), bad: () => ({ arn: LOGS, roleArn: "arn" }), says: [
      `roleArn: ValidationException: RoleArn is not supported for target ${LOGS}; leave it out, and let a resource policy of CloudWatch Logs name events.amazonaws.com.`
    ] },
];
