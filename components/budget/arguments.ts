import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../base";
import type { CostLine } from "../base/tags";

/** What an environment may cost, as configuration has it. */
export interface BudgetSettings {
  /**
   * Everything that the environment may cost in a month, in whole US dollars: AWS, and others than AWS. The budget of the AWS
   * account is what is left of it without `lines.external`. In place.
   */
  readonly monthlyUsd: number;
  /**
   * Shares of `monthlyUsd` by the tag `CostLine`, in whole US dollars a month; together at most all of it. Each line of AWS has
   * a budget of its own, a line of 0 has none. `external` is what is paid to others, such as OpenAI and Polygon: AWS does not see
   * it, so no budget here watches it, and the parties' own spending limits have to. In place; 0 **deletes** the line's budget.
   */
  readonly lines: Readonly<Record<CostLine, number>>;
  /** Addresses that are told, 1 to 10. In place. */
  readonly emails: readonly string[];
  /**
   * Impact, in whole US dollars, from which an anomaly of costs is told of, 0 to 100000: how much more than usual a service
   * has cost in all since the anomaly began. 0 looks for none, for a second stack in an account that has its monitor. In
   * place; 0 **deletes** the monitor and what it has learned. Free.
   */
  readonly anomalyUsd: number;
  /**
   * ARN of the account's monitor for anomalies by service, when there is one: AWS makes one by itself in some accounts, and
   * takes no second. `aws ce get-anomaly-monitors` shows it. Leaving it out later makes one, in place.
   * Source: https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html
   * @default none: a monitor is made
   */
  readonly anomalyMonitorArn?: string;
  /**
   * Whether the tags `Project`, `Environment`, `CostLine`, `Service` and `Component` are activated for billing; without that
   * the lines see no costs. It takes the account that pays, a day after the first resource has the tags (AWS refuses keys
   * that no bill has seen), and one stack alone when several share it: the activation is the account's. In place; false
   * **deactivates** them again.
   * Source: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
   */
  readonly activateCostAllocationTags: boolean;
}

/** Arguments of {@link KianaxBudget}. */
export interface KianaxBudgetArgs extends CommonArgs, BudgetSettings {
  /**
   * ARN of an SNS topic that is told too; its policy lets `budgets.amazonaws.com` publish. In place.
   * @default none: e-mail only
   */
  readonly topicArn?: pulumi.Input<string>;
  /** Changes to children. */
  readonly transform?: {
    readonly budget?: Transform<aws.budgets.BudgetArgs>;
    readonly anomalyMonitor?: Transform<aws.costexplorer.AnomalyMonitorArgs>;
    readonly anomalySubscription?: Transform<aws.costexplorer.AnomalySubscriptionArgs>;
    readonly costAllocationTag?: Transform<aws.costexplorer.CostAllocationTagArgs>;
  };
}
