import type { Rule } from "../kernel";
import { iamKmsScoped } from "./iam-kms-scoped";
import { iamNoAdmin } from "./iam-no-admin";
import { iamNoEscalation } from "./iam-no-escalation";
import { iamNoPolicyConflicts } from "./iam-no-policy-conflicts";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard";
import { iamNoUsers } from "./iam-no-users";
import { iamTrustScoped } from "./iam-trust-scoped";

export const identityRules: readonly Rule[] = [iamKmsScoped, iamNoAdmin, iamNoEscalation, iamNoPolicyConflicts, iamNoServiceWildcard, iamNoUsers, iamTrustScoped];
