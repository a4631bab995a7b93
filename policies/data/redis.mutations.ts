import { describeCases } from "../testing/cases";
import { add, all, label, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Input, type Inputs } from "../testing/plan";
import { ec2, elasticache, kmsKey } from "../tokens";
import { redisAuth } from "./redis-auth";
import { redisBackups } from "./redis-backups";
import { redisCmk } from "./redis-cmk";
import { redisNoLegacyCluster } from "./redis-no-legacy-cluster";
import { redisUpgradesAndLogs } from "./redis-upgrades-and-logs";

const REDIS = label(elasticache.replicationGroup, "cache");
const SERVERLESS = label(elasticache.serverlessCache, "burst");
const OLD = label(elasticache.cluster, "old");
const LOGS = "logDeliveryConfigurations";

const on = (path: string, value: Input): Change => set(elasticache.replicationGroup, "cache", path, value);
const off = (path: string): Change => unset(elasticache.replicationGroup, "cache", path);
const serverless = (changes: Inputs): Change =>
  add(elasticache.serverlessCache, "burst", (plan) => ({ engine: "valkey", kmsKeyId: plan.get(kmsKey, "data").out("arn"), userGroupId: "burst", snapshotRetentionLimit: 7, subnetIds: ["a", "b", "c"].map((zone) => plan.get(ec2.subnet, `isolated-us-east-1${zone}`).id), ...changes }));
const old = (inputs: Inputs): Change => add(elasticache.cluster, "old", { nodeType: "cache.t3.micro", ...inputs });
const inProduction = { production: [REDIS], development: [] };

describeCases("Redis", [redisAuth, redisBackups, redisCmk, redisNoLegacyCluster, redisUpgradesAndLogs], {
  "redis-cmk": [
    { state: "absent", when: "AWS's own key", change: off("kmsKeyId"), fires: [REDIS], says: /kmsKeyId is not set/ },
    { state: "unknown", when: "a key made elsewhere counts as set", change: on("kmsKeyId", UNKNOWN), fires: [] },
    { state: "violating", when: "a serverless cache with AWS's own key", change: serverless({ kmsKeyId: undefined }), fires: [SERVERLESS] },
    { state: "absent", when: "a key that is null", change: on("kmsKeyId", null), fires: [REDIS] },
    { state: "compliant", when: "a serverless cache with its own key", change: serverless({}), fires: [] },
  ],
  "redis-auth": [
    { state: "absent", when: "no token and no users", change: off("authTokenWo"), fires: [REDIS], says: /neither authTokenWo nor authToken nor userGroupIds is set/ },
    { state: "violating", when: "an empty token", change: on("authTokenWo", ""), fires: [REDIS] },
    { state: "violating", when: "an empty list of user groups", change: all(off("authTokenWo"), on("userGroupIds", [])), fires: [REDIS] },
    { state: "violating", when: "an empty token that is not write-only", change: all(off("authTokenWo"), on("authToken", "")), fires: [REDIS] },
    { state: "unknown", when: "a token known only later counts as set", change: on("authTokenWo", UNKNOWN), fires: [] },
    { state: "unknown", when: "user groups known only later count as set", change: all(off("authTokenWo"), on("userGroupIds", UNKNOWN)), fires: [] },
    { state: "compliant", when: "user groups instead of a token", change: all(off("authTokenWo"), on("userGroupIds", ["platform"])), fires: [] },
    { state: "absent", when: "a serverless cache without users", change: serverless({ userGroupId: undefined }), fires: [SERVERLESS], says: /userGroupId is not set/ },
    { state: "violating", when: "a serverless cache with an empty user group", change: serverless({ userGroupId: "" }), fires: [SERVERLESS] },
  ],
  "redis-backups": [
    { state: "violating", when: "snapshots off", change: on("snapshotRetentionLimit", 0), fires: inProduction },
    { state: "violating", when: "snapshots kept a day less", change: on("snapshotRetentionLimit", 6), fires: inProduction, says: /is 6, and must be at least 7/ },
    { state: "compliant", when: "the shortest time that is taken", change: on("snapshotRetentionLimit", 7), fires: [] },
    { state: "unknown", when: "a time known only later", change: on("snapshotRetentionLimit", UNKNOWN), fires: inProduction },
    { state: "absent", when: "a time left out", change: off("snapshotRetentionLimit"), fires: inProduction },
    { state: "absent", when: "no final snapshot", change: off("finalSnapshotIdentifier"), fires: inProduction },
    { state: "compliant", when: "a final snapshot named later", profiles: ["production"], change: on("finalSnapshotIdentifier", UNKNOWN), fires: [] },
    { state: "violating", when: "a serverless cache without snapshots", change: serverless({ snapshotRetentionLimit: 0 }), fires: [SERVERLESS] },
  ],
  "redis-upgrades-and-logs": [
    { state: "violating", when: "minor upgrades off", change: on("autoMinorVersionUpgrade", false), fires: [REDIS] },
    { state: "violating", when: "minor upgrades off, said as a string", change: on("autoMinorVersionUpgrade", "false"), fires: [REDIS] },
    { state: "unknown", when: "minor upgrades known only later", change: on("autoMinorVersionUpgrade", UNKNOWN), fires: [REDIS] },
    { state: "absent", when: "the provider's default, which takes them", change: off("autoMinorVersionUpgrade"), fires: [] },
    { state: "violating", when: "no slow log", change: on(`${LOGS}.0.logType`, "engine-log"), fires: [REDIS], says: /no delivery of logType "slow-log"/ },
    { state: "violating", when: "no engine log", change: off(`${LOGS}.1`), fires: [REDIS], says: /no delivery of logType "engine-log"/ },
    { state: "absent", when: "no logs", change: off(LOGS), fires: [REDIS] },
    { state: "unknown", when: "logs known only later", change: on(LOGS, UNKNOWN), fires: [REDIS] },
  ],
  "redis-no-legacy-cluster": [
    { state: "violating", when: "Redis in a cache cluster", change: old({ engine: "redis" }), fires: [OLD], says: /engine is "redis", and must be "memcached"/ },
    { state: "violating", when: "Valkey in a cache cluster", change: old({ engine: "valkey" }), fires: [OLD] },
    { state: "unknown", when: "an engine known only later", change: old({ engine: UNKNOWN }), fires: [OLD] },
    { state: "absent", when: "no engine", change: old({}), fires: [OLD] },
    { state: "compliant", when: "Memcached", change: old({ engine: "memcached" }), fires: [] },
    { state: "compliant", when: "a further node of a replication group", change: add(elasticache.cluster, "old", (plan) => ({ replicationGroupId: plan.get(elasticache.replicationGroup, "cache").id })), fires: [] },
  ],
});
