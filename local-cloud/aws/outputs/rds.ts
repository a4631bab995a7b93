import type { CloudRecord } from "../../provider/cloud";
import type { Value } from "../../provider/values";
import { resolveVersion } from "../catalogues";
import { characters, DIGITS, hex, LOWER, UPPER, uuid } from "../hash";
import { find, of } from "../rule";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";
import { defaultGroups } from "./ec2-network";

export const rds: Blueprints = {
  [T.dbInstance]: {
    id: (make) => `db-${characters(make.seed, "dbi", 26, UPPER + DIGITS)}`,
    arn: (make) => make.arn("rds", `db:${identifier(make)}`),
    defaults: {
      allowMajorVersionUpgrade: false,
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      deleteAutomatedBackups: true,
      deletionProtection: false,
      iamDatabaseAuthenticationEnabled: false,
      monitoringInterval: 0,
      performanceInsightsEnabled: false,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
      storageEncrypted: false,
    },
    computed: (make) => {
      const writer = find(make.cloud, T.dbInstance, make.text("replicateSourceDb"));
      const backup = restored(make);
      const source = writer ?? backup.of;
      // A replica goes along with its source, also into another version.
      const inherited = (property: string, fallback: Value) =>
        writer !== undefined && make.absent(property) ? (of(writer).at(property) ?? fallback) : make.sticky(property, () => (source && of(source).at(property)) ?? fallback);
      const engine = String(inherited("engine", "postgres"));
      const version = String(inherited("engineVersion", "16"));
      const port = Number(inherited("port", engine === "postgres" ? 5432 : 3306));
      const address = make.stickyText("address", () => `${identifier(make)}.${suffix(make)}.${make.cloud.region}.rds.${make.dnsSuffix}`);
      const actual = resolveVersion(version, make.cloud.now);
      const managed = make.flag("manageMasterUserPassword") === true;
      return {
        identifier: identifier(make),
        resourceId: make.id,
        engine,
        engineVersion: version,
        engineVersionActual: actual,
        username: inherited("username", "postgres"),
        allocatedStorage: inherited("allocatedStorage", 20),
        address,
        endpoint: `${address}:${port}`,
        port,
        hostedZoneId: "Z2R2ITUGPM61AM",
        status: "available",
        availabilityZone: make.sticky("availabilityZone", () => zoneOf(make)),
        backupRetentionPeriod: make.sticky("backupRetentionPeriod", () => 0),
        backupTarget: make.sticky("backupTarget", () => "region"),
        backupWindow: make.sticky("backupWindow", () => "06:30-07:00"),
        maintenanceWindow: make.sticky("maintenanceWindow", () => "sun:08:00-sun:08:30"),
        caCertIdentifier: make.sticky("caCertIdentifier", () => "rds-ca-rsa2048-g1"),
        databaseInsightsMode: make.sticky("databaseInsightsMode", () => "standard"),
        dbSubnetGroupName: inherited("dbSubnetGroupName", "default"),
        engineLifecycleSupport: make.sticky("engineLifecycleSupport", () => "open-source-rds-extended-support"),
        licenseModel: make.sticky("licenseModel", () => "postgresql-license"),
        multiAz: make.sticky("multiAz", () => false),
        networkType: make.sticky("networkType", () => "IPV4"),
        optionGroupName: make.sticky("optionGroupName", () => `default:${engine}-${actual.split(".")[0]}`),
        parameterGroupName: make.sticky("parameterGroupName", () => `default.${engine}${actual.split(".")[0]}`),
        replicas: make.sticky("replicas", () => []),
        storageType: make.sticky("storageType", () => (make.given("iops") ? "io1" : "gp2")),
        vpcSecurityGroupIds: make.sticky("vpcSecurityGroupIds", () => defaultGroups(make)),
        latestRestorableTime: make.sticky("latestRestorableTime", () => make.created),
        ...(make.text("storageType") === "gp3" && { iops: make.sticky("iops", () => 3000), storageThroughput: make.sticky("storageThroughput", () => 125) }),
        ...(backup.of !== undefined && { dbName: make.sticky("dbName", () => (backup.of && of(backup.of).at("dbName")) ?? null) }),
        ...(make.flag("storageEncrypted") === true && { kmsKeyId: backup.key ?? writerKey(writer) ?? make.sticky("kmsKeyId", () => make.arn("kms", `key/${uuid("aws/rds", make.cloud.region)}`)) }),
        ...(make.flag("performanceInsightsEnabled") === true && {
          performanceInsightsRetentionPeriod: make.sticky("performanceInsightsRetentionPeriod", () => 7),
        }),
        ...(managed && { masterUserSecrets: [masterSecret(make)] }),
      };
    },
    contents: (make) => restored(make).of?.contents,
    effects: (make) =>
      make.flag("manageMasterUserPassword") === true
        ? [make.sideRecord(T.secret, String(masterSecret(make).secretArn), {}, { arn: masterSecret(make).secretArn, name: `rds!${make.id.toLowerCase()}` })]
        : [],
  },
  [T.dbSubnetGroup]: {
    id: (make) => make.physicalName().toLowerCase(),
    arn: (make) => make.arn("rds", `subgrp:${make.id}`),
    defaults: { description: "Managed by Pulumi" },
    computed: (make) => ({
      name: make.id,
      supportedNetworkTypes: ["IPV4"],
      vpcId: find(make.cloud, T.subnet, make.texts("subnetIds")[0])?.inputs["vpcId"] ?? "",
    }),
  },
  [T.dbParameterGroup]: {
    id: (make) => make.physicalName().toLowerCase(),
    arn: (make) => make.arn("rds", `pg:${make.id}`),
    defaults: { description: "Managed by Pulumi", skipDestroy: false },
    computed: (make) => ({ name: make.id }),
  },
  [T.dbBackupReplication]: {
    id: (make) => make.arn("rds", `auto-backup:ab-${characters(make.seed, "backup", 32, LOWER + DIGITS)}`),
    defaults: { retentionPeriod: 7 },
  },
  [T.dbProxy]: {
    id: (make) => make.physicalName().toLowerCase(),
    arn: (make) => make.arn("rds", `db-proxy:prx-${hex(make.seed, "proxy", 17)}`),
    defaults: { debugLogging: false, requireTls: false, idleClientTimeout: 1800, defaultAuthScheme: "NONE", endpointNetworkType: "IPV4", targetConnectionNetworkType: "IPV4" },
    computed: (make) => ({
      name: make.id,
      endpoint: `${make.id}.proxy-${suffix(make)}.${make.cloud.region}.rds.${make.dnsSuffix}`,
      vpcSecurityGroupIds: make.sticky("vpcSecurityGroupIds", () => defaultGroups(make)),
    }),
  },
  [T.dbProxyTargetGroup]: {
    id: (make) => make.text("dbProxyName") ?? "",
    arn: (make) => make.arn("rds", `target-group:prx-tg-${hex(make.seed, "targets", 17)}`),
    computed: (make) => ({
      name: "default",
      connectionPoolConfig: { connectionBorrowTimeout: 120, maxConnectionsPercent: 100, maxIdleConnectionsPercent: 50, ...make.object("connectionPoolConfig").properties },
    }),
  },
  [T.dbProxyTarget]: {
    id: (make) => `${make.text("dbProxyName") ?? ""}/${make.text("targetGroupName") ?? ""}/RDS_INSTANCE/${make.text("dbInstanceIdentifier") ?? ""}`,
    computed: (make) => {
      const instance = find(make.cloud, T.dbInstance, make.text("dbInstanceIdentifier"));
      return {
        type: "RDS_INSTANCE",
        rdsResourceId: make.text("dbInstanceIdentifier") ?? "",
        endpoint: (instance && of(instance).text("address")) ?? "",
        port: (instance && of(instance).number("port")) ?? 5432,
      };
    },
  },
  [T.dbEventSubscription]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("rds", `es:${make.id}`),
    defaults: { enabled: true },
    computed: (make) => ({ name: make.id, customerAwsId: make.cloud.account }),
  },
};

/** What an instance was restored from, as far as this cloud knows it, and the key of that backup, which it keeps. */
function restored(make: Making): { readonly of?: CloudRecord; readonly key?: Value } {
  const restore = make.object("restoreToPointInTime");
  const replicated = make.cloud.byId(T.dbBackupReplication, restore.text("sourceDbInstanceAutomatedBackupsArn") ?? "");
  const source = find(make.cloud, T.dbInstance, restore.text("sourceDbInstanceIdentifier") ?? (replicated && of(replicated).text("sourceDbInstanceArn")));
  const key = replicated === undefined ? source && of(source).at("kmsKeyId") : of(replicated).at("kmsKeyId");
  return { ...(source !== undefined && { of: source }), ...(key !== undefined && { key }) };
}

function writerKey(writer: CloudRecord | undefined): Value | undefined {
  return writer && of(writer).at("kmsKeyId");
}

function identifier(make: Making): string {
  return make.physicalName("identifier").toLowerCase();
}

/** The part of RDS host names that belongs to the account and the region, not to the instance. */
function suffix(make: Making): string {
  return `c${characters(make.cloud.account, make.cloud.region, 11, LOWER + DIGITS)}`;
}

function zoneOf(make: Making): string {
  const group = find(make.cloud, T.dbSubnetGroup, make.text("dbSubnetGroupName"));
  const subnet = group && find(make.cloud, T.subnet, of(group).texts("subnetIds")[0]);
  return (subnet && of(subnet).text("availabilityZone")) ?? `${make.cloud.region}a`;
}

function masterSecret(make: Making): { secretArn: string; secretStatus: string; kmsKeyId: string } {
  return {
    kmsKeyId: make.text("masterUserSecretKmsKeyId") ?? make.arn("kms", `key/${uuid("aws/secretsmanager", make.cloud.region)}`),
    secretArn: make.arn("secretsmanager", `secret:rds!${make.id.toLowerCase()}-${characters(make.id, "secret", 6, LOWER + DIGITS)}`),
    secretStatus: "active",
  };
}
