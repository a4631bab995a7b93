/** What several settings together must hold. Every rule sees a section that the schema has let through already. */
import type { Settings } from "../schema";
import { alertingRules } from "./alerting";
import { auditTrailRules } from "./audit-trail";
import { budgetRules } from "./budget";
import { cacheRules } from "./cache";
import { clusterRules } from "./cluster";
import { databaseRules } from "./database";
import { deliveryRules } from "./delivery";
import { edgeRules } from "./edge";
import type { Finding, RuleContext } from "./finding";
import { networkRules } from "./network";
import { recoveryRules } from "./recovery";
import { secretsRules } from "./secrets";
import { tagRules } from "./tags";

export type { Finding, RuleContext } from "./finding";

type SectionRules = { readonly [K in keyof Settings]?: (settings: Settings[K], context: RuleContext) => Finding[] };

export const sectionRules: SectionRules = {
  recovery: recoveryRules,
  secrets: secretsRules,
  alerting: alertingRules,
  auditTrail: auditTrailRules,
  network: networkRules,
  database: databaseRules,
  cache: cacheRules,
  cluster: clusterRules,
  edge: edgeRules,
  delivery: deliveryRules,
  budget: budgetRules,
  tags: tagRules,
};
