/** From what an environment may cost to the budgets that AWS can hold it to. Pure. */
import type { CostLine } from "../base/tags";
import type { BudgetSettings } from "./arguments";

/** A monthly limit: of the account, or of one line of it. */
export interface MonthlyBudget {
  readonly suffix: string;
  readonly usd: number;
  /** Tags that costs have to have; undefined for everything in the account, untagged costs and taxes included. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The part that AWS bills. */
export function awsUsd({ monthlyUsd, lines }: Pick<BudgetSettings, "monthlyUsd" | "lines">): number {
  return monthlyUsd - lines.external;
}

/**
 * The account's budget first. The lines are told apart from those of another environment in the account, should one be there.
 */
export function monthlyBudgets(settings: Pick<BudgetSettings, "monthlyUsd" | "lines">, tags: { readonly Project: string; readonly Environment: string }): MonthlyBudget[] {
  const lines = Object.entries(settings.lines) as [CostLine, number][];
  return [
    { suffix: "total", usd: awsUsd(settings) },
    ...lines.filter(([line, usd]) => line !== "external" && usd > 0).map(([line, usd]) => ({ suffix: line, usd, tags: { ...tags, CostLine: line } })),
  ];
}

/** When somebody is told: costs so far, in percent of the limit, and what AWS expects of the month after some weeks of data. */
export const NOTICES = [
  { type: "ACTUAL", percent: 50 },
  { type: "ACTUAL", percent: 80 },
  { type: "ACTUAL", percent: 100 },
  { type: "FORECASTED", percent: 100 },
] as const;
