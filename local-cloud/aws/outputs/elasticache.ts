import { REGIONS, cacheVersion } from "../catalogues";
import { characters, DIGITS, LOWER } from "../hash";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";

export const elasticache: Blueprints = {
  [T.replicationGroup]: {
    id: (make) => make.physicalName("replicationGroupId").toLowerCase(),
    arn: (make) => make.arn("elasticache", `replicationgroup:${make.id}`),
    defaults: { automaticFailoverEnabled: false, multiAzEnabled: false },
    computed: (make) => {
      const shards = make.number("numNodeGroups") ?? 1;
      const clusterMode = isClusterMode(make);
      const replicas = make.number("replicasPerNodeGroup") ?? (make.number("numCacheClusters") ?? 1) - 1;
      const encrypted = make.flag("transitEncryptionEnabled") === true;
      const engine = String(make.sticky("engine", () => "redis"));
      const version = String(make.sticky("engineVersion", () => (engine === "valkey" ? "8.2" : "7.1")));
      const entry = cacheVersion(engine, version);
      const members = Array.from({ length: shards }, (_, shard) =>
        Array.from({ length: replicas + 1 }, (__, node) => {
          const number = String(node + 1).padStart(3, "0");
          return clusterMode ? `${make.id}-${String(shard + 1).padStart(4, "0")}-${number}` : `${make.id}-${number}`;
        }),
      ).flat();
      return {
        replicationGroupId: make.id,
        engine,
        engineVersion: version,
        engineVersionActual: entry?.actual ?? version,
        port: make.input("port", 6379),
        clusterEnabled: clusterMode,
        clusterMode: make.sticky("clusterMode", () => (clusterMode ? "enabled" : "disabled")),
        numNodeGroups: shards,
        replicasPerNodeGroup: replicas,
        numCacheClusters: shards * (replicas + 1),
        memberClusters: members,
        nodeType: make.sticky("nodeType", () => "cache.t4g.micro"),
        parameterGroupName: make.sticky("parameterGroupName", () => `default.${entry?.family ?? "redis7"}${clusterMode ? ".cluster.on" : ""}`),
        subnetGroupName: make.sticky("subnetGroupName", () => "default"),
        securityGroupIds: make.sticky("securityGroupIds", () => []),
        atRestEncryptionEnabled: make.sticky("atRestEncryptionEnabled", () => engine === "valkey"),
        transitEncryptionEnabled: make.sticky("transitEncryptionEnabled", () => engine === "valkey"),
        autoMinorVersionUpgrade: make.sticky("autoMinorVersionUpgrade", () => true),
        applyImmediately: make.sticky("applyImmediately", () => false),
        dataTieringEnabled: make.sticky("dataTieringEnabled", () => false),
        ipDiscovery: make.sticky("ipDiscovery", () => "ipv4"),
        networkType: make.sticky("networkType", () => "ipv4"),
        snapshotWindow: make.sticky("snapshotWindow", () => "06:30-07:30"),
        maintenanceWindow: make.sticky("maintenanceWindow", () => "sun:08:00-sun:09:00"),
        ...(encrypted && { transitEncryptionMode: make.sticky("transitEncryptionMode", () => "required") }),
        ...endpoints(make, clusterMode, encrypted),
      };
    },
  },
  [T.cacheCluster]: {
    id: (make) => make.physicalName("clusterId").toLowerCase(),
    arn: (make) => make.arn("elasticache", `cluster:${make.id}`),
    computed: (make) => ({
      clusterId: make.id,
      port: make.sticky("port", () => (make.text("engine") === "memcached" ? 11211 : 6379)),
      cacheNodes: [{ id: "0001", address: `${make.id}.${hostPart(make)}.0001.${regionCode(make)}.cache.${make.dnsSuffix}`, port: 6379, availabilityZone: `${make.cloud.region}a`, outpostArn: "" }],
    }),
  },
  [T.cacheSubnetGroup]: {
    id: (make) => make.physicalName().toLowerCase(),
    arn: (make) => make.arn("elasticache", `subnetgroup:${make.id}`),
    defaults: { description: "Managed by Pulumi" },
    computed: (make) => ({ name: make.id }),
  },
  [T.cacheParameterGroup]: {
    id: (make) => make.physicalName().toLowerCase(),
    arn: (make) => make.arn("elasticache", `parametergroup:${make.id}`),
    defaults: { description: "Managed by Pulumi" },
    computed: (make) => ({ name: make.id }),
  },
};

/** More than one shard, or a parameter group with cluster-enabled, makes a cluster. */
export function isClusterMode(make: { number(path: string): number | undefined; text(path: string): string | undefined }): boolean {
  return make.text("clusterMode") === "enabled" || (make.number("numNodeGroups") ?? 1) > 1 || (make.text("parameterGroupName") ?? "").endsWith(".cluster.on");
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html */
function endpoints(make: Making, clusterMode: boolean, encrypted: boolean): Record<string, string> {
  const tail = `${regionCode(make)}.cache.${make.dnsSuffix}`;
  const host = hostPart(make);
  if (clusterMode) {
    return { configurationEndpointAddress: encrypted ? `clustercfg.${make.id}.${host}.${tail}` : `${make.id}.${host}.clustercfg.${tail}` };
  }
  return encrypted
    ? { primaryEndpointAddress: `master.${make.id}.${host}.${tail}`, readerEndpointAddress: `replica.${make.id}.${host}.${tail}` }
    : { primaryEndpointAddress: `${make.id}.${host}.ng.0001.${tail}`, readerEndpointAddress: `${make.id}-ro.${host}.ng.0001.${tail}` };
}

function hostPart(make: Making): string {
  return characters(make.cloud.account, `cache-${make.cloud.region}`, 6, LOWER + DIGITS);
}

function regionCode(make: Making): string {
  return REGIONS.entries[make.cloud.region]?.code ?? make.cloud.region;
}
