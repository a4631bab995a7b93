import { CACHE_NODE_TYPES, CACHE_VERSIONS, cacheVersion, nearest } from "../catalogues";
import { isClusterMode } from "../outputs/elasticache";
import { find, of, oneOf, range, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";
import { windowRules } from "./rds-groups";

const CREATE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const FAILOVER = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html";
const AUTH = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html";
const ENCRYPTION = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html";
const DEFAULT_VERSION = "7.1";

/** Nodes beside the primary, per shard; undefined while unknown. */
function replicas(subject: Subject): number | undefined {
  if (subject.given("replicasPerNodeGroup")) {
    return subject.number("replicasPerNodeGroup");
  }
  if (subject.given("numCacheClusters")) {
    const count = subject.number("numCacheClusters");
    return count === undefined ? undefined : count - 1;
  }
  return 0;
}

export const elasticache: readonly Rule[] = [
  {
    id: "elasticache-node-type",
    types: [T.replicationGroup, T.cacheCluster],
    stage: "check",
    source: CACHE_NODE_TYPES.source,
    check: (subject) => {
      const name = subject.text("nodeType");
      const close = name === undefined ? undefined : nearest(name, CACHE_NODE_TYPES.entries);
      return refuseIf(name !== undefined && !CACHE_NODE_TYPES.entries.has(name), "nodeType", `InvalidParameterValue: "${name}" is no cache node type.${close === undefined ? "" : ` Did you mean ${close}?`}`);
    },
  },
  {
    id: "elasticache-engine-version",
    types: [T.replicationGroup],
    stage: "check",
    source: CACHE_VERSIONS.source,
    check: (subject) => {
      const engine = subject.text("engine") ?? "redis";
      const known = CACHE_VERSIONS.entries[engine];
      const version = subject.text("engineVersion");
      if (subject.unknown("engine")) {
        return undefined;
      }
      if (known === undefined) {
        return refuse("engine", `InvalidParameterValue: "${engine}" is no engine of a replication group; AWS has ${Object.keys(CACHE_VERSIONS.entries).join(" and ")}.`);
      }
      return refuseIf(
        version !== undefined && cacheVersion(engine, version) === undefined,
        "engineVersion",
        `InvalidParameterCombination: the version ${version} of ${engine} does not exist; AWS has ${known.map((entry) => entry.version).join(", ")}.`,
      );
    },
  },
  {
    id: "elasticache-multi-az",
    types: [T.replicationGroup],
    stage: "check",
    source: FAILOVER,
    check: (subject) => {
      const count = replicas(subject);
      const zones = subject.texts("preferredCacheClusterAzs");
      return [
        ...(subject.flag("multiAzEnabled") === true && subject.off("automaticFailoverEnabled")
          ? [refuse("multiAzEnabled", "InvalidParameterCombination: Multi-AZ needs automatic failover; set automaticFailoverEnabled to true.")]
          : []),
        ...(subject.flag("multiAzEnabled") === true && count === 0 ? [refuse("multiAzEnabled", "InvalidParameterCombination: Multi-AZ needs a replica in another zone; give replicasPerNodeGroup of 1 or more.")] : []),
        ...(subject.flag("multiAzEnabled") === true && zones.length > 1 && new Set(zones).size === 1
          ? [refuse("preferredCacheClusterAzs", `InvalidParameterCombination: Multi-AZ needs nodes in two zones, and all are in ${zones[0]}; spread them.`)]
          : []),
        ...(subject.flag("automaticFailoverEnabled") === true && count === 0 && !isClusterMode(subject)
          ? [refuse("automaticFailoverEnabled", "InvalidParameterCombination: automatic failover needs at least one replica; give numCacheClusters of 2 or more.")]
          : []),
        ...(isClusterMode(subject) && subject.off("automaticFailoverEnabled") ? [refuse("automaticFailoverEnabled", "InvalidParameterCombination: a cluster with shards needs automatic failover; set automaticFailoverEnabled to true.")] : []),
      ];
    },
  },
  {
    id: "elasticache-shards",
    types: [T.replicationGroup],
    stage: "check",
    source: CREATE,
    check: (subject) => {
      const shards = ["numNodeGroups", "replicasPerNodeGroup", "nodeGroupConfigurations"].find((name) => subject.given(name));
      const nodes = (subject.number("numNodeGroups") ?? 1) * ((replicas(subject) ?? 0) + 1);
      const group = subject.text("parameterGroupName");
      const shardCount = subject.number("numNodeGroups") ?? 1;
      return [
        ...(subject.given("numCacheClusters") && shards !== undefined ? [refuse("numCacheClusters", `InvalidParameterCombination: numCacheClusters counts the nodes of one shard and excludes ${shards}; keep one of the two.`)] : []),
        ...(nodes > 500 ? [refuse("numNodeGroups", `NodeQuotaForClusterExceeded: ${nodes} nodes are more than the 500 AWS takes in one cluster.`)] : []),
        ...(shardCount > 1 && group !== undefined && /^default\.(redis|valkey)\d(\.\d|\.x)?$/.test(group)
          ? [refuse("parameterGroupName", `InvalidParameterValue: the parameter group ${group} has cluster mode off, and ${shardCount} shards need it on; use ${group}.cluster.on.`)]
          : []),
        ...(subject.text("clusterMode") === "disabled" && shardCount > 1 ? [refuse("clusterMode", `InvalidParameterCombination: ${shardCount} shards need cluster mode; set clusterMode to enabled.`)] : []),
      ];
    },
  },
  {
    id: "elasticache-cluster-parameter-group",
    types: [T.replicationGroup],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
    check: (subject, cloud) => {
      const group = find(cloud, T.cacheParameterGroup, subject.text("parameterGroupName"));
      if (group === undefined) {
        return undefined;
      }
      const family = of(group).text("family");
      const engine = subject.text("engine") ?? "redis";
      const wanted = cacheVersion(engine, subject.text("engineVersion") ?? DEFAULT_VERSION)?.family;
      const clusterEnabled = of(group).objects("parameters").some((parameter) => parameter.text("name") === "cluster-enabled" && parameter.text("value") === "yes");
      const shards = subject.number("numNodeGroups") ?? 1;
      return [
        ...(family !== undefined && wanted !== undefined && family !== wanted
          ? [refuse("parameterGroupName", `InvalidParameterCombination: expected a parameter group of family ${wanted} but found one of family ${family}; use a group for the engine's version.`)]
          : []),
        ...(shards > 1 && !clusterEnabled ? [refuse("parameterGroupName", `InvalidParameterValue: ${shards} shards need a parameter group with cluster-enabled set to yes, and ${of(group).text("name")} has it off; add the parameter.`)] : []),
        ...(clusterEnabled && shards === 1 && subject.given("numCacheClusters") ? [refuse("parameterGroupName", `InvalidParameterCombination: ${of(group).text("name")} has cluster-enabled, which needs numNodeGroups and replicasPerNodeGroup rather than numCacheClusters.`)] : []),
      ];
    },
  },
  {
    id: "elasticache-auth-token",
    types: [T.replicationGroup],
    stage: "check",
    source: AUTH,
    check: (subject) => {
      const name = subject.given("authTokenWo") ? "authTokenWo" : "authToken";
      const token = subject.text(name);
      return [
        ...(subject.given(name) && subject.off("transitEncryptionEnabled") ? [refuse(name, "InvalidParameterCombination: an AUTH token needs encryption in transit; set transitEncryptionEnabled to true.")] : []),
        ...(subject.given("authToken") && subject.given("authTokenWo") ? [refuse("authToken", "InvalidParameterCombination: authToken and authTokenWo exclude each other; keep authTokenWo.")] : []),
        ...(subject.given("authTokenWo") && subject.absent("authTokenWoVersion") ? [refuse("authTokenWoVersion", "InvalidParameterCombination: authTokenWo needs authTokenWoVersion, by which a new token is noticed.")] : []),
        ...(subject.given(name) && subject.text("authTokenUpdateStrategy") === "DELETE" ? [refuse("authTokenUpdateStrategy", "InvalidParameterCombination: DELETE takes the token away; leave it out, and name user groups in its place.")] : []),
        ...(token !== undefined && (token.length < 16 || token.length > 128) ? [refuse(name, `InvalidParameterValue: the AUTH token has ${token.length} characters, and ElastiCache takes 16 to 128.`)] : []),
        ...(token !== undefined && !/^[A-Za-z0-9!&#$^<>-]*$/.test(token) ? [refuse(name, "InvalidParameterValue: the AUTH token has a character that ElastiCache refuses; use letters, digits and !&#$^<>-.")] : []),
        ...(subject.given(name) && subject.given("userGroupIds") && subject.count("userGroupIds") !== 0 ? [refuse(name, "InvalidParameterCombination: an AUTH token and user groups exclude each other; keep one.")] : []),
      ];
    },
  },
  {
    id: "elasticache-encryption",
    types: [T.replicationGroup],
    stage: "check",
    source: ENCRYPTION,
    check: (subject) => [
      ...(subject.given("kmsKeyId") && subject.off("atRestEncryptionEnabled") && subject.text("engine") !== "valkey"
        ? [refuse("kmsKeyId", "InvalidParameterCombination: a KMS key needs encryption at rest; set atRestEncryptionEnabled to true.")]
        : []),
      ...(subject.given("transitEncryptionMode") && subject.off("transitEncryptionEnabled") ? [refuse("transitEncryptionMode", "InvalidParameterCombination: transitEncryptionMode needs transitEncryptionEnabled to be true.")] : []),
    ],
  },
  {
    id: "elasticache-encryption-in-place",
    types: [T.replicationGroup],
    stage: "admit",
    source: ENCRYPTION,
    check: (subject) => {
      const before = subject.prior && of(subject.prior);
      return refuseIf(
        before !== undefined && before.flag("transitEncryptionEnabled") === false && subject.flag("transitEncryptionEnabled") === true && subject.text("transitEncryptionMode") === "required",
        "transitEncryptionMode",
        'InvalidParameterCombination: encryption in transit is switched on in two steps; set transitEncryptionMode to "preferred" first, and to "required" once every client uses TLS.',
      );
    },
  },
  {
    id: "elasticache-burstable",
    types: [T.replicationGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
    check: (subject) => {
      const type = subject.text("nodeType") ?? "";
      const tiered = /^cache\.r6gd\./.test(type);
      return [
        ...(/^cache\.t1\./.test(type) || (/^cache\.t2\./.test(type) && isClusterMode(subject) && Number(subject.text("engineVersion")?.split(".")[0] ?? 7) < 4)
          ? [refuse("nodeType", `InvalidParameterCombination: ${type} nodes do not make a cluster of this version; take cache.t4g or larger.`)]
          : []),
        ...(subject.flag("dataTieringEnabled") === true && !tiered ? [refuse("dataTieringEnabled", `InvalidParameterCombination: data tiering needs cache.r6gd nodes, not ${type}; set dataTieringEnabled to false.`)] : []),
        ...(tiered && subject.off("dataTieringEnabled") ? [refuse("dataTieringEnabled", `InvalidParameterCombination: ${type} nodes need data tiering; set dataTieringEnabled to true.`)] : []),
      ];
    },
  },
  {
    id: "elasticache-log-delivery",
    types: [T.replicationGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
    check: (subject) => {
      const kinds = subject.objects("logDeliveryConfigurations").map((log) => log.text("logType"));
      const twice = kinds.find((kind, index) => kind !== undefined && kinds.indexOf(kind) !== index);
      return refuseIf(twice !== undefined, "logDeliveryConfigurations", `InvalidParameterCombination: the ${twice} is delivered twice; one destination per log type.`);
    },
  },
  {
    id: "elasticache-log-destination",
    types: [T.replicationGroup],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
    check: (subject, cloud) =>
      subject.objects("logDeliveryConfigurations").flatMap((log, index) => {
        const name = log.text("destination");
        return log.text("destinationType") === "cloudwatch-logs" && name !== undefined && find(cloud, T.logGroup, name) === undefined
          ? [refuse(`logDeliveryConfigurations[${index}].destination`, `InvalidParameterValue: the log group "${name}" does not exist; make it first.`)]
          : [];
      }),
  },
  {
    id: "elasticache-subnet-group-zones",
    types: [T.replicationGroup],
    stage: "admit",
    source: FAILOVER,
    check: (subject, cloud) => {
      const group = find(cloud, T.cacheSubnetGroup, subject.text("subnetGroupName"));
      const subnets = group === undefined ? [] : of(group).texts("subnetIds").flatMap((id) => find(cloud, T.subnet, id) ?? []);
      const zones = new Set(subnets.map((subnet) => of(subnet).text("availabilityZone")));
      return refuseIf(group !== undefined && subject.flag("multiAzEnabled") === true && zones.size < 2, "subnetGroupName", `InvalidParameterCombination: Multi-AZ needs subnets in two zones, and ${group?.id} covers ${[...zones].join(", ")}; add a subnet.`);
    },
  },
  oneOf(T.replicationGroup, "logDeliveryConfigurations[*].logType", ["slow-log", "engine-log"], "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html"),
  oneOf(T.replicationGroup, "logDeliveryConfigurations[*].logFormat", ["json", "text"], "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html"),
  oneOf(T.replicationGroup, "logDeliveryConfigurations[*].destinationType", ["cloudwatch-logs", "kinesis-firehose"], "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html"),
  oneOf(T.replicationGroup, "transitEncryptionMode", ["preferred", "required"], ENCRYPTION),
  oneOf(T.replicationGroup, "authTokenUpdateStrategy", ["SET", "ROTATE", "DELETE"], AUTH),
  oneOf(T.cacheParameterGroup, "family", ["memcached1.4", "memcached1.5", "memcached1.6", "redis2.8", "redis3.2", "redis4.0", "redis5.0", "redis6.x", "redis7", "valkey7", "valkey8"], "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html"),
  range(T.replicationGroup, "numNodeGroups", 1, 500, CREATE),
  range(T.replicationGroup, "replicasPerNodeGroup", 0, 5, CREATE),
  range(T.replicationGroup, "numCacheClusters", 1, 6, CREATE),
  range(T.replicationGroup, "snapshotRetentionLimit", 0, 35, CREATE),
  range(T.replicationGroup, "port", 1, 65535, CREATE),
  windowRules("elasticache", T.replicationGroup, "snapshotWindow", 60, CREATE),
];
