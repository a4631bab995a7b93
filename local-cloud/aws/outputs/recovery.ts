import { uuid } from "../hash";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";

export const recovery: Blueprints = {
  [T.backupVault]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("backup", `backup-vault:${make.id}`),
    defaults: { forceDestroy: false },
    computed: (make) => ({
      name: make.id,
      recoveryPoints: make.sticky("recoveryPoints", () => 0),
      kmsKeyArn: make.sticky("kmsKeyArn", () => make.arn("kms", `key/${uuid("aws/backup", make.cloud.region)}`)),
    }),
  },
  ...Object.fromEntries(
    [T.backupVaultLock, T.backupVaultPolicy, T.backupVaultNotifications].map((type) => [type, { id: vaultName, computed: (make: Making) => ({ backupVaultArn: make.arn("backup", `backup-vault:${vaultName(make)}`) }) }]),
  ),
  [T.backupPlan]: {
    id: (make) => uuid(make.seed, "plan"),
    arn: (make) => make.arn("backup", `backup-plan:${make.id}`),
    computed: (make) => ({ name: make.physicalName(), version: make.token(`version ${JSON.stringify(make.properties["rules"])}`, 48) }),
  },
  [T.backupSelection]: { id: (make) => uuid(make.seed, "selection"), computed: (make) => ({ name: make.physicalName() }) },
  [T.restoreTestingPlan]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("backup", `restore-testing-plan:${make.id}-${uuid(make.seed, "testing")}`),
    defaults: { scheduleExpressionTimezone: "Etc/UTC", startWindowHours: 24 },
    computed: (make) => ({ name: make.id }),
  },
  [T.restoreTestingSelection]: {
    id: (make) => `${make.physicalName()}:${make.text("restoreTestingPlanName") ?? ""}`,
    computed: (make) => ({ name: make.physicalName() }),
  },
  // One for each registry, whose id is the account's.
  [T.ecrReplication]: { id: (make) => make.cloud.account, computed: (make) => ({ registryId: make.cloud.account }) },
  [T.creationTemplate]: { id: (make) => make.text("prefix") ?? "", defaults: { imageTagMutability: "MUTABLE" }, computed: (make) => ({ registryId: make.cloud.account }) },
};

function vaultName(make: Making): string {
  return make.text("backupVaultName") ?? "";
}
