/** Budgets and Cost Explorer: services of the account, without Regions. */
import { uuid } from "../hash";
import { T } from "../tokens";
import type { Blueprints } from "./blueprint";

export const costs: Blueprints = {
  [T.budget]: {
    id: (make) => `${make.text("accountId") ?? make.cloud.account}:${make.physicalName()}`,
    arn: (make) => make.arn("budgets", `budget/${make.physicalName()}`, "global"),
    defaults: { limitUnit: "USD", timePeriodEnd: "2087-06-15_00:00" },
    computed: (make) => ({
      accountId: make.text("accountId") ?? make.cloud.account,
      name: make.physicalName(),
      timePeriodStart: make.sticky("timePeriodStart", () => `${make.created.slice(0, 7)}-01_00:00`),
    }),
  },
  [T.anomalyMonitor]: {
    id: (make) => make.arn("ce", `anomalymonitor/${uuid(make.seed, "monitor")}`, "global"),
    arn: (make) => make.id,
  },
  [T.anomalySubscription]: {
    id: (make) => make.arn("ce", `anomalysubscription/${uuid(make.seed, "subscription")}`, "global"),
    arn: (make) => make.id,
    computed: (make) => ({ accountId: make.text("accountId") ?? make.cloud.account }),
  },
  [T.costAllocationTag]: { id: (make) => make.text("tagKey") ?? "", computed: () => ({ type: "UserDefined" }) },
};
