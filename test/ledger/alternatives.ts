/**
 * For every setting another valid value than the one that the test's stack is deployed with: `test/engine/configuration.test.ts` sets
 * it and looks at what would be replaced. A new setting gets a line here.
 */
import type { Json } from "../../environment/merge";

export interface Alternative {
  /** The other value. */
  readonly to: Json;
  /** Where it is set, when the key names an element of a list or map. @default the key */
  readonly at?: string;
  /** Settings that have to change with it, by full path below `kianax:`, or with another namespace. */
  readonly with?: Readonly<Record<string, Json>>;
  /** Sentence that refuses every other value on a deployed stack of this name, before anything is registered. */
  readonly refused?: RegExp;
  /** The preview's own sentence, where only the cloud can refuse the other value. */
  readonly refusedByPreview?: RegExp;
  /** Types of what goes with a feature that the other value turns off, though the key replaces nothing. */
  readonly removes?: readonly string[];
  /** Previewed by itself, because it does not go together with others. */
  readonly alone?: boolean;
  /**
   * For a key that is documented to replace: the types that go, each with the input that replaces it, such as
   * `aws:rds/instance:Instance dbName`, or by itself when another resource takes its place. EVERYTHING is previewed alone.
   */
  readonly replaces?: readonly string[];
}

/** What the stack is deployed with beside its file, so that optional settings have something to change. */
export const BASELINE: Readonly<Record<string, Json>> = {
  "network.peerings": [{ name: "office", peerVpcId: "vpc-0123456789abcdef0", peerOwnerId: "210987654321", peerRegion: "us-east-2", cidr: "10.30.0.0/16" }],
  // Groups mean nothing without single sign-on, which needs its secret.
  "delivery.sso": { issuer: "https://login.example.com", clientId: "argocd" },
  "delivery.groups.admin": ["sre"],
  "secrets.argocd-oidc-client-secret": "not-a-secret-of-anybody",
  "cluster.maxNodes": 60,
  "cluster.nodeGroups.batch": {
    instanceTypes: ["t3.large"],
    capacityType: "ON_DEMAND",
    amiType: "AL2023_x86_64_STANDARD",
    minSize: 0,
    maxSize: 2,
    desiredSize: 0,
    diskGiB: 50,
    taints: [{ key: "dedicated", value: "batch", effect: "NO_SCHEDULE" }],
  },
};

/** The whole stack, or most of it. */
export const EVERYTHING = "*";

const to = (value: Json, more: Omit<Alternative, "to"> = {}): Alternative => ({ to: value, ...more });
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
/** The new certificate is valid before the listener leaves the old one. */
const NEW_CERTIFICATE = ["aws:acm/certificate:Certificate", "aws:acm/certificateValidation:CertificateValidation certificateArn", "aws:route53/record:Record name"];
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
/** A property of one and the same peering, so that no two that replace it go together. */
const peering = (property: string, value: Json, replaces: readonly string[] = []): Alternative => to(value, { at: `network.peerings[0].${property}`, replaces, alone: replaces.length > 0 });
const taint = (property: string, value: Json): Alternative => to(value, { at: `cluster.nodeGroups.batch.taints[0].${property}` });
const nodes = (property: string, value: Json, more: Omit<Alternative, "to" | "at"> = {}): Alternative => to(value, { at: `cluster.nodeGroups.general.${property}`, ...more });

/** The front end's project needs a token of Vercel, which production does not have: nothing about it can be set without. */
const VERCEL = { "edge.vercel.projectName": "kianax-web", "edge.vercel.environmentVariables.API_URL.value": "https://api.kianax.io" };
const vercel = (property: string, value: Json): Readonly<Record<string, Alternative>> => ({
  [`edge.vercel.${property}`]: to(value, { at: `edge.vercel.${property.replace("<name>", "API_URL")}`, with: VERCEL, refused: /vercel:apiToken/ }),
});

export const ALTERNATIVES: Readonly<Record<string, Alternative>> = {
  profile: to("development", { refused: /kianax:profile must be production for a stack named production/ }),
  region: to("eu-west-1", { with: { "aws:region": "eu-west-1" }, replaces: [EVERYTHING] }),
  namePrefix: to("kianaks", { replaces: [EVERYTHING] }),
  protect: to(true),
  tags: to({ Owner: "data@kianax.io", Team: "data" }),
  permissionsBoundary: to("policy/bootstrap/kianax-production-other"),
  deployers: to(["role/kianax-production-deploy"]),

  "keys.multiRegion": to(false, { with: { "auditTrail.replicate": false, "recovery.region": null, "recovery.successor": null, "recovery.copiedBackups": [] }, replaces: [EVERYTHING] }),
  "keys.deletionWindowDays": to(14),
  "keys.rotationPeriodDays": to(180),

  "recovery.region": to("us-east-2", { replaces: [EVERYTHING] }),
  "recovery.successor": to("standby"),
  "recovery.backupWindow": to("03:00-05:30"),
  "recovery.dailyRetentionDays": to(15),
  "recovery.weeklyRetentionDays": to(42),
  "recovery.monthlyRetentionDays": to(366),
  "recovery.copiedBackups": to(["monthly"]),
  "recovery.vaultLock": to("none"),
  "recovery.lockMinRetentionDays": to(8),
  "recovery.lockMaxRetentionDays": to(500),
  "recovery.lockChangeableForDays": to(60),
  "recovery.deletionProtection": to(true),
  "recovery.restoreTests": to("weekly"),

  "secrets.argocd-git-token": to("github_pat_notATokenOfAnybody00000"),
  "secrets.argocd-oidc-client-secret": to("not-a-secret-of-anybody-else"),
  "secrets.better-auth-secret": to("another-better-auth-secret-of-48-characters-0000"),
  "secrets.jwt-signing-key": to("another-jwt-signing-key-of-48-characters-00000000"),
  "secrets.oauth-github": to({ clientId: "Ov23liAnotherOfThese", clientSecret: "20ca1c10d010ca1c10d010ca1c10d010ca1c10d0" }),
  "secrets.oauth-google": to({ clientId: "000000000001-other.apps.googleusercontent.com", clientSecret: "GOCSPX-another-one-not-a-secret" }),
  "secrets.openai-api-key": to("sk-another-one-not-a-key-00"),
  "secrets.pagerduty-routing-key": to("anotherOneNotARoutingKey00000000"),
  "secrets.polygon-api-key": to("another_one_not_an_api_key_00000"),
  "secrets.sentry-dsn": to("https://20ca1c10d010ca1c10d010ca1c10d010@o10.ingest.us.sentry.io/10"),
  "secrets.slack-webhook-url": to("https://hooks.slack.com/services/TLOCALCLOUD/BLOCALCLOUD/anotherOneNotAHook000000"),
  "secrets.statsig-server-key": to({ external: true }),

  "auditTrail.lockMode": to("GOVERNANCE"),
  "auditTrail.trailRetentionDays": to(1200),
  "auditTrail.tradingRetentionDays": to(2600),
  "auditTrail.infrequentAccessAfterDays": to(40),
  "auditTrail.archiveAfterDays": to(120),
  "auditTrail.deepArchiveAfterDays": to(400),
  "auditTrail.logRetentionDays": to(400),
  "auditTrail.accessLogRetentionDays": to(400),
  "auditTrail.bufferSeconds": to(600),
  // The copy of the records goes with the copying; an upload of a file in it, or its lock, stops AWS from deleting it.
  "auditTrail.replicate": to(false, { alone: true, removes: ["aws:s3/bucket:Bucket"] }),

  "alerting.emails": to(["platform@kianax.io", "on-call@kianax.io"]),

  "network.cidr": to("10.40.0.0/16", { replaces: [EVERYTHING] }),
  "network.zones": to(["us-east-1a", "us-east-1b", "us-east-1d"], { replaces: [EVERYTHING] }),
  "network.nat": to("single", { replaces: ["aws:ec2/eip:Eip", "aws:ec2/natGateway:NatGateway"] }),
  "network.protectAddresses": to(false),
  "network.interfaceEndpoints": to(["sts"]),
  "network.flowLogs.retentionDays": to(400),
  "network.peerings[].name": peering("name", "partner", [PEERING]),
  "network.peerings[].peerVpcId": peering("peerVpcId", "vpc-0fedcba9876543210", [`${PEERING} peerVpcId`]),
  "network.peerings[].peerOwnerId": peering("peerOwnerId", "109876543210", [`${PEERING} peerOwnerId`]),
  "network.peerings[].peerRegion": peering("peerRegion", "eu-west-1", [`${PEERING} peerRegion`]),
  "network.peerings[].cidr": peering("cidr", "10.31.0.0/16"),

  "database.engineVersion": to("17", { with: { "database.allowMajorVersionUpgrade": true } }),
  "database.allowMajorVersionUpgrade": to(true),
  "database.instanceClass": to("db.t3.large"),
  "database.allocatedStorageGiB": to(200),
  "database.maxAllocatedStorageGiB": to(600),
  "database.multiAz": to(false),
  "database.backupRetentionDays": to(21, { alone: true, replaces: ["aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication retentionPeriod"] }),
  "database.backupWindow": to("06:30-07:30"),
  "database.maintenanceWindow": to("sun:10:00-sun:11:00"),
  "database.deletionProtection": to(true),
  "database.finalSnapshot": to(false),
  "database.readReplicas": to(1),
  "database.pooling": to("pgbouncer", { alone: true, removes: ["aws:cloudwatch/logGroup:LogGroup"] }),
  "database.performanceInsights": to(false),
  "database.monitoringIntervalSeconds": to(30),
  "database.logRetentionDays": to(60),
  "database.databaseName": to("kianaks", {
    alone: true,
    // With the instance goes whatever names it.
    replaces: [
      "aws:rds/instance:Instance dbName",
      "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
      "aws:backup/selection:Selection",
      "aws:rds/proxyTarget:ProxyTarget",
    ],
  }),
  "database.rotation.schedule": to("cron(0 12 ? * SUN#1 *)"),
  "database.rotation.windowHours": to(3),
  "database.restoreFrom.snapshotIdentifier": to("kianax-production-postgres-before"),
  "database.restoreFrom.automatedBackupArn": to("arn:aws:rds:us-east-1:444455556666:auto-backup:ab-0123456789", { alone: true }),
  "database.restoreFrom.sourceIdentifier": to("kianax-production-other", { alone: true }),
  "database.restoreFrom.time": to("2026-11-24T05:30:00Z", { alone: true, with: { "database.restoreFrom.sourceIdentifier": "kianax-production-other" } }),

  "cache.engineVersion": to("7.0", { replaces: ["aws:elasticache/replicationGroup:ReplicationGroup engineVersion"] }),
  "cache.nodeType": to("cache.t3.medium"),
  "cache.shards": to(4),
  "cache.replicasPerShard": to(2),
  "cache.multiAz": to(false),
  "cache.snapshotRetentionDays": to(7),
  "cache.snapshotWindow": to("06:00-07:00"),
  "cache.maintenanceWindow": to("sun:10:00-sun:11:00"),
  "cache.finalSnapshot": to(false),
  "cache.logRetentionDays": to(60),
  // What follows from production's uses, said by itself: every other one would hurt them and is refused.
  "cache.maxmemoryPolicy": to("volatile-ttl"),
  "cache.authTokens": to([1, 2]),

  "cluster.version": to("1.36"),
  "cluster.publicAccessCidrs": to(["203.0.113.0/24"]),
  "cluster.logTypes": to(["api", "audit", "authenticator"]),
  "cluster.logRetentionDays": to(400),
  "cluster.nodeGroups.<name>.instanceTypes": nodes("instanceTypes", ["t3.xlarge"], { replaces: [`${NODE_GROUP} instanceTypes`] }),
  "cluster.nodeGroups.<name>.capacityType": nodes("capacityType", "SPOT", { replaces: [`${NODE_GROUP} capacityType`] }),
  "cluster.nodeGroups.<name>.amiType": nodes("amiType", "BOTTLEROCKET_x86_64", { replaces: [`${NODE_GROUP} amiType`] }),
  "cluster.nodeGroups.<name>.minSize": nodes("minSize", 2),
  "cluster.nodeGroups.<name>.maxSize": nodes("maxSize", 12),
  "cluster.nodeGroups.<name>.desiredSize": nodes("desiredSize", 4),
  "cluster.nodeGroups.<name>.diskGiB": nodes("diskGiB", 60),
  "cluster.nodeGroups.<name>.zonal": nodes("zonal", true, { alone: true, replaces: [NODE_GROUP] }),
  "cluster.nodeGroups.<name>.labels": nodes("labels", { "kianax.io/for": "services" }),
  "cluster.nodeGroups.<name>.taints[].key": taint("key", "reserved"),
  "cluster.nodeGroups.<name>.taints[].value": taint("value", "reports"),
  "cluster.nodeGroups.<name>.taints[].effect": taint("effect", "NO_EXECUTE"),
  "cluster.nodeGroups.<name>.maxUnavailable": nodes("maxUnavailable", 2),
  "cluster.maxNodes": to(70),
  "cluster.people.admin": to(["arn:aws:iam::444455556666:root"]),
  "cluster.people.developer": to(["arn:aws:iam::444455556666:root"]),
  "cluster.people.readOnly": to(["arn:aws:iam::444455556666:root"]),
  "cluster.developerNamespaces": to(["kianax", "kianax-experiments"]),
  "cluster.addons.vpc-cni": to("v1.22.3-eksbuild.1"),
  "cluster.addons.kube-proxy": to("v1.35.0-eksbuild.1"),
  "cluster.addons.eks-pod-identity-agent": to("v1.3.9-eksbuild.1"),
  "cluster.addons.coredns": to("v1.13.0-eksbuild.1"),
  "cluster.addons.aws-ebs-csi-driver": to("v1.63.0-eksbuild.1"),
  "cluster.addons.metrics-server": to("v0.8.1-eksbuild.1"),
  "cluster.administrators": to({ platform: "role/kianax-production-administrator", data: "role/kianax-production-data" }),
  "cluster.deletionProtection": to(true),

  "edge.domain": to("kianaks.io", { with: { "edge.apiHost": "api.kianaks.io" }, alone: true, replaces: ["aws:route53/zone:Zone name", ...NEW_CERTIFICATE] }),
  "edge.apiHost": to("edge.kianax.io", { alone: true, replaces: [...NEW_CERTIFICATE, "aws:acm/certificate:Certificate domainName"] }),
  "edge.alternativeNames": to(["ws.kianax.io"], { alone: true, replaces: [...NEW_CERTIFICATE, "aws:acm/certificate:Certificate subjectAlternativeNames"] }),
  "edge.certificateAuthorities": to(["digicert.com"]),
  "edge.delegations": to({ "dev.kianax.io": ["ns-1.awsdns-01.org", "ns-2.awsdns-02.com"] }),
  "edge.minimumTlsVersion": to("1.2"),
  "edge.hstsPreload": to(true),
  "edge.desyncMitigation": to("strictest"),
  "edge.managedRules.ip-reputation": to("count"),
  "edge.managedRules.common": to("count"),
  "edge.managedRules.known-bad-inputs": to("count"),
  "edge.managedRules.sql-injection": to("count"),
  "edge.managedRules.linux": to("block"),
  "edge.managedRules.posix": to("count", { alone: true }),
  "edge.managedRules.anonymous-ip": to("count", { alone: true }),
  "edge.managedRules.admin-protection": to("count", { alone: true }),
  "edge.idleTimeoutSeconds": to(600),
  "edge.deletionProtection": to(true),
  "edge.accessLogRetentionDays": to(400),
  "edge.wafMode": to("count"),
  "edge.wafLogRetentionDays": to(400),
  "edge.rateLimitPerFiveMinutes": to(3000),
  "edge.authRateLimitPerFiveMinutes": to(200),
  "edge.vercelRecords": to(false),
  ...vercel("projectName", "kianax-web"),
  ...vercel("teamId", "team_kianax"),
  ...vercel("framework", "remix"),
  ...vercel("repository", "kianax/web"),
  ...vercel("productionBranch", "stable"),
  ...vercel("environmentVariables.<name>.value", "https://api.kianax.io"),
  ...vercel("environmentVariables.<name>.sensitive", false),
  ...vercel("environmentVariables.<name>.targets", ["production"]),

  "budget.monthlyUsd": to(1400),
  ...Object.fromEntries(["eks", "compute", "database", "redis", "networking", "monitoring"].map((line, index) => [`budget.lines.${line}`, to(40 + index)])),
  "budget.lines.external": to(400),
  "budget.emails": to(["platform@kianax.io", "finance@kianax.io"]),
  "budget.anomalyUsd": to(60),
  "budget.anomalyMonitorArn": to("arn:aws:ce::444455556666:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef"),
  "budget.activateCostAllocationTags": to(true),

  "delivery.repository.url": to("https://github.com/kianax/platform.git"),
  "delivery.repository.revision": to("release"),
  "delivery.chartVersion": to("10.1.2"),
  "delivery.highAvailability": to(false),
  "delivery.sso.issuer": to("https://login.kianax.io"),
  "delivery.sso.clientId": to("argocd-production"),
  "delivery.groups.admin": to(["platform"]),
  "delivery.groups.deployer": to(["developers"]),
  "delivery.marketHours": to(["trading"]),
  "delivery.addons": to(["external-secrets", "aws-load-balancer-controller"]),

  // The chart stays; who installs it is another, and the release of the one goes with the other's coming.
  "services.delivery": to("direct", { alone: true, removes: ["kubernetes:helm.sh/v3:Release"] }),
  "services.logRetentionDays": to(60),
  "services.imageRetentionCount": to(40),
  "services.secretRecoveryWindowDays": to(14),

  // A successor goes on with the values that its predecessor signed and encrypted with.
  "recovery.successorOf": to("former", { with: { "secrets.better-auth-secret": { external: true }, "secrets.jwt-signing-key": { external: true } }, refusedByPreview: /former has not been deployed with this Region as its recovery Region/ }),
};

/**
 * Kinds that AWS or the provider replace and that are not lost by it, with the reason: a key that is documented "in place"
 * may replace these.
 */
export const REPLACED_WITHOUT_LOSS: Readonly<Record<string, string>> = {
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": "the bounds of a vault; the vault and its backups stay, and a compliance lock cannot be taken off",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": "a right in the cluster; the one with the new scope takes its place",
  "aws:ec2/route:Route": "a way to an address range; the route to the new one takes its place",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": "a rule about images; the images stay",
  "aws:rds/parameterGroup:ParameterGroup": "settings of a major version; the new group stands before the instance leaves the old one",
  "aws:secretsmanager/secretVersion:SecretVersion": "a version of a secret's value is never changed, only followed by another one",
};
