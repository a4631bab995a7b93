import { buckets, ecr, iam, secretsmanager } from "../../tokens";
import { json, type Input, type Plan, type PlannedResource } from "../plan";

const ACCOUNT = "111122223333";

export const policy = (...statements: readonly Input[]): Input => json({ Version: "2012-10-17", Statement: statements });

/** Roles of a service, of people and of a pipeline; a secret that rotates; and a repository of images. */
export function addIdentity(plan: Plan, key: PlannedResource): void {
  const secret = addSecret(plan, key);
  addRoles(plan, key, secret);
  const repository = plan.add(ecr.repository, "gateway", {
    name: "kianax/gateway",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.out("arn") }],
  });
  plan.add(ecr.lifecyclePolicy, "gateway", { repository: repository.out("name"), policy: json({ rules: [] }) });
  plan.add(ecr.repositoryPolicy, "gateway", {
    repository: repository.out("name"),
    policy: policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deploy` }, Action: "ecr:BatchGetImage" }),
  });
}

function addSecret(plan: Plan, key: PlannedResource): PlannedResource {
  const secret = plan.add(secretsmanager.secret, "token", { name: "kianax/token", kmsKeyId: key.out("arn"), recoveryWindowInDays: 30 });
  plan.add(secretsmanager.secretRotation, "token", { secretId: secret.id, rotationLambdaArn: "arn:aws:lambda:us-east-1:111122223333:function:rotation", rotationRules: { automaticallyAfterDays: 30 } });
  plan.add(secretsmanager.secretPolicy, "token", {
    secretArn: secret.out("arn"),
    policy: policy({ Effect: "Deny", Principal: "*", Action: "secretsmanager:DeleteSecret", Resource: "*" }),
  });
  return secret;
}

function addRoles(plan: Plan, key: PlannedResource, secret: PlannedResource): void {
  const service = plan.add(iam.role, "service", {
    assumeRolePolicy: policy({ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] }),
  });
  plan.add(iam.rolePolicy, "service", {
    role: service.out("name"),
    policy: policy(
      { Sid: "ReadDocuments", Effect: "Allow", Action: "s3:GetObject", Resource: plan.get(buckets[0], "documents").out("arn/*") },
      { Sid: "ReadSecret", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secret.out("arn")] },
      { Sid: "Decrypt", Effect: "Allow", Action: ["kms:Decrypt", "kms:ReEncrypt*"], Resource: key.out("arn") },
    ),
  });
  const people = plan.add(iam.role, "people", {
    assumeRolePolicy: policy({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "sts:AssumeRole",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    }),
  });
  const reader = plan.add(iam.policy, "reader", {
    policy: policy(
      { Sid: "FindClusters", Effect: "Allow", Action: "eks:ListClusters", Resource: "*" },
      { Sid: "PassOne", Effect: "Allow", Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/kianax-app` },
    ),
  });
  plan.add(iam.rolePolicyAttachment, "people", { role: people.out("name"), policyArn: reader.out("arn") });
  plan.add(iam.role, "deploy", {
    assumeRolePolicy: policy({
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:kianax/infrastructure:environment:production",
        },
      },
    }),
  });
}
