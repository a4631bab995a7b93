/** What the pods of a service may do in AWS, and who may act as the service. */
import type { Statement } from "../base/iam";
import type { ServiceNeeds } from "./definition";

/** ARNs and names that statements are made of; every one may be an Output. */
export interface PolicySubjects {
  readonly service: string;
  /** ARN pattern of the service's own secrets. */
  readonly ownSecrets: unknown;
  readonly secretsKey: unknown;
  readonly databaseSecret: unknown;
  readonly cacheSecret: unknown;
  readonly brokerKey: unknown;
  /** Environment in whose name credentials of brokers are encrypted: the service's own, or the one that it took over. */
  readonly brokerEnvironment: string;
  /** Stream of audit records; of use to whoever declares the need. */
  readonly auditStream: unknown;
  /** Service of the Region as KMS sees it, `secretsmanager.<region>.amazonaws.com`. */
  readonly secretsService: unknown;
}

/** Least privilege: a statement for each declared need and none without one. */
export function serviceStatements(needs: ServiceNeeds, subjects: PolicySubjects): Statement[] {
  const secrets = readableSecrets(needs, subjects);
  return [
    ...(secrets.length === 0 ? [] : secretStatements(secrets, subjects)),
    ...(needs.brokerCredentials === true ? [brokerStatement(subjects)] : []),
    ...(needs.audit === true ? [auditStatement(subjects)] : []),
  ];
}

/** Whether there is a statement at all: only then do pods have something to ask AWS for. */
export function usesAws({ database, cache = [], secrets = [], brokerCredentials = false, audit = false }: ServiceNeeds): boolean {
  return database !== undefined || cache.length > 0 || secrets.length > 0 || brokerCredentials || audit;
}

function readableSecrets(needs: ServiceNeeds, { ownSecrets, databaseSecret, cacheSecret }: PolicySubjects): unknown[] {
  return [
    ...((needs.secrets ?? []).length > 0 ? [ownSecrets] : []),
    ...(needs.database === undefined ? [] : [databaseSecret]),
    ...((needs.cache ?? []).length > 0 ? [cacheSecret] : []),
  ];
}

function secretStatements(secrets: readonly unknown[], { secretsKey, secretsService }: PolicySubjects): Statement[] {
  return [
    { Sid: "ReadSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], Resource: secrets },
    {
      // Secrets Manager binds what it encrypts to the secret's ARN, so the key opens no other secret.
      // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: secretsKey,
      Condition: { StringEquals: { "kms:ViaService": secretsService }, StringLike: { "kms:EncryptionContext:SecretARN": secrets } },
    },
  ];
}

/** Credentials of brokers are encrypted by the service itself, bound to service and environment. */
function brokerStatement({ brokerKey, service, brokerEnvironment }: PolicySubjects): Statement {
  return {
    Sid: "UseBrokerCredentials",
    Effect: "Allow",
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
    Resource: brokerKey,
    Condition: { StringEquals: { "kms:EncryptionContext:service": service, "kms:EncryptionContext:environment": brokerEnvironment } },
  };
}

/** Records go in, and no way leads from here to what was recorded. */
function auditStatement({ auditStream }: PolicySubjects): Statement {
  return { Sid: "PutAuditRecords", Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: auditStream };
}
