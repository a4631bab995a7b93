import type * as aws from "@pulumi/aws";
import type { KianaxKeys } from "./keys";

/**
 * Copies of a secret in the recovery Region, under the key that is there; none when nothing is replicated. Tags and the resource
 * policy go along. $0.40 a month for each secret.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
 */
export function secretReplicas({ recovery }: Pick<KianaxKeys, "recovery">): Pick<aws.secretsmanager.SecretArgs, "replicas"> {
  return recovery === undefined ? {} : { replicas: [{ region: recovery.region, kmsKeyId: recovery.secrets.arn }] };
}
