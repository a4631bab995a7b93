import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import type { KianaxBudgetArgs } from "./arguments";
import { monthlyBudgets, NOTICES, type MonthlyBudget } from "./lines";
import { budgetChecks } from "./validation";

/** Tags by which bills can be told apart. */
export const BILLED_TAGS = ["Project", "Environment", "CostLine", "Service", "Component"] as const;

/**
 * Who is told when, before the bill tells it: a monthly budget of the AWS account and one of each cost line, and anomalies that no
 * budget has foreseen. Costs and their tags arrive in billing hours later, so these are no limits: nothing is switched off.
 *
 * Budgets that only notify are free; by AWS's older price list two were, and each further one $0.62 a month.
 * Sources: https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/,
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class KianaxBudget extends KianaxComponent {
  /** Names of the budgets in AWS, by line; `total` is the account's. */
  readonly budgetNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Monitor of anomalies, made here or before; undefined when none are looked for. */
  readonly anomalyMonitorArn?: pulumi.Output<string>;

  constructor(name: string, args: KianaxBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:budget:KianaxBudget", costLine: "monitoring", dataClass: "internal" }, name, args, budgetChecks, opts);
    const budgets = monthlyBudgets(args, { Project: this.prefix, Environment: this.environment });
    this.budgetNames = Object.fromEntries(budgets.map((budget) => [budget.suffix, this.createBudget(budget, args).name]));
    if (args.anomalyUsd > 0) {
      this.anomalyMonitorArn = args.anomalyMonitorArn === undefined ? this.createMonitor().arn : pulumi.output(args.anomalyMonitorArn);
      this.subscribe(this.anomalyMonitorArn, args);
    }
    if (args.activateCostAllocationTags) {
      this.activateTags();
    }
    this.registerOutputs({ budgetNames: this.budgetNames, anomalyMonitorArn: this.anomalyMonitorArn });
  }

  private createBudget({ suffix, usd, tags }: MonthlyBudget, { emails, topicArn }: KianaxBudgetArgs): aws.budgets.Budget {
    return this.child(aws.budgets.Budget, "budget", suffix, {
      name: this.physical("budget", suffix),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(usd),
      limitUnit: "USD",
      ...(tags === undefined ? {} : { filterExpression: { ands: equalTags(tags) }, metrics: "UnblendedCost" }),
      notifications: NOTICES.map(({ type, percent }) => ({
        notificationType: type,
        threshold: percent,
        thresholdType: "PERCENTAGE",
        comparisonOperator: "GREATER_THAN",
        subscriberEmailAddresses: [...emails],
        ...(topicArn === undefined ? {} : { subscriberSnsTopicArns: [topicArn] }),
      })),
      tags: this.tags(suffix),
    });
  }

  /** One for the whole account: AWS takes no second. */
  private createMonitor(): aws.costexplorer.AnomalyMonitor {
    return this.child(aws.costexplorer.AnomalyMonitor, "anomalyMonitor", "services", {
      name: this.physical("anomaly monitor", "services"),
      monitorType: "DIMENSIONAL",
      monitorDimension: "SERVICE",
      tags: this.tags("services"),
    });
  }

  /** E-mail once a day, for what is above the threshold: AWS sends single anomalies at once to topics only. */
  private subscribe(monitorArn: pulumi.Output<string>, { emails, anomalyUsd }: KianaxBudgetArgs): void {
    this.child(aws.costexplorer.AnomalySubscription, "anomalySubscription", "anomalies", {
      name: this.physical("anomaly subscription", "anomalies"),
      frequency: "DAILY",
      monitorArnLists: [monitorArn],
      subscribers: emails.map((address) => ({ type: "EMAIL", address })),
      thresholdExpression: {
        dimension: { key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", matchOptions: ["GREATER_THAN_OR_EQUAL"], values: [String(anomalyUsd)] },
      },
      tags: this.tags("anomalies"),
    });
  }

  private activateTags(): void {
    for (const tagKey of BILLED_TAGS) {
      this.child(aws.costexplorer.CostAllocationTag, "costAllocationTag", tagKey.toLowerCase(), { tagKey, status: "Active" });
    }
  }
}

/** Costs that have all of these tags. */
function equalTags(tags: Readonly<Record<string, string>>): aws.types.input.budgets.BudgetFilterExpressionAnd[] {
  return Object.entries(tags).map(([key, value]) => ({ tags: { key, values: [value] } }));
}
