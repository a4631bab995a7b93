import type { Rule } from "../kernel";
import { rdsBackups } from "./rds-backups";
import { rdsCopyTags } from "./rds-copy-tags";
import { rdsDeletionProtection } from "./rds-deletion-protection";
import { rdsEngineCurrent } from "./rds-engine-current";
import { rdsFinalSnapshot } from "./rds-final-snapshot";
import { rdsForceSsl } from "./rds-force-ssl";
import { rdsIamAuth } from "./rds-iam-auth";
import { rdsLogsExported } from "./rds-logs-exported";
import { rdsMonitoring } from "./rds-monitoring";
import { rdsPasswordManaged } from "./rds-password-managed";
import { redisAuth } from "./redis-auth";
import { redisBackups } from "./redis-backups";
import { redisCmk } from "./redis-cmk";
import { redisNoLegacyCluster } from "./redis-no-legacy-cluster";
import { redisUpgradesAndLogs } from "./redis-upgrades-and-logs";

export const dataRules: readonly Rule[] = [
  rdsBackups,
  rdsCopyTags,
  rdsDeletionProtection,
  rdsEngineCurrent,
  rdsFinalSnapshot,
  rdsForceSsl,
  rdsIamAuth,
  rdsLogsExported,
  rdsMonitoring,
  rdsPasswordManaged,
  redisAuth,
  redisBackups,
  redisCmk,
  redisNoLegacyCluster,
  redisUpgradesAndLogs,
];
