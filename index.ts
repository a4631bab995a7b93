/** The Kianax platform of one environment. The stack's file says which: `Pulumi.<stack>.yaml`. */
import {
  KianaxAlerting,
  KianaxAuditTrail,
  KianaxBudget,
  KianaxCache,
  KianaxCluster,
  KianaxDatabase,
  KianaxDelivery,
  KianaxEdge,
  KianaxKeys,
  KianaxNetwork,
  KianaxRecovery,
  KianaxSecrets,
  KianaxService,
  cacheUses,
  inheritanceOf,
  largestNode,
  validateCatalogue,
} from "./components/index";
import { boundRoles } from "./components/delivery";
import { loadEnvironment } from "./environment";
import { catalogue } from "./services";
import { GENERATED_SLOTS, platformSlots, SLOT_NAMES } from "./services/slots";

const platform = loadEnvironment();
boundRoles(platform.permissionsBoundary);
validateCatalogue(catalogue, { namePrefix: platform.namePrefix, environment: platform.name }, SLOT_NAMES, largestNode(Object.values(platform.cluster.nodeGroups)));

// Empty, unless this stack takes over another one in the Region that is left.
const inherited = inheritanceOf(platform);
const brokerCredentialServices = catalogue.filter(({ needs }) => needs.brokerCredentials === true).map(({ name }) => name);
const keys = new KianaxKeys(platform.name, { ...platform.keys, brokerCredentialServices });
const secrets = new KianaxSecrets(platform.name, { keys, generated: GENERATED_SLOTS, platform: platformSlots(platform.delivery), ...platform.secrets });
const alerting = new KianaxAlerting(platform.name, { keys, ...platform.alerting });
const { alarmActions } = alerting;
const eventTopicArns = { critical: alerting.criticalTopicArn, warning: alerting.warningTopicArn };
const network = new KianaxNetwork(platform.name, { keys, alarmActions, ...platform.network });
const database = new KianaxDatabase(platform.name, { network, keys, alarmActions, eventTopicArns, ...inherited.database, ...platform.database });
const cache = new KianaxCache(platform.name, { network, keys, uses: cacheUses(catalogue), alarmActions, ...platform.cache });
const audit = new KianaxAuditTrail(platform.name, { keys, alarmActions, ...platform.auditTrail });
const recovery = new KianaxRecovery(platform.name, { keys, database, alarmActions, failureTopicArn: alerting.warningTopicArn, ...platform.recovery });
const cluster = new KianaxCluster(platform.name, { network, keys, ...platform.cluster });
const edge = new KianaxEdge(platform.name, { network, keys, alarmActions, ...inherited.edge, ...platform.edge });

const nodes = { name: "cluster", securityGroupId: cluster.clusterSecurityGroupId };
database.allowFrom(nodes);
cache.allowFrom(nodes);

const { pgbouncer: pooler } = database;
const delivery = new KianaxDelivery(platform.name, { cluster, network, ...(pooler === undefined ? {} : { pgbouncer: pooler }), ...platform.delivery });

const services = catalogue.map(
  (definition) =>
    new KianaxService(definition.name, {
      ...{ cluster, database, cache, edge, keys, network, secrets, audit, definition, catalogue, alarmActions, host: delivery.host },
      ...inherited.services,
      ...platform.services,
    }),
);

new KianaxBudget(platform.name, { topicArn: alerting.warningTopicArn, ...platform.budget });

const { replicatedBackupArn } = database;
const restoreInputs = replicatedBackupArn === undefined ? undefined : recovery.writeRestoreInputs({ automatedBackupArn: replicatedBackupArn, zoneId: edge.zoneId });

/** Name of the environment, as in tags and physical names. */
export const environment = platform.name;
/** AWS Region. */
export const region = platform.region;
/** VPC, for peerings asked for by others. */
export const vpcId = network.vpcId;
/** Name of the EKS cluster: `aws eks update-kubeconfig --name <clusterName>`. */
export const clusterName = cluster.clusterName;
/** Address of the Kubernetes API; private unless kianax:cluster.publicAccessCidrs opens it. */
export const clusterEndpoint = cluster.endpoint;
/** Configuration of kubectl, a secret: `pulumi stack output kubeconfig --show-secrets`. */
export const kubeconfig = cluster.kubeconfig;
/** Roles that people take, with a second factor, to enter the cluster: `aws eks update-kubeconfig --role-arn <one of them>`. */
export const clusterRoles = {
  admin: cluster.peopleRoles.admin.arn,
  developer: cluster.peopleRoles.developer.arn,
  readOnly: cluster.peopleRoles.readOnly.arn,
};
/** Host of PostgreSQL for clients: of RDS Proxy where kianax:database.pooling says so, otherwise of the writer. */
export const databaseEndpoint = database.endpoint;
/** Host of the PostgreSQL writer itself, for migrations and for what needs a session of its own. */
export const databaseWriterEndpoint = database.writerEndpoint;
/** What PgBouncer in the cluster is told, where kianax:database.pooling says so. */
export const pgbouncer = database.pgbouncer ?? "not used";
/** Secret with the user name and password of PostgreSQL. */
export const databaseSecretArn = database.secretArn;
/** Host of Redis. */
export const cacheEndpoint = cache.endpoint;
/** Secret with the auth token of Redis. */
export const cacheSecretArn = cache.secretArn;
/** Address of the load balancer; `apiUrl` is what clients use. */
export const loadBalancerDnsName = edge.dnsName;
/** Where clients reach the API. */
export const apiUrl = edge.apiUrl;
/** Name servers of the hosted zone: the registrar, or the parent zone, delegates the domain to them. */
export const nameServers = edge.nameServers;
/** Topics of alerts, for whoever else wants to hear of them. */
export const alertTopicArns = { critical: alerting.criticalTopicArn, warning: alerting.warningTopicArn };
/** Locked files of what was done in the account, and of trading; services put records of trading into the stream. */
export const auditTrail = { trailBucket: audit.trailBucketName, tradingBucket: audit.tradingBucketName, tradingStream: audit.tradingStreamName };
/** KMS keys by purpose. */
export const keyArns = {
  data: keys.data.arn,
  secrets: keys.secrets.arn,
  logs: keys.logs.arn,
  brokerCredentials: keys.brokerCredentials.arn,
  alerts: keys.alerts.arn,
  audit: keys.audit.arn,
};
/** Vault of the backups that outlive the database. */
export const backupVaultArn = recovery.vaultArn;
/** What a restore in another Region begins with: docs/runbooks/disaster-recovery.md */
export const disasterRecovery =
  restoreInputs === undefined ? "nothing is replicated" : { region: platform.keys.recoveryRegion, restoreInputs, replicatedBackupArn, backupVaultArn: recovery.copiesVaultArn };
/** Where each service's images are pushed. */
export const serviceRepositories = byService((service) => service.repositoryUrl);
/** IAM role of each service's pods. */
export const serviceRoles = byService((service) => service.roleArn);
/** Log group of each service. */
export const serviceLogGroups = byService((service) => service.logGroupName);

function byService<T>(output: (service: KianaxService) => T): Record<string, T> {
  return Object.fromEntries(services.map((service) => [service.name, output(service)]));
}
