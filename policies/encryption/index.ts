import type { Rule } from "../kernel";
import { albHttpsOnly } from "./alb-https-only";
import { eksNodeDiskEncrypted } from "./eks-node-disk-encrypted";
import { eksSecretsCmk } from "./eks-secrets-cmk";
import { kmsRotation } from "./kms-rotation";
import { rdsStorageCmk } from "./rds-storage-cmk";
import { rdsStorageEncrypted } from "./rds-storage-encrypted";
import { redisAtRestEncrypted } from "./redis-at-rest-encrypted";
import { redisTls } from "./redis-tls";
import { s3Encryption } from "./s3-encryption";

export const encryptionRules: readonly Rule[] = [
  albHttpsOnly,
  eksNodeDiskEncrypted,
  eksSecretsCmk,
  kmsRotation,
  rdsStorageCmk,
  rdsStorageEncrypted,
  redisAtRestEncrypted,
  redisTls,
  s3Encryption,
];
