import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { someKeys } from "../data/fixtures";
import { KianaxComponent } from "../base";
import { shapeProblems } from "../base/shape";
import { withMocks } from "../testing";
import { alarmActions, actionsFor, createAlarm, type AlarmActions, type AlarmDefinition } from "./index";

const BOTH = { critical: ["arn:now"], warning: ["arn:later"] };

class Watched extends KianaxComponent {
  constructor(severity: Partial<Pick<AlarmDefinition, "severity">>, actions?: AlarmActions) {
    super({ type: "kianax:test:Watched", costLine: "monitoring", dataClass: "internal" }, "watched", { environment: "production" }, { shape: {}, problems: () => [] });
    const measure = { namespace: "AWS/RDS", metricName: "CPUUtilization", statistic: "Average" };
    createAlarm(this, "watched", { suffix: "cpu", description: "Busy.", measure, comparison: "above", threshold: 80, periodSeconds: 60, periods: 1, ...severity }, {}, actions);
  }
}

async function notified(severity: Partial<Pick<AlarmDefinition, "severity">>, actions?: AlarmActions): Promise<unknown[]> {
  const { plan } = await withMocks(() => new Watched(severity, actions));
  const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "watched-cpu");
  assert.deepEqual(inputs["okActions"], inputs["alarmActions"], "who hears of an alarm hears of its end");
  return (inputs["alarmActions"] ?? []) as unknown[];
}

describe("who hears of an alarm", () => {
  it("follows its severity", async () => {
    assert.deepEqual(await notified({ severity: "critical" }, BOTH), ["arn:now"]);
    assert.deepEqual(await notified({ severity: "warning" }, BOTH), ["arn:later"]);
    assert.deepEqual(await notified({}, BOTH), ["arn:later"]);
  });

  it("is everybody of a single list", async () => {
    assert.deepEqual(await notified({ severity: "critical" }, ["arn:all"]), ["arn:all"]);
    assert.deepEqual(await notified({}, ["arn:all"]), ["arn:all"]);
  });

  it("is nobody when nobody is named", async () => {
    assert.deepEqual(await notified({ severity: "critical" }), []);
    assert.deepEqual(actionsFor("critical"), []);
  });

  it("may be known only later", async () => {
    const { plan } = await withMocks(() => new Watched({}, [new aws.sns.Topic("topic", { kmsMasterKeyId: someKeys().alerts.arn }).arn]));
    assert.ok(plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "watched-cpu").dependsOn.includes("aws:sns/topic:Topic::topic"));
  });

  it("is said as a list or by severity, and in no other way", () => {
    const problems = (value: unknown): string[] => shapeProblems({ value }, { value: alarmActions }).map(({ argument, problem }) => `${argument} ${problem}`);
    assert.deepEqual(problems(BOTH), []);
    assert.deepEqual(problems(["arn"]), []);
    assert.deepEqual(problems("arn"), ['value must be a list, or an object with critical, warning, not "arn".']);
    assert.deepEqual(problems([7]), ["value[0] must be text or an Output of it, not 7."]);
    assert.deepEqual(problems({ critical: [] }), ["value.warning is missing; it must be a list."]);
    assert.deepEqual(problems({ ...BOTH, info: [] }), ["value.info is not known here; there are critical, warning."]);
  });
});
