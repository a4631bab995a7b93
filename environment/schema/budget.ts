import { z } from "zod";
import { flag, list, setting, text, whole } from "./values";

const usd = (meaning: string) => setting(whole(0, 1_000_000, "US dollars"), meaning);

export const budgetSchema = z.strictObject({
  monthlyUsd: setting(whole(1, 1_000_000, "US dollars"), "What the environment may cost in a month, AWS and others. The AWS account's budget is this without lines.external."),
  lines: setting(
    z.strictObject({
      eks: usd("Control plane of the cluster."),
      compute: usd("Nodes, their volumes, images."),
      database: usd("PostgreSQL and its backups."),
      redis: usd("Redis."),
      networking: usd("NAT, load balancer, firewall, DNS."),
      monitoring: usd("Logs, alarms, keys, secrets."),
      external: usd("Others than AWS, such as OpenAI and Polygon. AWS does not see it: their own spending limits have to watch it."),
    }),
    "Shares of monthlyUsd by cost line; together at most all of it. A line of 0 has no budget.",
  ),
  emails: setting(list(text(/^[^@\s]+@[^@\s]+$/, "an e-mail address"), "a list of 1 to 10 different e-mail addresses", 1, 10), "Who is told of budgets and anomalies."),
  anomalyUsd: setting(whole(0, 100_000, "US dollars"), "Impact from which an anomaly of costs is told of; 0 looks for none, for a second stack in an account that has its monitor."),
  anomalyMonitorArn: setting(
    text(/^arn:aws[a-z-]*:ce::\d{12}:anomalymonitor\/[0-9a-f-]{36}$/, "the ARN of an anomaly monitor such as arn:aws:ce::111122223333:anomalymonitor/<id>"),
    "The account's monitor for anomalies by service, when AWS has made one by itself: it takes no second (`aws ce get-anomaly-monitors`). Left out: one is made.",
  ).optional(),
  activateCostAllocationTags: setting(
    flag(),
    "Whether the tags that lines are told apart by are activated for billing. Set it to true in the account that pays, a day after the first deployment: AWS refuses keys that no bill has seen.",
  ),
});
