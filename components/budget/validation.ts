import { wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { flag, inputText, listOf, number, objectOf, optional, text } from "../base/shape";
import type { CostLine } from "../base/tags";
import type { BudgetSettings, KianaxBudgetArgs } from "./arguments";

const MAX_USD = 1_000_000;
/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html */
const MAX_EMAILS = 10;
const EMAIL = /^[^@\s]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const MONITOR = /^arn:aws[a-z-]*:ce::\d{12}:anomalymonitor\/[0-9a-f-]{36}$/;

export const budgetChecks: ArgumentChecks<KianaxBudgetArgs> = {
  shape: {
    monthlyUsd: number,
    lines: objectOf<Readonly<Record<CostLine, number>>>({ eks: number, compute: number, database: number, redis: number, networking: number, monitoring: number, external: number }),
    emails: listOf(text),
    anomalyUsd: number,
    anomalyMonitorArn: optional(text),
    activateCostAllocationTags: flag,
    topicArn: optional(inputText),
  },
  problems: budgetProblems,
};

/** What is wrong with a budget, without Pulumi: configuration is checked with the same function. */
export function budgetProblems(settings: BudgetSettings): Problem[] {
  const amounts = [
    ...wholeNumber("monthlyUsd", settings.monthlyUsd, 1, MAX_USD, "US dollars"),
    ...Object.entries(settings.lines).flatMap(([line, usd]) => wholeNumber(`lines.${line}`, usd, 0, MAX_USD, "US dollars")),
  ];
  return [
    ...amounts,
    ...(amounts.length === 0 ? sumProblems(settings) : []),
    ...emailProblems(settings.emails),
    ...wholeNumber("anomalyUsd", settings.anomalyUsd, 0, 100_000, "US dollars"),
    ...monitorProblems(settings),
  ];
}

function sumProblems({ monthlyUsd, lines }: BudgetSettings): Problem[] {
  const sum = Object.values(lines).reduce((total, usd) => total + usd, 0);
  if (sum > monthlyUsd) {
    return [{ argument: "lines", problem: `add up to ${sum}, above monthlyUsd ${monthlyUsd}: lower a line, or raise the whole.` }];
  }
  return lines.external < monthlyUsd ? [] : [{ argument: "lines.external", problem: `is all of monthlyUsd ${monthlyUsd}, and leaves nothing for AWS: lower it, or raise the whole.` }];
}

function emailProblems(emails: readonly string[]): Problem[] {
  const twice = emails.find((email, index) => emails.indexOf(email) !== index);
  return [
    ...(emails.length >= 1 && emails.length <= MAX_EMAILS ? [] : [{ argument: "emails", problem: `must be 1 to ${MAX_EMAILS} addresses, not ${emails.length}: a notification of AWS Budgets takes no more.` }]),
    ...emails.filter((email) => !EMAIL.test(email)).map((email) => ({ argument: "emails", problem: `must be addresses such as platform@example.com, not ${JSON.stringify(email)}.` })),
    ...(twice === undefined ? [] : [{ argument: "emails", problem: `names "${twice}" twice: name it once.` }]),
  ];
}

function monitorProblems({ anomalyMonitorArn: arn, anomalyUsd }: BudgetSettings): Problem[] {
  if (arn !== undefined && anomalyUsd === 0) {
    return [{ argument: "anomalyMonitorArn", problem: "is there, and anomalyUsd is 0, which looks for no anomalies: remove the one, or raise the other." }];
  }
  return arn === undefined || MONITOR.test(arn)
    ? []
    : [{ argument: "anomalyMonitorArn", problem: `must be the ARN of an anomaly monitor such as arn:aws:ce::111122223333:anomalymonitor/<id>, not ${JSON.stringify(arn)}.` }];
}
