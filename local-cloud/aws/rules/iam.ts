import { MANAGED_POLICIES, nearest } from "../catalogues";
import { containsUnknown, type Value } from "../../provider/values";
import { everywhere, find, of, range, refuse, refuseIf, shortType, type Rule } from "../rule";
import { T } from "../tokens";
import { policyProblem, policySize, statementsOf, type PolicyKind } from "./policy-document";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

/** Where policies stand, what kind they are, and how many characters they may have. */
const POLICIES: readonly (readonly [type: string, property: string, kind: PolicyKind, limit: number, source: string])[] = [
  [T.policy, "policy", "identity", 6144, QUOTAS],
  [T.rolePolicy, "policy", "identity", 10240, QUOTAS],
  [T.role, "assumeRolePolicy", "trust", 2048, QUOTAS],
  [T.role, "inlinePolicies[*].policy", "identity", 10240, QUOTAS],
  [T.key, "policy", "resource", 32768, "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html"],
  [T.replicaKey, "policy", "resource", 32768, "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html"],
  [T.keyPolicy, "policy", "resource", 32768, "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html"],
  [T.bucketPolicy, "policy", "resource", 20480, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html"],
  [T.secret, "policy", "resource", 20480, "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html"],
  [T.secretPolicy, "policy", "resource", 20480, "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html"],
  [T.repositoryPolicy, "policy", "resource", 10240, "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html"],
  [T.topicPolicy, "policy", "resource", 30720, "https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html"],
  [T.logResourcePolicy, "policyDocument", "resource", 5120, "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html"],
  [T.backupVaultPolicy, "policy", "resource", 20480, "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultAccessPolicy.html"],
  [T.vpcEndpoint, "policy", "resource", 20480, "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"],
];

/** Resource policies whose Resource is implied by what they are attached to. */
const IMPLIED_RESOURCE: ReadonlySet<string> = new Set([T.repositoryPolicy]);

const documents: readonly Rule[] = POLICIES.map(([type, property, kind, limit, source]) => ({
  id: `iam-document-${shortType(type)}-${property}`,
  types: [type],
  stage: "check",
  source,
  check: (subject) =>
    subject.all(property).flatMap(({ path, value }) => {
      if (containsUnknown(value) || value === null || value === "") {
        return [];
      }
      const problem = policyProblem(value, IMPLIED_RESOURCE.has(type) ? "trust" : kind);
      if (problem !== undefined) {
        return [refuse(path, `MalformedPolicyDocument: ${problem}.`)];
      }
      const size = policySize(value);
      return size > limit ? [refuse(path, `LimitExceeded: the policy has ${size} characters, and AWS takes ${limit}; split it or use wildcards in names.`)] : [];
    }),
}));

export const iam: readonly Rule[] = [
  ...documents,
  {
    id: "iam-trust-actions",
    types: [T.role],
    stage: "check",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html",
    check: (subject) => {
      const value = subject.at("assumeRolePolicy");
      const strange = statementsOf(containsUnknown(value) ? undefined : value)
        .flatMap(({ actions }) => actions)
        .find((action) => !/^(sts:|\*$)/.test(action));
      return refuseIf(strange !== undefined, "assumeRolePolicy", `MalformedPolicyDocument: the trust policy has the action "${strange}"; it can only have STS actions such as sts:AssumeRole.`);
    },
  },
  {
    id: "iam-managed-policy-exists",
    types: [T.rolePolicyAttachment, T.role],
    stage: "check",
    source: MANAGED_POLICIES.source,
    check: (subject) =>
      ["policyArn", "managedPolicyArns[*]"].flatMap((wanted) =>
        subject.all(wanted).flatMap(({ path, value }) => {
          const name = typeof value === "string" ? /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(value)?.[1] : undefined;
          if (name === undefined || MANAGED_POLICIES.entries.has(name)) {
            return [];
          }
          const moved = [...MANAGED_POLICIES.entries].find((entry) => entry.split("/").at(-1) === name.split("/").at(-1));
          const close = moved ?? nearest(name, MANAGED_POLICIES.entries);
          return [refuse(path, `NoSuchEntity: AWS has no managed policy "${name}".${close === undefined ? "" : ` Did you mean ${close}?`}`)];
        }),
      ),
  },
  {
    id: "iam-attachments-per-role",
    types: [T.rolePolicyAttachment],
    stage: "admit",
    source: QUOTAS,
    check: (subject, cloud) => {
      const role = subject.text("role");
      const count = everywhere(subject, cloud, T.rolePolicyAttachment).filter(({ inputs }) => inputs["role"] === role).length;
      return refuseIf(role !== undefined && count >= 10, "role", `LimitExceeded: the role ${role} has ${count} managed policies, and AWS takes 10 unless the quota is raised; merge policies.`);
    },
  },
  {
    id: "iam-inline-total",
    types: [T.rolePolicy],
    stage: "admit",
    source: QUOTAS,
    check: (subject, cloud) => {
      const role = subject.text("role");
      const others = everywhere(subject, cloud, T.rolePolicy).filter(({ inputs }) => inputs["role"] === role);
      const total = [subject.properties, ...others.map(({ inputs }) => inputs)].reduce((sum, inputs) => sum + policySize(inputs["policy"]), 0);
      return refuseIf(role !== undefined && total > 10240, "policy", `LimitExceeded: the inline policies of ${role} have ${total} characters together, and AWS takes 10240; use a managed policy.`);
    },
  },
  range(T.role, "maxSessionDuration", 3600, 43200, "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"),
  {
    id: "iam-path",
    types: [T.role, T.policy, T.instanceProfile, T.user],
    stage: "check",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    check: (subject) => {
      const path = subject.text("path");
      return refuseIf(path !== undefined && !/^\/(?:[\x21-\x7e]*\/)?$/.test(path), "path", `ValidationError: the path "${path}" must begin and end with a slash.`);
    },
  },
  {
    id: "iam-role-description",
    types: [T.role, T.policy],
    stage: "check",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
    check: (subject) => {
      const text = subject.text("description");
      return refuseIf((text?.length ?? 0) > 1000, "description", `ValidationError: the description has ${text?.length} characters, and AWS takes 1000; shorten it.`);
    },
  },
  {
    id: "iam-trust-principals-exist",
    types: [T.role],
    stage: "admit",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    check: (subject, cloud) => {
      const missing = statementsOf(subject.at("assumeRolePolicy"))
        .flatMap(({ principals }) => principals)
        .find((principal) => missingPrincipal(principal, cloud.account, (arn) => find(cloud, T.role, arn) !== undefined || find(cloud, T.user, arn) !== undefined));
      return refuseIf(missing !== undefined, "assumeRolePolicy", `MalformedPolicyDocument: invalid principal in policy: ${missing} does not exist; make it first.`);
    },
  },
];

/** A role or user of this account that nobody made; roles of AWS itself and of the organisation's sign-on exist. */
export function missingPrincipal(principal: string, account: string, exists: (arn: string) => boolean): boolean {
  const match = /^arn:[\w-]+:iam::(\d{12}):(role|user)\/(.+)$/.exec(principal);
  return match !== null && match[1] === account && !/^(aws-service-role|aws-reserved)\//.test(match[3] ?? "") && !exists(principal);
}

/** Whether the role's trust lets the service take it. */
export function trusts(role: Value | undefined, service: string, actions: readonly string[]): boolean {
  return actions.every((action) =>
    statementsOf(role).some(
      (statement) => statement.effect === "Allow" && statement.services.includes(service) && statement.actions.some((given) => given === action || given === "sts:*" || given === "*"),
    ),
  );
}

/** A refusal when a role exists and does not trust the service that is to take it. */
export function trustRule(id: string, type: string, property: string, service: string, actions: readonly string[], source: string, code: string): Rule {
  return {
    id,
    types: [type],
    stage: "admit",
    source,
    check: (subject, cloud) => {
      const role = find(cloud, T.role, subject.text(property));
      const policy = role && of(role).at("assumeRolePolicy");
      return refuseIf(
        role !== undefined && !trusts(policy, service, actions),
        property,
        `${code}: the role ${role && of(role).text("name")} does not let ${service} take it; its trust policy needs ${actions.join(" and ")} for that service.`,
      );
    },
  };
}
