/** RDS Proxy before the instance. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, serviceTrust } from "../base/iam";
import { allowOut, createClosedGroup } from "../data";
import { createAlarm, createLogGroup, type AlarmDefinition } from "../monitoring";
import type { KianaxDatabaseArgs } from "./arguments";
import { PORT } from "./instance";
import { proxyPercent } from "./pooling";

const SUFFIX = "postgres-proxy";
/** Seconds after which a client that says nothing loses its connection; RDS's own default. */
const IDLE_CLIENT_SECONDS = 1800;
/** Seconds that a client waits for a connection before it is told that there is none. */
const BORROW_SECONDS = 30;
const IDLE_SHARE = 0.5;

/** What the proxy stands between. */
export interface ProxyParts {
  readonly writer: aws.rds.Instance;
  readonly secret: aws.secretsmanager.Secret;
  /** The first value: the proxy logs in with it. */
  readonly firstValue: aws.secretsmanager.SecretVersion;
  /** Group of the instances, which lets the proxy in. */
  readonly databaseGroupId: pulumi.Input<string>;
  readonly allowFrom: (peer: { readonly name: string; readonly securityGroupId: pulumi.Input<string> }) => pulumi.Resource;
}

export interface Proxy {
  readonly name: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** Lets nobody in until a peer is allowed. */
  readonly group: aws.ec2.SecurityGroup;
}

type Proxied = Pick<KianaxDatabaseArgs, "network" | "keys" | "instanceClass" | "logRetentionDays" | "alarmActions">;

/**
 * The proxy reads the password itself, over AWS's own network, and again after a rotation. It serves the writer alone: RDS
 * refuses replicas as targets. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
export function createProxy(database: KianaxComponent, args: Proxied, { writer, secret, firstValue, databaseGroupId, allowFrom }: ProxyParts): Proxy {
  const group = createClosedGroup(database, SUFFIX, args.network.vpcId, "RDS Proxy of PostgreSQL: peers that were allowed in, the database out");
  const out = allowOut(database, SUFFIX, group, "database", { referencedSecurityGroupId: databaseGroupId, description: "PostgreSQL", fromPort: PORT, toPort: PORT });
  const ways = [out, allowFrom({ name: "proxy", securityGroupId: group.id })];
  const name = database.physical("db proxy", "postgres");
  const logs = createLogGroup(database, SUFFIX, { name: `/aws/rds/proxy/${name}`, retentionDays: args.logRetentionDays, keys: args.keys });
  const proxy = database.child(
    aws.rds.Proxy,
    "proxy",
    "postgres",
    {
      name,
      engineFamily: "POSTGRESQL",
      roleArn: createRole(database, args, secret),
      auths: [{ authScheme: "SECRETS", secretArn: secret.arn, iamAuth: "DISABLED", clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256" }],
      requireTls: true,
      // It would put the text of statements, and with it what users own, into the log.
      debugLogging: false,
      idleClientTimeout: IDLE_CLIENT_SECONDS,
      vpcSubnetIds: args.network.isolatedSubnetIds,
      vpcSecurityGroupIds: [group.id],
      tags: database.tags("postgres"),
    },
    { dependsOn: [logs, firstValue] },
  );
  const target = createTarget(database, args, proxy, writer, ways);
  createAlarm(database, SUFFIX, CLIENTS_WAIT, { ProxyName: name }, args.alarmActions);
  return { name: proxy.name, endpoint: pulumi.all([proxy.endpoint, target.id]).apply(([endpoint]) => endpoint), group };
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html */
const CLIENTS_WAIT: AlarmDefinition = {
  suffix: "wait",
  description: "Clients of PostgreSQL wait for more than a second until RDS Proxy has a connection for them: it has too few, or transactions last too long.",
  measure: { namespace: "AWS/RDS", metricName: "DatabaseConnectionsBorrowLatency", statistic: "Average" },
  comparison: "above",
  // Microseconds.
  threshold: 1_000_000,
  periodSeconds: 300,
  periods: 3,
};

/** The part of the connections is the pool's, and the writer its target; both stand before anybody is told the endpoint. */
function createTarget(database: KianaxComponent, { instanceClass }: Proxied, proxy: aws.rds.Proxy, writer: aws.rds.Instance, dependsOn: pulumi.Resource[]): aws.rds.ProxyTarget {
  const percent = proxyPercent(instanceClass);
  const group = database.child(aws.rds.ProxyDefaultTargetGroup, "proxyTargetGroup", "postgres", {
    dbProxyName: proxy.name,
    connectionPoolConfig: {
      maxConnectionsPercent: percent,
      maxIdleConnectionsPercent: Math.floor(percent * IDLE_SHARE),
      connectionBorrowTimeout: BORROW_SECONDS,
    },
  });
  return database.child(
    aws.rds.ProxyTarget,
    "proxyTarget",
    "postgres",
    { dbProxyName: proxy.name, targetGroupName: group.name, dbInstanceIdentifier: writer.identifier },
    { dependsOn },
  );
}

/** ARN of the role with which the proxy reads that one secret, known once the role may do so. */
function createRole(database: KianaxComponent, { keys }: Proxied, secret: aws.secretsmanager.Secret): pulumi.Output<string> {
  const { region } = aws.getRegionOutput({}, { parent: database });
  const { dnsSuffix } = aws.getPartitionOutput({}, { parent: database });
  const role = database.child(aws.iam.Role, "proxyRole", SUFFIX, {
    name: database.physical("iam role", SUFFIX),
    description: "RDS Proxy reads the password of PostgreSQL",
    assumeRolePolicy: serviceTrust("rds.amazonaws.com"),
    tags: database.tags(SUFFIX),
  });
  const policy = database.child(aws.iam.RolePolicy, "proxyPolicy", SUFFIX, {
    name: "password",
    role: role.name,
    policy: policyDocument([
      { Sid: "ReadPassword", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret.arn },
      {
        Sid: "DecryptPassword",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: keys.secrets.arn,
        Condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`secretsmanager.${region}.${dnsSuffix}`, "kms:EncryptionContext:SecretARN": secret.arn } },
      },
    ]),
  });
  return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}
