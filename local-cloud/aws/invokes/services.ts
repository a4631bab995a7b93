/** Functions about databases, keys, secrets, zones, registries, parameters and log groups. */
import { DB_CLASSES, POSTGRES, creatableVersions, resolveVersion, zonesOf } from "../catalogues";
import { hex, uuid } from "../hash";
import { Reader } from "../reader";
import { find, of, refuse } from "../rule";
import { T } from "../tokens";
import { MANAGED_POLICIES } from "../catalogues";
import { named, type Functions } from "./functions";

export const serviceFunctions: Functions = {
  "aws:secretsmanager/getSecret:getSecret": (args, cloud) => {
    const record = named(args, cloud, T.secret, ["arn", "name"]);
    if (record === undefined) {
      return refuse("", "ResourceNotFoundException: Secrets Manager can't find the specified secret; make it first, or correct its name.");
    }
    const values = of(record);
    return {
      id: record.id, arn: record.id, name: values.text("name") ?? "", description: values.text("description") ?? "", kmsKeyId: values.text("kmsKeyId") ?? "", policy: values.text("policy") ?? "",
      createdDate: "2026-01-01T00:00:00Z", lastChangedDate: "2026-01-01T00:00:00Z", region: record.region, tags: values.object("tags").properties,
    };
  },
  "aws:secretsmanager/getSecretVersion:getSecretVersion": (args, cloud) => {
    const reader = new Reader(args);
    const secret = find(cloud, T.secret, reader.text("secretId"));
    const versions = cloud.byType(T.secretVersion).filter(({ inputs }) => secret !== undefined && [secret.id, secret.outputs["name"]].includes(inputs["secretId"] ?? ""));
    const version = versions.filter((record) => reader.absent("versionId") || of(record).text("versionId") === reader.text("versionId")).at(-1);
    if (secret === undefined || version === undefined) {
      return refuse("secretId", `ResourceNotFoundException: Secrets Manager can't find the specified secret value of "${reader.text("secretId") ?? ""}"; give the secret a version first.`);
    }
    const values = of(version);
    if (values.flag("hasSecretStringWo") === true) {
      return refuse("secretId", "the value was written by secretStringWo, which the local cloud does not keep; take the value from where the program made it.");
    }
    return {
      id: `${secret.id}|${values.text("versionId")}`, arn: secret.id, secretArn: secret.id, secretId: reader.text("secretId") ?? secret.id, secretString: values.text("secretString") ?? "",
      secretBinary: values.text("secretBinary") ?? "", versionId: values.text("versionId") ?? "", versionStage: reader.text("versionStage") ?? "AWSCURRENT", versionStages: values.texts("versionStages"),
      createdDate: "2026-01-01T00:00:00Z", region: secret.region,
    };
  },
  "aws:secretsmanager/getSecretVersions:getSecretVersions": (args, cloud) => {
    const secretId = new Reader(args).text("secretId") ?? "";
    const secret = find(cloud, T.secret, secretId);
    if (secret === undefined) {
      return refuse("secretId", `ResourceNotFoundException: Secrets Manager can't find the specified secret "${secretId}"; make it first, or correct its name.`);
    }
    const name = of(secret).text("name") ?? "";
    const records = cloud.byType(T.secretVersion).filter(({ inputs }) => [secret.id, name].includes(String(inputs["secretId"])));
    const versions = records.map(of).map((version) => ({ createdTime: "2026-01-01T00:00:00Z", lastAccessedDate: "", versionId: version.text("versionId") ?? "", versionStages: version.texts("versionStages") }));
    return { id: secret.id, arn: secret.id, secretArn: secret.id, name, secretName: name, secretId, region: secret.region, versions };
  },
  "aws:kms/getKey:getKey": (args, cloud) => {
    const asked = new Reader(args).text("keyId");
    const alias = find(cloud, T.alias, asked);
    const record = find(cloud, T.key, alias === undefined ? asked : of(alias).text("targetKeyId"));
    if (record === undefined) {
      return refuse("keyId", `NotFoundException: the KMS key "${asked ?? ""}" does not exist in ${cloud.region}; make it first.`);
    }
    const values = of(record);
    return {
      id: record.id, keyId: asked ?? record.id, arn: values.text("arn") ?? "", awsAccountId: cloud.account, description: values.text("description") ?? "", enabled: true, keyManager: "CUSTOMER", keyState: "Enabled",
      keyUsage: values.text("keyUsage") ?? "ENCRYPT_DECRYPT", keySpec: "SYMMETRIC_DEFAULT", customerMasterKeySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS", multiRegion: values.flag("multiRegion") ?? false,
      multiRegionConfigurations: [], xksKeyConfigurations: [], creationDate: "2026-01-01T00:00:00Z", deletionDate: "", expirationModel: "", validTo: "", cloudHsmClusterId: "", customKeyStoreId: "",
      pendingDeletionWindowInDays: 0, region: record.region,
    };
  },
  "aws:kms/getAlias:getAlias": (args, cloud) => {
    const name = new Reader(args).text("name") ?? "";
    const record = find(cloud, T.alias, name);
    if (record === undefined && !name.startsWith("alias/aws/")) {
      return refuse("name", `NotFoundException: the alias "${name}" does not exist in ${cloud.region}; make it first.`);
    }
    const keyId = record === undefined ? uuid(name, cloud.region) : (of(record).text("targetKeyId") ?? "");
    return { id: `arn:${cloud.partition}:kms:${cloud.region}:${cloud.account}:${name}`, arn: `arn:${cloud.partition}:kms:${cloud.region}:${cloud.account}:${name}`, name, targetKeyId: keyId.split("/").at(-1) ?? keyId, targetKeyArn: record === undefined ? `arn:${cloud.partition}:kms:${cloud.region}:${cloud.account}:key/${keyId}` : (of(record).text("targetKeyArn") ?? ""), region: cloud.region };
  },
  "aws:rds/getEngineVersion:getEngineVersion": (args, cloud) => {
    const reader = new Reader(args);
    const asked = reader.text("version") ?? reader.texts("preferredVersions").find((version) => creatableVersions(version.split(".")[0] ?? "", cloud.now).includes(version)) ?? "16";
    const major = asked.split(".")[0] ?? "";
    const version = resolveVersion(asked, cloud.now);
    if (reader.text("engine") !== "postgres" || !creatableVersions(major, cloud.now).includes(version)) {
      return refuse("version", `no RDS engine versions match ${reader.text("engine") ?? ""} ${asked}; PostgreSQL has the major versions ${Object.keys(POSTGRES.entries).join(", ")}.`);
    }
    const minors = creatableVersions(major, cloud.now).filter((other) => Number(other.split(".")[1]) > Number(version.split(".")[1]));
    const majors = Object.keys(POSTGRES.entries).filter((other) => Number(other) > Number(major)).flatMap((other) => creatableVersions(other, cloud.now).slice(-1));
    return {
      ...args, id: version, engine: "postgres", version, versionActual: version, versionDescription: `PostgreSQL ${version}`, engineDescription: "PostgreSQL", parameterGroupFamily: `postgres${major}`, status: "available",
      defaultCharacterSet: "", exportableLogTypes: ["iam-db-auth-error", "postgresql", "upgrade"], supportedCharacterSets: [], supportedFeatureNames: ["Lambda", "s3Export", "s3Import"], supportedModes: [], supportedTimezones: [],
      supportsCertificateRotationWithoutRestart: true, supportsGlobalDatabases: false, supportsIntegrations: true, supportsLimitlessDatabase: false, supportsLocalWriteForwarding: false, supportsLogExportsToCloudwatch: true,
      supportsParallelQuery: false, supportsReadReplica: true, validMinorTargets: minors, validMajorTargets: majors, validUpgradeTargets: [...minors, ...majors], region: cloud.region,
    };
  },
  "aws:rds/getOrderableDbInstance:getOrderableDbInstance": (args, cloud) => {
    const reader = new Reader(args);
    const classes = reader.given("instanceClass") ? [reader.text("instanceClass") ?? ""] : reader.texts("preferredInstanceClasses");
    const instanceClass = classes.find((name) => DB_CLASSES.entries.has(name));
    if (instanceClass === undefined || reader.text("engine") !== "postgres") {
      return refuse("instanceClass", `no RDS DB Instance Classes found matching criteria ${classes.join(", ")}; try different search criteria.`);
    }
    const engineVersion = resolveVersion(reader.text("engineVersion") ?? "16", cloud.now);
    return {
      ...args, id: instanceClass, instanceClass, engine: "postgres", engineVersion, licenseModel: "postgresql-license", storageType: reader.text("storageType") ?? "gp3", availabilityZones: zonesOf(cloud.region) ?? [],
      availabilityZoneGroup: cloud.region, minStorageSize: 20, maxStorageSize: 65_536, minIopsPerDbInstance: 3000, maxIopsPerDbInstance: 64_000, minIopsPerGib: 0.5, maxIopsPerGib: 500, multiAzCapable: true, outpostCapable: false,
      readReplicaCapable: true, supportedEngineModes: [], supportedNetworkTypes: ["DUAL", "IPV4"], supportsClusters: false, supportsEnhancedMonitoring: true, supportsGlobalDatabases: false, supportsIamDatabaseAuthentication: true,
      supportsIops: true, supportsKerberosAuthentication: true, supportsMultiAz: true, supportsPerformanceInsights: true, supportsStorageAutoscaling: true, supportsStorageEncryption: true, vpc: true, region: cloud.region,
    };
  },
  "aws:route53/getZone:getZone": (args, cloud) => {
    const reader = new Reader(args);
    const name = reader.text("name")?.replace(/\.$/, "");
    const record = cloud.byType(T.zone).find((zone) => zone.id === reader.text("zoneId") || (name !== undefined && of(zone).text("name") === name));
    if (record === undefined) {
      return refuse("name", `no matching Route 53 Hosted Zone found for "${name ?? reader.text("zoneId") ?? ""}"; make the zone first.`);
    }
    const values = of(record);
    return {
      id: record.id, zoneId: record.id, name: values.text("name") ?? "", arn: values.text("arn") ?? "", comment: values.text("comment") ?? "", nameServers: values.texts("nameServers"), primaryNameServer: values.text("primaryNameServer") ?? "",
      callerReference: hex(record.id, "reference", 20), linkedServiceDescription: "", linkedServicePrincipal: "", privateZone: (values.count("vpcs") ?? 0) > 0,
      resourceRecordSetCount: 2 + cloud.byType(T.record).filter(({ inputs }) => inputs["zoneId"] === record.id).length, tags: values.object("tags").properties,
    };
  },
  "aws:lb/getLoadBalancer:getLoadBalancer": (args, cloud) => {
    const record = named(args, cloud, T.loadBalancer, ["arn", "name"]);
    return record === undefined
      ? refuse("", "no matching ELBv2 Load Balancer found; make it first, or correct its name.")
      : { ...record.outputs, id: record.id, accessLogs: { bucket: "", enabled: false, prefix: "", ...of(record).object("accessLogs").properties }, connectionLogs: [], healthCheckLogs: [], ipamPools: [], tags: of(record).object("tags").properties };
  },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": (args, cloud) => credentials(args, cloud.account, cloud.region, cloud.now),
  "aws:ecr/getCredentials:getCredentials": (args, cloud) => credentials(args, cloud.account, cloud.region, cloud.now),
  "aws:cloudwatch/getLogGroup:getLogGroup": (args, cloud) => {
    const record = named(args, cloud, T.logGroup, ["name"]);
    if (record === undefined) {
      return refuse("name", `ResourceNotFoundException: the log group "${new Reader(args).text("name") ?? ""}" does not exist in ${cloud.region}; make it first.`);
    }
    const values = of(record);
    return { id: record.id, name: record.id, arn: values.text("arn") ?? "", kmsKeyId: values.text("kmsKeyId") ?? "", logGroupClass: values.text("logGroupClass") ?? "STANDARD", retentionInDays: values.number("retentionInDays") ?? 0, creationTime: 1_767_225_600_000, deletionProtectionEnabled: values.flag("deletionProtectionEnabled") ?? false, region: record.region, tags: values.object("tags").properties };
  },
  "aws:iam/getPolicy:getPolicy": (args, cloud) => {
    const reader = new Reader(args);
    const asked = reader.text("arn") ?? reader.text("name") ?? "";
    const own = find(cloud, T.policy, asked);
    const managed = [...MANAGED_POLICIES.entries].find((entry) => entry === asked.replace(/^arn:[\w-]+:iam::aws:policy\//, "") || entry.split("/").at(-1) === asked);
    if (own !== undefined) {
      const values = of(own);
      return { id: own.id, arn: own.id, name: values.text("name") ?? "", path: values.text("path") ?? "/", policy: values.text("policy") ?? "", policyId: values.text("policyId") ?? "", description: values.text("description") ?? "", attachmentCount: 0, tags: {} };
    }
    if (managed === undefined) {
      return refuse("arn", `NoSuchEntity: the policy "${asked}" does not exist; correct its name or make it first.`);
    }
    return refuse("arn", `the text of AWS's policy ${managed} is not in the local cloud's catalogue; attach it by its ARN instead of reading it.`);
  },
  "aws:iam/getRole:getRole": (args, cloud) => {
    const record = named(args, cloud, T.role, ["name"]);
    if (record === undefined) {
      return refuse("name", `NoSuchEntity: the role "${new Reader(args).text("name") ?? ""}" does not exist; make it first.`);
    }
    const values = of(record);
    return { id: record.id, name: record.id, arn: values.text("arn") ?? "", assumeRolePolicy: values.text("assumeRolePolicy") ?? "", createDate: values.text("createDate") ?? "", description: values.text("description") ?? "", maxSessionDuration: values.number("maxSessionDuration") ?? 3600, path: values.text("path") ?? "/", permissionsBoundary: "", uniqueId: values.text("uniqueId") ?? "", roleLastUseds: [], tags: values.object("tags").properties };
  },
  "aws:ssm/getParameter:getParameter": (args, cloud) => {
    const name = new Reader(args).text("name") ?? "";
    const record = cloud.byType(T.ssmParameter).find(({ id, region }) => region === cloud.region && id === name);
    const publicImage = /^\/aws\/service\/(eks\/optimized-ami|ami-amazon-linux-latest|bottlerocket)\//.test(name);
    if (record === undefined && !publicImage) {
      return refuse("name", `ParameterNotFound: the parameter "${name}" does not exist in ${cloud.region}; make it first.`);
    }
    const release = /release_version$/.test(name) ? "1.35.2-20261105" : `ami-${hex(cloud.region, name, 17)}`;
    const value = record === undefined ? release : (of(record).text("value") ?? of(record).text("insecureValue") ?? "");
    const type = record === undefined ? "String" : (of(record).text("type") ?? "String");
    return { ...args, id: name, name, value, insecureValue: type === "SecureString" ? "" : value, type, version: 1, arn: `arn:${cloud.partition}:ssm:${cloud.region}:${record === undefined ? "" : cloud.account}:parameter${name.startsWith("/") ? "" : "/"}${name}`, region: cloud.region };
  },
};

function credentials(args: Record<string, unknown>, account: string, region: string, now: Date): Record<string, string> {
  const registryId = typeof args["registryId"] === "string" ? args["registryId"] : account;
  const password = hex(`${registryId} ${region}`, "password", 64);
  return {
    id: region, region, registryId, userName: "AWS", password, authorizationToken: Buffer.from(`AWS:${password}`).toString("base64"),
    proxyEndpoint: `https://${registryId}.dkr.ecr.${region}.amazonaws.com`, expiresAt: new Date(now.getTime() + 12 * 3_600_000).toISOString(),
  };
}
