import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { allowPeer, createClosedGroup, createPassword, createSecret, writeCredential, type Peer } from "../data";
import { createAlarm, createLogGroup, type Dimensions } from "../monitoring";
import { cacheAlarms, primaryAlarm, shardsOf } from "./alarms";
import type { KianaxCacheArgs } from "./arguments";
import { connectionSecret } from "./connection";
import { cacheParameters, PARAMETER_GROUP_FAMILY, parameterGroupSuffix } from "./parameters";
import { passwordSuffix, tokenPlan, type TokenPlan } from "./token";
import { hasClusterMode, topology } from "./topology";
import { cacheChecks } from "./validation";

const PORT = 6379;
const CREDENTIAL = "redis";
const LOGS = ["slow-log", "engine-log"] as const;

/**
 * Redis in the isolated tier: encrypted at rest and on the way, with a token, behind a security group of its own.
 * Rebuildable by design: sessions, market data and messages may be lost, so nothing of record lives only here.
 * Beside the nodes: $0.40 a month for the secret, and $0.10 for each metric that an alarm reads, seven a node at most.
 */
export class KianaxCache extends KianaxComponent {
  /** Host name: the configuration endpoint in cluster mode, the primary's otherwise. */
  readonly endpoint: pulumi.Output<string>;
  /** Host name that spreads reads over the replicas; absent in cluster mode, and where there are none. */
  readonly readerEndpoint?: pulumi.Output<string>;
  readonly port: number = PORT;
  /** Whether clients must speak the cluster protocol. */
  readonly clusterMode: boolean;
  /** Secret with `host`, `port`, `authToken`, `tls`, `clusterMode`, `url`, and `readerHost` and `readerUrl` where there is a reader endpoint. */
  readonly secretArn: pulumi.Output<string>;
  /** Name of that secret. */
  readonly secretName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  private readonly group: aws.ec2.SecurityGroup;

  constructor(name: string, args: KianaxCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:cache:KianaxCache", costLine: "redis", dataClass: "confidential" }, name, args, cacheChecks, opts);
    this.clusterMode = hasClusterMode(args);
    this.group = createClosedGroup(this, "redis", args.network.vpcId, "Redis: only peers that were allowed, on its port");
    this.securityGroupId = this.group.id;
    const plan = tokenPlan(args.authTokens ?? [1]);
    const token = this.createToken(plan);
    const secret = createSecret(this, CREDENTIAL, { keys: args.keys, description: "Token of Redis" });
    const replicationGroup = this.createReplicationGroup(args, plan, token);
    this.endpoint = this.clusterMode ? replicationGroup.configurationEndpointAddress : replicationGroup.primaryEndpointAddress;
    if (!this.clusterMode && args.replicasPerShard > 0) {
      this.readerEndpoint = replicationGroup.readerEndpointAddress;
    }
    this.writeSecret(secret, plan, token, replicationGroup);
    this.createAlarms(args, replicationGroup);

    this.secretArn = secret.arn;
    this.secretName = secret.name;
    this.arn = replicationGroup.arn;
    this.registerOutputs({ endpoint: this.endpoint, secretArn: this.secretArn });
  }

  /** Lets a peer connect; the rule belongs to the cache. */
  allowFrom(peer: Peer): void {
    allowPeer(this, "redis", this.group, { engine: "Redis", port: PORT }, peer);
  }

  /**
   * The token that the secret holds. While two are valid neither is protected, so that the next step may delete the old one;
   * a step that is left out is refused by that protection, and by ElastiCache.
   */
  private createToken({ current, outgoing }: TokenPlan): pulumi.Output<string> {
    if (outgoing !== undefined) {
      createPassword(this, passwordSuffix(outgoing), { stateful: false });
    }
    return createPassword(this, passwordSuffix(current), { stateful: outgoing === undefined });
  }

  /** After the replication group, so that the secret holds no token before Redis takes it. */
  private writeSecret(secret: aws.secretsmanager.Secret, { secretVersion }: TokenPlan, token: pulumi.Output<string>, about: aws.elasticache.ReplicationGroup): void {
    const { endpoint: host, readerEndpoint: readerHost, clusterMode } = this;
    const value = connectionSecret({ host, port: PORT, token, clusterMode, ...(readerHost === undefined ? {} : { readerHost }) });
    writeCredential(this, CREDENTIAL, secret, value, { version: secretVersion, about });
  }

  private createReplicationGroup(args: KianaxCacheArgs, { current, strategy }: TokenPlan, token: pulumi.Output<string>): aws.elasticache.ReplicationGroup {
    return this.child(
      aws.elasticache.ReplicationGroup,
      "replicationGroup",
      "redis",
      {
        replicationGroupId: this.physical("replication group", "redis"),
        description: "Sessions, market data and messages between services",
        engine: "redis",
        engineVersion: args.engineVersion,
        nodeType: args.nodeType,
        port: PORT,
        ...topology(args),
        parameterGroupName: this.createParameterGroup(args).name,
        subnetGroupName: this.createSubnetGroup(args).name,
        securityGroupIds: [this.group.id],
        atRestEncryptionEnabled: true,
        kmsKeyId: args.keys.data.arn,
        transitEncryptionEnabled: true,
        // From the first moment: there is no time without TLS to migrate from.
        transitEncryptionMode: "required",
        authTokenWo: token,
        authTokenWoVersion: current,
        authTokenUpdateStrategy: strategy,
        snapshotRetentionLimit: args.snapshotRetentionDays,
        snapshotWindow: args.snapshotWindow,
        ...(args.finalSnapshot ? { finalSnapshotIdentifier: this.physical("replication group", "redis-final") } : {}),
        maintenanceWindow: args.maintenanceWindow,
        autoMinorVersionUpgrade: true,
        applyImmediately: false,
        logDeliveryConfigurations: this.createLogDelivery(args),
        tags: this.tags("redis"),
      },
      { stateful: true },
    );
  }

  private createSubnetGroup({ network }: KianaxCacheArgs): aws.elasticache.SubnetGroup {
    return this.child(aws.elasticache.SubnetGroup, "subnetGroup", "redis", {
      name: this.physical("cache subnet group", "redis"),
      description: "Isolated subnets of Redis",
      subnetIds: network.isolatedSubnetIds,
      tags: this.tags("redis"),
    });
  }

  private createParameterGroup(args: KianaxCacheArgs): aws.elasticache.ParameterGroup {
    const suffix = parameterGroupSuffix(args.shards);
    return this.child(aws.elasticache.ParameterGroup, "parameterGroup", "redis", {
      name: this.physical("cache parameter group", suffix),
      family: PARAMETER_GROUP_FAMILY,
      description: "Cluster mode and eviction",
      parameters: cacheParameters(args),
      tags: this.tags(suffix),
    });
  }

  /**
   * Groups below /aws/vendedlogs share one resource policy; with others it outgrows CloudWatch's limit of 5120 characters.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
   */
  private createLogDelivery({ keys, logRetentionDays }: KianaxCacheArgs): aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration[] {
    return LOGS.map((log) => {
      const group = createLogGroup(this, `redis-${log}`, { name: this.path("log group", `redis/${log}`, "/aws/vendedlogs/"), retentionDays: logRetentionDays, keys });
      return { logType: log, logFormat: "json", destinationType: "cloudwatch-logs", destination: group.name };
    });
  }

  private createAlarms(args: KianaxCacheArgs, replicationGroup: aws.elasticache.ReplicationGroup): void {
    const dimensions = (node: string): Dimensions => ({ CacheClusterId: pulumi.interpolate`${replicationGroup.id}${node}` });
    for (const { suffix, nodes } of shardsOf(args)) {
      for (const node of nodes) {
        for (const alarm of cacheAlarms(args)) {
          createAlarm(this, `redis${node}`, alarm, dimensions(node), args.alarmActions);
        }
      }
      createAlarm(this, `redis${suffix}`, primaryAlarm(nodes.map(dimensions)), {}, args.alarmActions);
    }
  }
}
