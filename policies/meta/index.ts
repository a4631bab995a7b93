import type { Rule } from "../kernel";
import { costGuard } from "./cost-guard-dev";
import { exemptionApplied } from "./exemption-applied";
import { exemptionHygiene } from "./exemption-hygiene";
import { noIgnoredSecurityProps } from "./no-ignored-security-props";
import { noOrphanSecurityGroup } from "./no-orphan-security-group";
import { policyCoverage } from "./policy-coverage";
import { productionProfileNotWeakened } from "./production-profile-not-weakened";
import { regionAndProvider } from "./region-and-provider";
import { requiredTags } from "./required-tags";
import { statefulProtected } from "./stateful-protected";

export const metaRules: readonly Rule[] = [costGuard, noIgnoredSecurityProps, noOrphanSecurityGroup, regionAndProvider, requiredTags, statefulProtected];

/** Asked last, in this order: each sees what the rules before it did. */
export const packRules: readonly Rule[] = [policyCoverage, exemptionHygiene, exemptionApplied, productionProfileNotWeakened];
