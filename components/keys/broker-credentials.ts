/** Refusals of the key for credentials of brokers: they hold against whatever IAM policies and grants allow. */
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../base/iam";
import type { PolicyFacts } from "./policies";

/** Everything that turns plain text into ciphertext or back. What manages the key is not among it. */
const USES = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/**
 * Only roles of the declaring services use the key, each with its own name and the environment's in the encryption
 * context; administrators manage it and cannot use it. In a refusal a negated condition also holds when the request
 * lacks the key of the condition, so use without a context, and by AWS services, is refused too. One statement for each
 * key of the context, because several in one would all have to be wrong. A role that took the name of another is still
 * one of the account, and IAM has to let it. Services of a successor are as those that they follow, context included: what
 * was encrypted before the loss of a Region is only readable with the environment's name in it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
export function brokerStatements({ partition, account, base, successorBase, environment, brokerCredentialServices: services }: PolicyFacts): Statement[] {
  const bases = [base, ...(successorBase === undefined ? [] : [successorBase])];
  const roles = (service: string): pulumi.Output<string>[] => bases.map((each) => pulumi.interpolate`arn:${partition}:iam::${account}:role/${each}-${service}`);
  const deny = (Sid: string, Condition?: unknown): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: USES,
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
  });
  if (services.length === 0) {
    return [deny("NobodyUses")];
  }
  return [
    deny("NobodyElseUses", { ArnNotEquals: { "aws:PrincipalArn": services.flatMap(roles) } }),
    deny("OnlyWithEnvironment", { StringNotEquals: { "kms:EncryptionContext:environment": environment } }),
    ...services.map((service) =>
      deny(`OnlyWithService${pascal(service)}`, {
        ArnEquals: { "aws:PrincipalArn": roles(service) },
        StringNotEquals: { "kms:EncryptionContext:service": service },
      }),
    ),
  ];
}

/** Ids of statements are letters and digits. */
function pascal(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
