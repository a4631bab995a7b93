/** Live user traffic: three zones, a standby for whatever holds data, and nothing that one command can delete. */
import type { Profile } from "./index";
import { PLATFORM_ADDONS } from "../../components/delivery/argo-cd/addons";
import { ADDON_VERSIONS } from "./addons";

export const production: Profile = {
  namePrefix: "kianax",
  protect: true,
  tags: {},
  keys: { multiRegion: true, deletionWindowDays: 30, rotationPeriodDays: 365 },
  recovery: {
    region: "us-west-2",
    successor: "recovery",
    // After extended trading has ended, and an hour or more before RDS's own windows.
    backupWindow: "02:00-05:00",
    dailyRetentionDays: 14,
    weeklyRetentionDays: 35,
    monthlyRetentionDays: 365,
    // The last 14 days are in the recovery Region already, to the minute: the replicated automated backups.
    copiedBackups: ["weekly", "monthly"],
    vaultLock: "governance",
    lockMinRetentionDays: 7,
    lockMaxRetentionDays: 400,
    lockChangeableForDays: 30,
    deletionProtection: true,
    restoreTests: "monthly",
  },
  secrets: {},
  auditTrail: {
    // Nobody can take this back: the buckets stay until the last record's time is over.
    lockMode: "COMPLIANCE",
    trailRetentionDays: 1096,
    // A year more than brokers have to keep their books for.
    tradingRetentionDays: 2557,
    infrequentAccessAfterDays: 30,
    archiveAfterDays: 90,
    deepArchiveAfterDays: 365,
    logRetentionDays: 365,
    accessLogRetentionDays: 365,
    bufferSeconds: 300,
    replicate: true,
  },
  alerting: { emails: ["platform@kianax.io"] },
  network: {
    nat: "per-zone",
    protectAddresses: true,
    // A gateway in each zone carries this traffic already; six endpoints in three zones would add $131 a month.
    interfaceEndpoints: [],
    flowLogs: { retentionDays: 365 },
    peerings: [],
  },
  database: {
    // RDS installs minor versions in the maintenance window; a minor named here would show as a difference afterwards.
    engineVersion: "16",
    allowMajorVersionUpgrade: false,
    instanceClass: "db.t3.medium",
    allocatedStorageGiB: 100,
    maxAllocatedStorageGiB: 500,
    multiAz: true,
    backupRetentionDays: 14,
    // Hours in which US markets, extended trading included, are closed; Sunday for what needs a restart.
    backupWindow: "07:00-08:00",
    maintenanceWindow: "sun:09:00-sun:10:00",
    deletionProtection: true,
    finalSnapshot: true,
    readReplicas: 0,
    // $22 a month of the line's $200. Clients wait through a fail-over of the writer instead of connecting again.
    pooling: "rds-proxy",
    performanceInsights: true,
    monitoringIntervalSeconds: 60,
    logRetentionDays: 30,
    databaseName: "kianax",
    // The hours after the maintenance window, once a month.
    rotation: { schedule: "cron(0 11 ? * SUN#1 *)", windowHours: 2 },
  },
  cache: {
    engineVersion: "7.1",
    nodeType: "cache.t3.small",
    shards: 3,
    replicasPerShard: 1,
    multiAz: true,
    snapshotRetentionDays: 14,
    snapshotWindow: "07:00-08:00",
    maintenanceWindow: "sun:09:00-sun:10:00",
    finalSnapshot: true,
    logRetentionDays: 30,
    authTokens: [1],
  },
  cluster: {
    version: "1.35",
    publicAccessCidrs: [],
    logTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    logRetentionDays: 365,
    nodeGroups: {
      general: {
        instanceTypes: ["t3.large"],
        capacityType: "ON_DEMAND",
        amiType: "AL2023_x86_64_STANDARD",
        minSize: 3,
        maxSize: 10,
        desiredSize: 3,
        diskGiB: 50,
      },
    },
    maxNodes: 10,
    addons: ADDON_VERSIONS,
    people: { admin: [], developer: [], readOnly: [] },
    deletionProtection: true,
  },
  edge: {
    alternativeNames: [],
    certificateAuthorities: [],
    delegations: {},
    minimumTlsVersion: "1.3",
    hstsPreload: false,
    desyncMitigation: "defensive",
    idleTimeoutSeconds: 300,
    deletionProtection: true,
    accessLogRetentionDays: 365,
    wafMode: "block",
    // A group that is new refuses in development first and counts in production: docs/runbooks/waf-rollout.md.
    managedRules: { linux: "count" },
    wafLogRetentionDays: 365,
    rateLimitPerFiveMinutes: 2000,
    authRateLimitPerFiveMinutes: 100,
    vercelRecords: true,
  },
  budget: {
    monthlyUsd: 1200,
    // Lines of the deployment strategy; external APIs are $300 to $500 there: what AWS leaves of the whole. A NAT gateway in
    // each zone (about $99) and six cache.t3.small ($149) do not fit into theirs, and their budgets say so every month.
    lines: { eks: 75, compute: 250, database: 200, redis: 100, networking: 100, monitoring: 50, external: 425 },
    anomalyUsd: 40,
    activateCostAllocationTags: false,
  },
  delivery: {
    repository: { url: "https://github.com/kianax/infrastructure.git", revision: "main" },
    chartVersion: "10.1.1",
    highAvailability: true,
    groups: { admin: [], deployer: [] },
    // What a trade passes through. Three of Redis, each on a node of its own: minSize of the nodes.
    marketHours: ["gateway", "trading", "agent", "market-data"],
    addons: [...PLATFORM_ADDONS],
  },
  services: { delivery: "gitops", logRetentionDays: 30, imageRetentionCount: 30, secretRecoveryWindowDays: 30 },
};
