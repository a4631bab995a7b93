import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { keyOf, resolved, withMocks, type Plan } from "../testing";
import { KianaxBudget, type KianaxBudgetArgs } from "./index";
import { awsUsd, monthlyBudgets } from "./lines";
import { budgetProblems } from "./validation";

const BUDGET = "aws:budgets/budget:Budget";
const MONITOR = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";
const SUBSCRIPTION = "aws:costexplorer/anomalySubscription:AnomalySubscription";
const TAG = "aws:costexplorer/costAllocationTag:CostAllocationTag";

const ARGS: KianaxBudgetArgs = {
  environment: "production",
  monthlyUsd: 1200,
  lines: { eks: 75, compute: 250, database: 200, redis: 100, networking: 100, monitoring: 50, external: 425 },
  emails: ["platform@kianax.io", "finance@kianax.io"],
  anomalyUsd: 40,
  activateCostAllocationTags: false,
};

async function planned(changes: Partial<KianaxBudgetArgs> = {}): Promise<{ plan: Plan; budget: KianaxBudget }> {
  const { plan, result } = await withMocks(() => new KianaxBudget("production", { ...ARGS, ...changes }));
  return { plan, budget: result };
}

describe("KianaxBudget", () => {
  it("makes a budget of the account, one of each line of AWS, and a watch for anomalies", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ parent }) => parent === "kianax:budget:KianaxBudget::production").map(keyOf).sort(), [
      ...["compute", "database", "eks", "monitoring", "networking", "redis", "total"].map((line) => `${BUDGET}::production-${line}`),
      `${MONITOR}::production-services`,
      `${SUBSCRIPTION}::production-anomalies`,
    ]);
  });

  it("holds the account to what is left for AWS, untagged costs included", async () => {
    const { plan, budget } = await planned();
    const { tags: _, notifications, ...total } = plan.one(BUDGET, "production-total").inputs;
    assert.deepEqual(total, { name: "kianax-production-total", budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "775", limitUnit: "USD" });
    assert.equal((notifications as unknown[]).length, 4);
    assert.equal(await resolved(budget.budgetNames["total"] as pulumi.Output<string>), "kianax-production-total");
  });

  it("tells the lines apart by the tags that every component sets, within the environment", async () => {
    const { plan } = await planned();
    const { inputs } = plan.one(BUDGET, "production-redis");
    assert.deepEqual([inputs["name"], inputs["limitAmount"], inputs["metrics"]], ["kianax-production-redis", "100", "UnblendedCost"]);
    const filters = [
      ["Project", "kianax"],
      ["Environment", "production"],
      ["CostLine", "redis"],
    ].map(([key, value]) => ({ tags: { key, values: [value] } }));
    assert.deepEqual(inputs["filterExpression"], { ands: filters });
    const own = inputs["tags"] as Record<string, string>;
    assert.deepEqual(["Project", "Environment"].map((key) => own[key]), ["kianax", "production"]);
  });

  it("tells everybody at half, four fifths and all of a budget, and when all of it is foreseen", async () => {
    const { plan } = await planned();
    for (const { inputs } of plan.all(BUDGET)) {
      const notices = inputs["notifications"] as Record<string, unknown>[];
      assert.deepEqual(notices.map((notice) => [notice["notificationType"], notice["threshold"]]), [["ACTUAL", 50], ["ACTUAL", 80], ["ACTUAL", 100], ["FORECASTED", 100]]);
      for (const notice of notices) {
        assert.deepEqual([notice["thresholdType"], notice["comparisonOperator"], notice["subscriberEmailAddresses"]], ["PERCENTAGE", "GREATER_THAN", ARGS.emails]);
        assert.equal("subscriberSnsTopicArns" in notice, false);
      }
    }
  });

  it("tells a topic too, when there is one", async () => {
    const { plan } = await planned({ topicArn: pulumi.output("arn:aws:sns:us-east-1:111122223333:warning") });
    for (const { inputs } of plan.all(BUDGET)) {
      for (const notice of inputs["notifications"] as Record<string, unknown>[]) assert.deepEqual(notice["subscriberSnsTopicArns"], ["arn:aws:sns:us-east-1:111122223333:warning"]);
    }
  });

  it("mails anomalies by service, once a day, from the threshold on", async () => {
    const { plan } = await planned();
    const { tags: _, ...monitor } = plan.one(MONITOR, "production-services").inputs;
    assert.deepEqual(monitor, { name: "kianax-production-services", monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" });
    const { tags: __, ...subscription } = plan.one(SUBSCRIPTION, "production-anomalies").inputs;
    assert.deepEqual(subscription, {
      name: "kianax-production-anomalies",
      frequency: "DAILY",
      monitorArnLists: ["arn:aws:costexplorer:us-east-1:111122223333:production-services"],
      subscribers: ARGS.emails.map((address) => ({ type: "EMAIL", address })),
      thresholdExpression: { dimension: { key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", matchOptions: ["GREATER_THAN_OR_EQUAL"], values: ["40"] } },
    });
  });

  it("uses the monitor that the account has already, and looks for no anomalies when told so", async () => {
    const arn = "arn:aws:ce::111122223333:anomalymonitor/0f5b2a1e-0000-4000-8000-000000000000";
    const { plan, budget } = await planned({ anomalyMonitorArn: arn });
    assert.deepEqual(plan.all(MONITOR), []);
    assert.deepEqual(plan.one(SUBSCRIPTION, "production-anomalies").inputs["monitorArnLists"], [arn]);
    assert.equal(await resolved(budget.anomalyMonitorArn as pulumi.Output<string>), arn);
    const { plan: without, budget: second } = await planned({ anomalyUsd: 0 });
    assert.deepEqual([...without.all(MONITOR), ...without.all(SUBSCRIPTION)], []);
    assert.equal(second.anomalyMonitorArn, undefined);
  });

  it("activates the tags for billing only where it is asked to", async () => {
    assert.deepEqual((await planned()).plan.all(TAG), []);
    const { plan } = await planned({ activateCostAllocationTags: true });
    assert.deepEqual(plan.all(TAG).map(({ inputs }) => [inputs["tagKey"], inputs["status"]]), ["Component", "CostLine", "Environment", "Project", "Service"].map((key) => [key, "Active"]));
  });
});

describe("monthly budgets", () => {
  const line = fc.integer({ min: 0, max: 500 });
  const settings = fc.record({ eks: line, compute: line, database: line, redis: line, networking: line, monitoring: line, external: line }).chain((lines) =>
    fc.integer({ min: 1, max: 500 }).map((spare) => ({ lines, monthlyUsd: Object.values(lines).reduce((sum, usd) => sum + usd, spare) })),
  );

  it("of the lines fit into the account's, whatever the lines, and none is of nothing or of what AWS does not see", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const [total, ...lines] = monthlyBudgets(given, { Project: "kianax", Environment: "production" });
        assert.deepEqual([total?.suffix, total?.usd, total?.tags], ["total", awsUsd(given), undefined]);
        assert.ok(lines.reduce((sum, { usd }) => sum + usd, 0) <= (total?.usd ?? 0));
        assert.ok(lines.every(({ suffix, usd, tags }) => usd > 0 && suffix !== "external" && tags?.["CostLine"] === suffix));
        assert.deepEqual(budgetProblems({ ...given, emails: ["a@example.com"], anomalyUsd: 1, activateCostAllocationTags: false }), []);
      }),
    );
  });
});
