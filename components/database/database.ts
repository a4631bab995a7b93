import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { KianaxComponent, refuseProblems } from "../base";
import { allowPeer, createClosedGroup, createCredential, writeCredential, type Credential, type Peer } from "../data";
import { createAlarm } from "../monitoring";
import { instanceAlarms, replicaAlarms } from "./alarms";
import type { KianaxDatabaseArgs } from "./arguments";
import { watchBackups } from "./backup-age";
import { subscribe } from "./events";
import { ignoredChanges, MASTER_USERNAME, PORT, replicaArgs, writerArgs, type Surroundings } from "./instance";
import { createLogGroups, createMonitoringRole } from "./observation";
import { databaseParameters, parameterGroupFamily } from "./parameters";
import { pgBouncerSizes, type PgBouncerValues } from "./pooling";
import { createProxy, type Proxy } from "./proxy";
import { createRotation } from "./rotation";
import { databaseChecks } from "./validation";

const CREDENTIAL = "postgres";
const LISTENING = { engine: "PostgreSQL", port: PORT };
/** Peers that the component lets in itself. */
const OWN_PEERS: readonly string[] = ["proxy", "rotation"];

/**
 * PostgreSQL in the isolated tier: encrypted, TLS only, behind a security group of its own that lets nobody in until
 * `allowFrom`. It takes nothing from a cluster, so it outlives every cluster.
 */
export class KianaxDatabase extends KianaxComponent {
  /** Host name for clients: of RDS Proxy where there is one, otherwise of the writer. */
  readonly endpoint: pulumi.Output<string>;
  /** Host name of the writer itself, for what needs a session of its own: migrations, `LISTEN`, advisory locks. */
  readonly writerEndpoint: pulumi.Output<string>;
  /** Host name for reads that may lag: the first replica, or the writer where there is none. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number = PORT;
  readonly databaseName: string;
  /** What a chart of PgBouncer is told; undefined where `pooling` is another. */
  readonly pgbouncer?: PgBouncerValues;
  /** Secret with host, port, user and password, in the shape that rotation functions of AWS expect. */
  readonly secretArn: pulumi.Output<string>;
  /** Name of that secret. */
  readonly secretName: pulumi.Output<string>;
  /** Zone that the writer is in; another one after a fail-over. */
  readonly writerZone: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Identifier that never changes, as IAM database authentication names the instance. */
  readonly resourceId: pulumi.Output<string>;
  /** Automated backups of the writer in the recovery Region, from which another environment restores; undefined without that. */
  readonly replicatedBackupArn?: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** Subnet group of all instances, where a restored one finds its place too. */
  readonly subnetGroupName: pulumi.Output<string>;
  /** As in the arguments, for what has to keep clear of them. */
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
  private readonly group: aws.ec2.SecurityGroup;
  private readonly proxy: Proxy | undefined;

  constructor(name: string, args: KianaxDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:database:KianaxDatabase", costLine: "database", dataClass: "restricted" }, name, args, databaseChecks, opts);
    this.databaseName = args.databaseName;
    this.group = createClosedGroup(this, "postgres", args.network.vpcId, "PostgreSQL: only peers that were allowed, on its port");
    this.securityGroupId = this.group.id;
    const credential = createCredential(this, CREDENTIAL, { keys: args.keys, description: "Administrator of PostgreSQL" });
    this.subnetGroupName = this.createSubnetGroup(args).name;
    this.backupWindow = args.backupWindow;
    this.maintenanceWindow = args.maintenanceWindow;
    const around = this.createSurroundings(args);
    const writer = this.createWriter(args, around, credential);
    const replicas = this.createReplicas(args, around, writer);
    this.replicatedBackupArn = this.replicateBackups(args, writer);
    const firstValue = this.writeSecret(writer, credential);
    this.rotate(args, credential, firstValue);
    this.proxy = this.createProxy(args, writer, credential, firstValue);
    this.createAlarms(args, writer, replicas);
    if (args.eventTopicArns !== undefined) {
      subscribe(this, args.eventTopicArns, { instances: [writer, ...replicas].map(({ identifier }) => identifier), proxy: this.proxy?.name });
    }

    this.writerEndpoint = writer.address;
    this.endpoint = this.proxy?.endpoint ?? writer.address;
    this.readerEndpoint = (replicas[0] ?? writer).address;
    this.secretArn = credential.secret.arn;
    this.secretName = credential.secret.name;
    this.writerZone = writer.availabilityZone;
    if (args.pooling === "pgbouncer") {
      const { secretArn, databaseName, port } = this;
      this.pgbouncer = { ...pgBouncerSizes(args.instanceClass), host: writer.address, port, databaseName, secretArn };
    }
    this.arn = writer.arn;
    this.resourceId = writer.resourceId;
    this.registerOutputs({ endpoint: this.endpoint, readerEndpoint: this.readerEndpoint, secretArn: this.secretArn });
  }

  /**
   * Lets a peer connect, to RDS Proxy too where there is one; the rules belong to the database. The names `proxy` and
   * `rotation` are its own.
   */
  allowFrom(peer: Peer): void {
    refuseProblems(`${this.where}.allowFrom`, OWN_PEERS.includes(peer.name) ? [{ argument: "name", problem: `${JSON.stringify(peer.name)} is the database's own: give the peer another one.` }] : []);
    this.letIn(peer);
    if (this.proxy !== undefined) {
      allowPeer(this, "postgres-proxy", this.proxy.group, LISTENING, peer);
    }
  }

  private letIn(peer: Peer): aws.vpc.SecurityGroupIngressRule {
    return allowPeer(this, "postgres", this.group, LISTENING, peer);
  }

  private createSurroundings(args: KianaxDatabaseArgs): Surroundings {
    return {
      subnetGroupName: this.subnetGroupName,
      parameterGroupName: this.createParameterGroup(args).name,
      securityGroupId: this.group.id,
      monitoringRoleArn: args.monitoringIntervalSeconds > 0 ? createMonitoringRole(this) : undefined,
    };
  }

  private createSubnetGroup({ network }: KianaxDatabaseArgs): aws.rds.SubnetGroup {
    return this.child(aws.rds.SubnetGroup, "subnetGroup", "postgres", {
      name: this.physical("db subnet group", "postgres"),
      description: "Isolated subnets of PostgreSQL",
      subnetIds: network.isolatedSubnetIds,
      tags: this.tags("postgres"),
    });
  }

  /** The family is part of the name: a new major version gets its own group beside the one still in use. */
  private createParameterGroup({ engineVersion }: KianaxDatabaseArgs): aws.rds.ParameterGroup {
    const family = parameterGroupFamily(engineVersion);
    return this.child(aws.rds.ParameterGroup, "parameterGroup", "postgres", {
      name: this.physical("db parameter group", family),
      family,
      description: "TLS only, audited, slow statements logged",
      parameters: databaseParameters(),
      tags: this.tags(family),
    });
  }

  private createWriter(args: KianaxDatabaseArgs, around: Surroundings, { password }: Credential): aws.rds.Instance {
    const identifier = this.physical("db instance", "postgres");
    const facts = { identifier, finalSnapshotIdentifier: this.physical("db snapshot", "postgres-final"), password, tags: this.tags("postgres") };
    return this.child(aws.rds.Instance, "instance", "postgres", writerArgs(args, around, facts), {
      stateful: true,
      ignoreChanges: ignoredChanges(args),
      dependsOn: [...createLogGroups(this, "postgres", identifier, args), ...(args.backupRetentionDays > 0 ? watchBackups(this, identifier, args) : [])],
    });
  }

  private createReplicas(args: KianaxDatabaseArgs, around: Surroundings, writer: aws.rds.Instance): aws.rds.Instance[] {
    return Array.from({ length: args.readReplicas }, (_, index) => {
      const suffix = `postgres-replica-${index + 1}`;
      const identifier = this.physical("db instance", suffix);
      return this.child(aws.rds.Instance, "replica", suffix, replicaArgs(args, around, identifier, writer.arn, this.tags(suffix)), {
        dependsOn: createLogGroups(this, suffix, identifier, args),
      });
    });
  }

  /**
   * The last five minutes of writes are on their way, the rest is there: what meets an RPO of an hour across Regions. What was
   * replicated stays for its retention also when the replication, or the instance, is gone; another retention stops one
   * replication and starts another. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
   */
  private replicateBackups({ keys: { recovery }, backupRetentionDays }: KianaxDatabaseArgs, writer: aws.rds.Instance): pulumi.Output<string> | undefined {
    if (recovery === undefined || backupRetentionDays === 0) {
      return undefined;
    }
    const args = { region: recovery.region, sourceDbInstanceArn: writer.arn, kmsKeyId: recovery.data.arn, retentionPeriod: backupRetentionDays };
    // An instance has one replication to a Region at a time.
    return this.child(aws.rds.InstanceAutomatedBackupsReplication, "backupReplication", "postgres-backups", args, { deleteBeforeReplace: true }).id;
  }

  private writeSecret(writer: aws.rds.Instance, { secret, password }: Credential): aws.secretsmanager.SecretVersion {
    return writeCredential(this, CREDENTIAL, secret, {
      engine: "postgres",
      host: writer.address,
      port: PORT,
      username: MASTER_USERNAME,
      password,
      dbname: this.databaseName,
      dbInstanceIdentifier: writer.identifier,
    });
  }

  private rotate(args: KianaxDatabaseArgs, { secret }: Credential, firstValue: aws.secretsmanager.SecretVersion): void {
    if (args.rotation !== undefined) {
      createRotation(this, args, args.rotation, { secret, firstValue, databaseGroupId: this.group.id, allowFrom: (peer) => this.letIn(peer) });
    }
  }

  private createProxy(args: KianaxDatabaseArgs, writer: aws.rds.Instance, { secret }: Credential, firstValue: aws.secretsmanager.SecretVersion): Proxy | undefined {
    return args.pooling === "rds-proxy"
      ? createProxy(this, args, { writer, secret, firstValue, databaseGroupId: this.group.id, allowFrom: (peer) => this.letIn(peer) })
      : undefined;
  }

  private createAlarms(args: KianaxDatabaseArgs, writer: aws.rds.Instance, replicas: readonly aws.rds.Instance[]): void {
    const watched = [
      { suffix: "postgres", instance: writer, alarms: instanceAlarms(args) },
      ...replicas.map((instance, index) => ({
        suffix: `postgres-replica-${index + 1}`,
        instance,
        alarms: [...instanceAlarms(args), ...replicaAlarms()],
      })),
    ];
    for (const { suffix, instance, alarms } of watched) {
      for (const alarm of alarms) {
        createAlarm(this, suffix, alarm, { DBInstanceIdentifier: instance.identifier }, args.alarmActions);
      }
    }
  }
}
