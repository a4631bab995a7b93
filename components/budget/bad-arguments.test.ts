import { describeBadArguments } from "../testing";
import { KianaxBudget, type KianaxBudgetArgs } from "./index";
import { budgetChecks } from "./validation";

const LINES = { eks: 75, compute: 80, database: 50, redis: 15, networking: 50, monitoring: 30, external: 0 };
const MONITOR = "arn:aws:ce::111122223333:anomalymonitor/0f5b2a1e-0000-4000-8000-000000000000";

describeBadArguments<KianaxBudgetArgs>({
  component: 'KianaxBudget "production"',
  checks: budgetChecks,
  valid: { environment: "production", monthlyUsd: 300, lines: LINES, emails: ["platform@kianax.io"], anomalyUsd: 10, activateCostAllocationTags: false },
  make: (args) => new KianaxBudget("production", args),
  cases: {
    monthlyUsd: [
      { args: { monthlyUsd: 0 }, says: "monthlyUsd must be a whole number from 1 to 1000000 US dollars, not 0." },
      { args: { monthlyUsd: 299.5 }, says: "monthlyUsd must be a whole number from 1 to 1000000 US dollars, not 299.5." },
      { args: { monthlyUsd: 299 }, says: "lines add up to 300, above monthlyUsd 299: lower a line, or raise the whole." },
    ],
    lines: [
      { args: { lines: { ...LINES, redis: -1 } }, says: "lines.redis must be a whole number from 0 to 1000000 US dollars, not -1." },
      { args: { lines: { ...LINES, compute: 80.5 } }, says: "lines.compute must be a whole number from 0 to 1000000 US dollars, not 80.5." },
      { args: { lines: { ...LINES, external: 1 } }, says: "lines add up to 301, above monthlyUsd 300: lower a line, or raise the whole." },
      {
        args: { lines: { eks: 0, compute: 0, database: 0, redis: 0, networking: 0, monitoring: 0, external: 300 } },
        says: "lines.external is all of monthlyUsd 300, and leaves nothing for AWS: lower it, or raise the whole.",
      },
      { args: { lines: { ...LINES, storage: 1 } as never }, says: "lines.storage is not known here; there are eks, compute, database, redis, networking, monitoring, external." },
      { args: { lines: { eks: 75 } as never }, says: "lines.compute is missing; it must be a number." },
    ],
    emails: [
      { args: { emails: [] }, says: "emails must be 1 to 10 addresses, not 0: a notification of AWS Budgets takes no more." },
      { args: { emails: Array.from({ length: 11 }, (_, index) => `p${index}@kianax.io`) }, says: "emails must be 1 to 10 addresses, not 11: a notification of AWS Budgets takes no more." },
      { args: { emails: ["platform"] }, says: 'emails must be addresses such as platform@example.com, not "platform".' },
      { args: { emails: ["a@kianax.io", "a@kianax.io"] }, says: 'emails names "a@kianax.io" twice: name it once.' },
    ],
    anomalyUsd: [{ args: { anomalyUsd: -1 }, says: "anomalyUsd must be a whole number from 0 to 100000 US dollars, not -1." }],
    anomalyMonitorArn: [
      { args: { anomalyMonitorArn: "default" }, says: 'anomalyMonitorArn must be the ARN of an anomaly monitor such as arn:aws:ce::111122223333:anomalymonitor/<id>, not "default".' },
      { args: { anomalyMonitorArn: MONITOR, anomalyUsd: 0 }, says: "anomalyMonitorArn is there, and anomalyUsd is 0, which looks for no anomalies: remove the one, or raise the other." },
    ],
    activateCostAllocationTags: "both values are right",
    topicArn: "a topic of another component, or none",
  },
});
