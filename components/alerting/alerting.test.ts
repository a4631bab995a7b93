import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { someKeys } from "../data/fixtures";
import { keyOf, withMocks, type Plan } from "../testing";
import { KianaxAlerting } from "./alerting";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const TOPICS = ["critical", "warning"];

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition: Record<string, Record<string, string>>;
}

function statements(plan: Plan, topic: string): Statement[] {
  return (JSON.parse(String(plan.one(POLICY, `production-${topic}`).inputs["policy"])) as { Statement: Statement[] }).Statement;
}

describe("KianaxAlerting", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await withMocks(() => new KianaxAlerting("production", { environment: "production", keys: someKeys(), emails: ["on-call@kianax.io", "platform@kianax.io"] })));
  });

  it("makes these children and no others", () => {
    assert.deepEqual(
      plan.resources.filter(({ parent }) => parent === "kianax:alerting:KianaxAlerting::production").map(keyOf).sort(),
      [
        `${TOPIC}::production-critical`,
        `${TOPIC}::production-warning`,
        `${POLICY}::production-critical`,
        `${POLICY}::production-warning`,
        `${SUBSCRIPTION}::production-critical-on-call@kianax.io`,
        `${SUBSCRIPTION}::production-critical-platform@kianax.io`,
        `${SUBSCRIPTION}::production-warning-on-call@kianax.io`,
        `${SUBSCRIPTION}::production-warning-platform@kianax.io`,
      ],
    );
  });

  it("encrypts both topics with the key of alerts", () => {
    for (const topic of TOPICS) {
      const { inputs, madeOf } = plan.one(TOPIC, `production-${topic}`);
      assert.deepEqual([inputs["name"], inputs["signatureVersion"]], [`kianax-production-${topic}`, 2]);
      assert.deepEqual(madeOf["kmsMasterKeyId"], ["aws:kms/key:Key::alerts"]);
    }
  });

  it("sends every alert to every address", () => {
    assert.deepEqual(
      plan.all(SUBSCRIPTION).map(({ inputs, madeOf }) => [inputs["protocol"], inputs["endpoint"], madeOf["topic"]]),
      TOPICS.flatMap((topic) => ["on-call@kianax.io", "platform@kianax.io"].map((address) => ["email", address, [`${TOPIC}::production-${topic}`]])),
    );
  });

  it("lets in the services that publish, for what is this account's", () => {
    for (const topic of TOPICS) {
      const allowed = statements(plan, topic).filter(({ Effect }) => Effect === "Allow");
      assert.deepEqual(allowed.map(({ Principal, Condition }) => [(Principal as { Service: string }).Service, Condition]), [
        ["cloudwatch.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*" } }],
        ["events.rds.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:rds:us-east-1:111122223333:*" } }],
        ["events.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:events:us-east-1:111122223333:rule/*" } }],
        ["budgets.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:budgets::111122223333:*" } }],
        ["costalerts.amazonaws.com", { StringEquals: { "aws:SourceAccount": "111122223333" } }],
        ["backup.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:backup:us-east-1:111122223333:backup-vault:*" } }],
      ]);
      const [arn] = new Set(statements(plan, topic).map(({ Resource }) => Resource));
      assert.deepEqual(statements(plan, topic).filter(({ Action, Resource }) => Action !== "sns:Publish" || Resource !== arn), []);
    }
  });

  it("refuses whoever does not speak TLS", () => {
    for (const topic of TOPICS) {
      const denied = statements(plan, topic).filter(({ Effect }) => Effect === "Deny");
      assert.deepEqual(denied.map(({ Principal, Condition }) => [Principal, Condition]), [["*", { Bool: { "aws:SecureTransport": "false" } }]]);
    }
  });

  it("hands out topics that are open already: their ARNs come with their policies", async () => {
    const { plan: later } = await withMocks(() => {
      const { alarmActions, criticalTopicArn } = new KianaxAlerting("production", { environment: "production", keys: someKeys(), emails: [] });
      assert.ok("critical" in alarmActions);
      return new aws.rds.EventSubscription("events", { snsTopic: criticalTopicArn });
    });
    assert.ok(later.one("aws:rds/eventSubscription:EventSubscription", "events").dependsOn.includes(`${POLICY}::production-critical`));
  });

  it("needs nobody who listens", async () => {
    const { plan: quiet } = await withMocks(() => new KianaxAlerting("production", { environment: "production", keys: someKeys(), emails: [] }));
    assert.equal(quiet.all(TOPIC).length, 2);
    assert.deepEqual(quiet.all(SUBSCRIPTION), []);
  });
});
