import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { allowPeer, createClosedGroup, createCredential, writeCredential, type Credential, type Peer } from "../data";
import { createAlarm, createLogGroup } from "../monitoring";
import { cacheAlarms, nodeSuffixes } from "./alarms";
import type { KianaxCacheArgs } from "./arguments";
import { cacheParameters, PARAMETER_GROUP_FAMILY, parameterGroupSuffix } from "./parameters";
import { hasClusterMode, topology } from "./topology";
import { cacheChecks } from "./validation";

const PORT = 6379;
const CREDENTIAL = "redis";
const LOGS = ["slow-log", "engine-log"] as const;

/**
 * Redis in the isolated tier: encrypted at rest and on the way, with a token, behind a security group of its own.
 * Rebuildable by design: sessions, market data and messages may be lost, so nothing of record lives only here.
 */
export class KianaxCache extends KianaxComponent {
  /** Host name: the configuration endpoint in cluster mode, the primary's otherwise. */
  readonly endpoint: pulumi.Output<string>;
  readonly port: number = PORT;
  /** Whether clients must speak the cluster protocol. */
  readonly clusterMode: boolean;
  /** Secret with host, port and token. */
  readonly secretArn: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  private readonly group: aws.ec2.SecurityGroup;

  constructor(name: string, args: KianaxCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:cache:KianaxCache", costLine: "redis", dataClass: "confidential" }, name, args, cacheChecks, opts);
    this.clusterMode = hasClusterMode(args);
    this.group = createClosedGroup(this, "redis", args.network.vpcId, "Redis: only peers that were allowed, on its port");
    this.securityGroupId = this.group.id;
    const credential = createCredential(this, CREDENTIAL, { keys: args.keys, description: "Token of Redis" });
    const replicationGroup = this.createReplicationGroup(args, credential);
    this.endpoint = this.clusterMode ? replicationGroup.configurationEndpointAddress : replicationGroup.primaryEndpointAddress;
    writeCredential(this, CREDENTIAL, credential.secret, { host: this.endpoint, port: PORT, authToken: credential.password, tls: true, clusterMode: this.clusterMode });
    this.createAlarms(args, replicationGroup);

    this.secretArn = credential.secret.arn;
    this.arn = replicationGroup.arn;
    this.registerOutputs({ endpoint: this.endpoint, secretArn: this.secretArn });
  }

  /** Lets a peer connect; the rule belongs to the cache. */
  allowFrom(peer: Peer): void {
    allowPeer(this, "redis", this.group, { engine: "Redis", port: PORT }, peer);
  }

  private createReplicationGroup(args: KianaxCacheArgs, { password }: Credential): aws.elasticache.ReplicationGroup {
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
        transitEncryptionMode: "required",
        authTokenWo: password,
        authTokenWoVersion: 1,
        // Old and new token are both valid until the next change, so clients need not switch at one moment:
        // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
        authTokenUpdateStrategy: "ROTATE",
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

  private createParameterGroup({ shards, maxmemoryPolicy }: KianaxCacheArgs): aws.elasticache.ParameterGroup {
    const suffix = parameterGroupSuffix(shards);
    return this.child(aws.elasticache.ParameterGroup, "parameterGroup", "redis", {
      name: this.physical("cache parameter group", suffix),
      family: PARAMETER_GROUP_FAMILY,
      description: "Cluster mode and eviction",
      parameters: cacheParameters(shards, maxmemoryPolicy),
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
    for (const node of nodeSuffixes(args)) {
      for (const alarm of cacheAlarms()) {
        createAlarm(this, `redis${node}`, alarm, { CacheClusterId: pulumi.interpolate`${replicationGroup.id}${node}` }, args.alarmActions);
      }
    }
  }
}
