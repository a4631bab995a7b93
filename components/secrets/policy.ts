/** Who may read a secret, whatever IAM policies of others allow. */
import type { Statement } from "../base/iam";

/** ARNs of IAM roles; every one may be an Output. */
export interface SecretAccess {
  /** Who reads the value: the service's role, and who fetches it for its pods. */
  readonly readers: readonly unknown[];
  /** Who runs the program, which reads back what it wrote. */
  readonly deployers: readonly unknown[];
}

/** What a role with too many rights could do to get at a value by another way, or to put in one of its own. */
const MANAGEMENT = [
  "secretsmanager:DeleteResourcePolicy",
  "secretsmanager:PutResourcePolicy",
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecret",
  "secretsmanager:UpdateSecretVersionStage",
  "secretsmanager:ReplicateSecretToRegions",
  "secretsmanager:RotateSecret",
  "secretsmanager:DeleteSecret",
];

/**
 * Two refusals, which no Allow overrides. The first is about the value and holds for everyone else, administrators included.
 * The second keeps roles of workloads, told by the tag that all components set, from lifting the first; people without that
 * tag may still change this policy, so a list that names the wrong roles locks nobody out for good.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export function secretStatements({ readers, deployers }: SecretAccess): Statement[] {
  return [
    {
      Sid: "NobodyElseReads",
      Effect: "Deny",
      Principal: "*",
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": [...readers, ...deployers] } },
    },
    {
      Sid: "NoWorkloadManages",
      Effect: "Deny",
      Principal: "*",
      Action: MANAGEMENT,
      Resource: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": [...deployers] }, Null: { "aws:PrincipalTag/Service": "false" } },
    },
  ];
}
