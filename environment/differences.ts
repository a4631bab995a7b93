/**
 * Every setting in which the two environments differ, with the reason. A test compares this table with the environments
 * both ways: a difference without a reason fails, and so does a reason without a difference. `*` stands for every section.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  name: "The stack is the environment.",
  profile: "Development is for trying, production for users.",
  "*.environment": "Separate names, secrets and tags: the environments share nothing.",

  "keys.multiRegion": "Only production's backups and secrets are replicated to a recovery Region, which has to decrypt them.",
  "keys.recoveryRegion": "Development is made again rather than recovered, and replicas would be paid for.",
  "keys.successor": "Development is made again rather than recovered, so nothing takes it over.",
  "keys.deletionWindowDays": "A mistaken deletion in production gets the longest time to be noticed.",

  "recovery.dailyRetentionDays": "7 and 14 days by the deployment strategy.",
  "recovery.weeklyRetentionDays": "What development forgot after a week is not missed.",
  "recovery.monthlyRetentionDays": "Disputes about trades in production come up to a year later.",
  "recovery.copiedBackups": "Development has no recovery Region to copy to.",
  "recovery.vaultLock": "Development may be thrown away and made again; production's backups survive a stolen key and an angry administrator.",
  "recovery.deletionProtection": "Development may be thrown away and made again.",
  "recovery.restoreTests": "A backup that nobody would restore needs no proof that it can be.",

  permissionsBoundary: "Each account's bootstrap makes its own.",

  "secrets.deployers": "Who deploys development does not thereby read production's secrets.",
  "secrets.recoveryWindowDays": "A secret that waits for its deletion keeps its name from the next development environment.",

  "auditTrail.lockMode": "What happened in production is evidence; development has to be deletable.",
  "auditTrail.trailRetentionDays": "Who did what in production may be asked years later.",
  "auditTrail.tradingRetentionDays": "Books of brokers are kept for six years; development trades nothing, and a locked bucket cannot be deleted.",
  "auditTrail.logRetentionDays": "Incidents in production are investigated, and audited, for a year.",
  "auditTrail.accessLogRetentionDays": "Incidents in production are investigated, and audited, for a year.",
  "auditTrail.replicate": "Only production's records survive the loss of the Region.",

  "network.cidr": "Distinct blocks, so that the networks can be peered with the same third one.",
  "network.nat": "A NAT instance keeps development's network within $50 a month; production survives the loss of a zone.",
  "network.flowLogs.retentionDays": "Incidents in production are investigated, and audited, for a year.",
  "network.clusterName": "Separate clusters.",

  "database.instanceClass": "Sizes of the deployment strategy.",
  "database.allocatedStorageGiB": "The least that RDS offers holds test data.",
  "database.maxAllocatedStorageGiB": "A runaway test must not grow the bill.",
  "database.multiAz": "Single-zone by the deployment strategy: development may wait for a restore.",
  "database.backupRetentionDays": "7 and 14 days by the deployment strategy.",
  "database.deletionProtection": "Development may be thrown away and made again.",
  "database.finalSnapshot": "Test data is not worth keeping, and a snapshot left behind blocks the next deletion by its name.",
  "database.pooling": "RDS Proxy would be half of development's line, whose few pods need no pool.",
  "database.monitoringIntervalSeconds": "Operating-system metrics are billed as logs; nobody watches development's.",

  "cache.nodeType": "Sizes of the deployment strategy.",
  "cache.shards": "Cluster mode is production's, by the deployment strategy.",
  "cache.replicasPerShard": "A single node keeps development's Redis within $15 a month.",
  "cache.multiAz": "Takes replicas, which development does not have.",
  "cache.snapshotRetentionDays": "Development's cache is rebuilt rather than restored; a day is for a look at yesterday.",
  "cache.finalSnapshot": "Development may be thrown away and made again.",

  "cluster.logTypes": "Audit and authenticator logs answer who did what; the others are volume that development's budget does not have.",
  "cluster.logRetentionDays": "Access to production is audited for a year.",
  "cluster.nodeGroups.general.instanceTypes": "Two types of one size make Spot capacity steadier.",
  "cluster.nodeGroups.general.capacityType": "Spot halves the price of nodes that may disappear; production's may not.",
  "cluster.nodeGroups.general.minSize": "A node in each of three zones in production.",
  "cluster.nodeGroups.general.desiredSize": "A node in each of three zones in production.",
  "cluster.nodeGroups.general.diskGiB": "Production's nodes hold images and logs of more pods.",
  "cluster.deployers.role/bootstrap/kianax-development-deploy": "Each account's bootstrap makes its own.",
  "cluster.deployers.role/bootstrap/kianax-production-deploy": "Each account's bootstrap makes its own.",
  "cluster.administrators.platform": "Who administers development does not thereby administer production.",
  "cluster.deletionProtection": "Development may be thrown away and made again.",

  "edge.domain": "Separate domains by the deployment strategy.",
  "edge.apiHost": "Separate domains by the deployment strategy.",
  "edge.deletionProtection": "Development may be thrown away and made again.",
  "edge.managedRules.linux": "A group that is new refuses in development, where a mistake hurts nobody, and counts in production until its roll-out ends.",
  "edge.accessLogRetentionDays": "Incidents in production are investigated, and audited, for a year.",
  "edge.wafLogRetentionDays": "Incidents in production are investigated, and audited, for a year.",

  "budget.monthlyUsd": "Development costs $300 a month and production $1200, by the deployment strategy.",
  "budget.lines.compute": "Budget lines of the deployment strategy.",
  "budget.lines.database": "Budget lines of the deployment strategy.",
  "budget.lines.redis": "Budget lines of the deployment strategy.",
  "budget.lines.networking": "Budget lines of the deployment strategy.",
  "budget.lines.monitoring": "Budget lines of the deployment strategy.",
  "budget.lines.external": "The deployment strategy pays external APIs in production alone.",
  "budget.anomalyUsd": "A thirtieth of the month's budget: a day's costs, over again.",

  "delivery.repository.revision": "The branch develop deploys development, main production, by the deployment strategy.",
  "delivery.track": "A version of a chart is in development before it is in production.",
  "delivery.highAvailability": "Sentinels of Redis take a node each, and development has two; there Argo CD may be away for a minute.",
  "delivery.marketHours": "Nobody trades in development.",

  "services.secretRecoveryWindowDays": "A secret that waits for its deletion keeps its name from the next development environment.",
};
