/** What the database says of itself: its events, and the age of its newest backup. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { someKeys, someNetwork } from "../data/fixtures";
import { keyOf, withMocks, type Plan } from "../testing";
import type { KianaxDatabaseArgs } from "./arguments";
import { overdueHours } from "./backup-age";
import { KianaxDatabase } from "./database";
import { EVENT_CATEGORIES } from "./events";
import { DATABASE } from "./fixtures";

const SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const INSTANCE = "aws:rds/instance:Instance";
const EVENTS = "production-postgres-events";
const GROUP_ARN = `arn:aws:cloudwatch:us-east-1:111122223333:${EVENTS}`;

async function planned(changes: Partial<KianaxDatabaseArgs> = {}): Promise<Plan> {
  return (await withMocks(() => new KianaxDatabase("production", { ...DATABASE, network: someNetwork(), keys: someKeys(), ...changes }))).plan;
}

describe("events of PostgreSQL", () => {
  it("go to the topic of those who have to look now, or to that of the others", async () => {
    const plan = await planned({ readReplicas: 1, eventTopicArns: { critical: "arn:now", warning: "arn:later" } });
    for (const [severity, topic] of [["critical", "arn:now"], ["warning", "arn:later"]] as const) {
      const { tags: _, ...inputs } = plan.one(SUBSCRIPTION, `production-postgres-${severity}`).inputs;
      assert.deepEqual(inputs, {
        name: `kianax-production-postgres-${severity}`,
        snsTopic: topic,
        sourceType: "db-instance",
        sourceIds: ["kianax-production-postgres", "kianax-production-postgres-replica-1"],
        eventCategories: EVENT_CATEGORIES[severity],
      });
    }
  });

  it("of one kind go to one topic", () => {
    const all = [...EVENT_CATEGORIES.critical, ...EVENT_CATEGORIES.warning];
    assert.equal(new Set(all).size, all.length);
    for (const needed of ["failure", "failover", "low storage", "maintenance", "deletion", "notification", "recovery", "configuration change"]) {
      assert.ok(all.includes(needed), needed);
    }
  });

  it("go nowhere without topics", async () => assert.deepEqual((await planned()).all(SUBSCRIPTION), []));
});

describe("the age of PostgreSQL's newest backup", () => {
  let plan: Plan;
  before(async () => (plan = await planned({ alarmActions: { critical: ["arn:now"], warning: ["arn:later"] } })));

  it("is counted from the instance's own events, in a log with key and retention", () => {
    const rule = plan.one("aws:cloudwatch/eventRule:EventRule", EVENTS).inputs;
    assert.deepEqual(JSON.parse(String(rule["eventPattern"])), {
      source: ["aws.rds"],
      "detail-type": ["RDS DB Instance Event"],
      detail: { SourceIdentifier: ["kianax-production-postgres"] },
    });
    assert.deepEqual(plan.one(TARGET, EVENTS).inputs, { rule: "kianax-production-postgres-events", targetId: "log", arn: GROUP_ARN });
    const group = plan.one("aws:cloudwatch/logGroup:LogGroup", EVENTS);
    assert.deepEqual([group.inputs["name"], group.inputs["retentionInDays"]], ["/aws/events/kianax-production-postgres", 30]);
    assert.deepEqual(group.madeOf["kmsKeyId"], ["aws:kms/key:Key::logs"]);
    const filter = plan.one("aws:cloudwatch/logMetricFilter:LogMetricFilter", EVENTS).inputs;
    assert.equal(filter["pattern"], '{ $.detail.EventID = "RDS-EVENT-0002" }');
    assert.deepEqual(filter["metricTransformation"], { namespace: "/kianax/production/postgres", name: "BackupsFinished", value: "1", unit: "Count" });
  });

  it("lets that one rule write there, and nobody anything else", () => {
    const { inputs } = plan.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", EVENTS);
    const { Statement } = JSON.parse(String(inputs["policyDocument"])) as { Statement: Record<string, unknown>[] };
    assert.deepEqual(Statement.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]), [
      ["logs:CreateLogStream", `${GROUP_ARN}:*`, undefined],
      ["logs:PutLogEvents", `${GROUP_ARN}:*`, { ArnEquals: { "aws:SourceArn": `arn:aws:cloudwatch:us-east-1:111122223333:${EVENTS}` } }],
    ]);
  });

  it("calls somebody when no event came, a day and the length of the window after the last", () => {
    const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "production-postgres-backup-age");
    assert.deepEqual(
      [inputs["namespace"], inputs["metricName"], inputs["statistic"], inputs["comparisonOperator"], inputs["threshold"], inputs["period"], inputs["evaluationPeriods"], inputs["treatMissingData"], inputs["alarmActions"]],
      ["/kianax/production/postgres", "BackupsFinished", "Sum", "LessThanThreshold", 1, 3600, 30, "breaching", ["arn:now"]],
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 30, max: 1439 }), (hour, minutes) => {
        const end = (hour * 60 + minutes) % 1440;
        const two = (value: number): string => String(value).padStart(2, "0");
        const overdue = overdueHours(`${two(hour)}:00-${two(Math.floor(end / 60))}:${two(end % 60)}`);
        // The backup of tomorrow may begin at the end of its window, and an alarm looks back a week at most.
        assert.ok(overdue * 60 > 1440 + minutes);
        assert.ok(overdue <= 7 * 24);
      }),
    );
  });

  it("is watched before the instance is there, whose creation ends with its first backup", () => {
    assert.ok(plan.one(INSTANCE, "production-postgres").dependsOn.includes(`${TARGET}::${EVENTS}`));
    const { dependsOn } = plan.one(TARGET, EVENTS);
    for (const needed of ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "aws:cloudwatch/logMetricFilter:LogMetricFilter"]) {
      assert.ok(dependsOn.includes(`${needed}::${EVENTS}`), needed);
    }
  });

  it("is not watched where there are no backups", async () => {
    const without = await planned({ backupRetentionDays: 0, deletionProtection: false });
    assert.deepEqual(without.resources.map(keyOf).filter((key) => /events|backup-age/.test(key)), []);
  });
});
