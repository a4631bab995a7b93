/** Secrets Manager changes the password of PostgreSQL by a function that AWS publishes for it. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { allowOut } from "../data";
import { createAlarm, createLogGroup, type AlarmDefinition } from "../monitoring";
import type { KianaxDatabaseArgs } from "./arguments";
import { PORT } from "./instance";
import type { RotationSchedule } from "./rotation-schedule";

/**
 * AWS's function in the Serverless Application Repository, where it and its versions are by partition, as the CDK has them.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
 * https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-secretsmanager/lib/secret-rotation.ts
 */
const APPLICATION = "SecretsManagerRDSPostgreSQLRotationSingleUser";
const PUBLISHED: ReadonlyMap<string, { readonly publisher: string; readonly version: string }> = new Map([
  ["aws", { publisher: "us-east-1:297356227824", version: "1.1.671" }],
  ["aws-cn", { publisher: "cn-north-1:193023089310", version: "1.1.440" }],
  ["aws-us-gov", { publisher: "us-gov-west-1:023102451235", version: "1.1.397" }],
]);

/** All that a password of Secrets Manager may have beside letters and digits; the first password has none of it either. */
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** What the function stands between. */
export interface RotationParts {
  readonly secret: aws.secretsmanager.Secret;
  /** The first value: there is nothing to rotate before it. */
  readonly firstValue: aws.secretsmanager.SecretVersion;
  /** Group of the instances, which lets the function in. */
  readonly databaseGroupId: pulumi.Input<string>;
  readonly allowFrom: (peer: { readonly name: string; readonly securityGroupId: pulumi.Input<string> }) => pulumi.Resource;
}

/**
 * The function runs in the private tier: it reaches the database there, and Secrets Manager through NAT or the interface
 * endpoint `secretsmanager`. Its invocations cost less than a cent a month. The values that it writes are its own: what the
 * program wrote is told apart by versions that stay, so a rotation is no difference.
 */
export function createRotation(
  database: KianaxComponent,
  args: Pick<KianaxDatabaseArgs, "network" | "keys" | "logRetentionDays" | "alarmActions">,
  { schedule, windowHours }: RotationSchedule,
  { secret, firstValue, databaseGroupId, allowFrom }: RotationParts,
): void {
  const functionName = database.physical("lambda function", "postgres-rotation");
  const { group, rules } = createFunctionGroup(database, args, databaseGroupId);
  const ingress = allowFrom({ name: "rotation", securityGroupId: group.id });
  const application = createApplication(database, args, functionName, group);
  database.child(
    aws.secretsmanager.SecretRotation,
    "rotation",
    "postgres",
    {
      secretId: secret.id,
      rotationLambdaArn: application.outputs.apply((outputs) => outputs["RotationLambdaARN"] ?? ""),
      rotationRules: { scheduleExpression: schedule, duration: `${windowHours}h` },
      // Otherwise Secrets Manager would rotate at once, and again whenever the schedule changes.
      rotateImmediately: false,
    },
    { dependsOn: [firstValue, ingress, ...rules] },
  );
  createAlarm(database, "postgres", ROTATION_FAILED, { FunctionName: functionName }, args.alarmActions);
}

const ROTATION_FAILED: AlarmDefinition = {
  suffix: "rotation",
  description: "The password of PostgreSQL could not be rotated. Secrets Manager tries again within the window; until then, see that clients still connect.",
  measure: { namespace: "AWS/Lambda", metricName: "Errors", statistic: "Sum" },
  comparison: "above",
  threshold: 0,
  periodSeconds: 300,
  periods: 1,
};

/** The function calls the database and Secrets Manager, and nobody calls it through the network. */
function createFunctionGroup(
  database: KianaxComponent,
  { network }: Pick<KianaxDatabaseArgs, "network">,
  databaseGroupId: pulumi.Input<string>,
): { group: aws.ec2.SecurityGroup; rules: pulumi.Resource[] } {
  const suffix = "postgres-rotation";
  const group = database.child(aws.ec2.SecurityGroup, "rotationSecurityGroup", suffix, {
    name: database.physical("security group", suffix),
    description: "Rotation of the password of PostgreSQL: calls the database and Secrets Manager",
    vpcId: network.vpcId,
    tags: database.tags(suffix),
  });
  const rules = [
    allowOut(database, suffix, group, "database", { description: "PostgreSQL", referencedSecurityGroupId: databaseGroupId, fromPort: PORT, toPort: PORT }),
    allowOut(database, suffix, group, "secrets", { description: "Secrets Manager, at an address of AWS or of its endpoint", cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 }),
  ];
  return { group, rules };
}

function createApplication(
  database: KianaxComponent,
  { network, keys, logRetentionDays }: Pick<KianaxDatabaseArgs, "network" | "keys" | "logRetentionDays">,
  functionName: string,
  group: aws.ec2.SecurityGroup,
): aws.serverlessrepository.CloudFormationStack {
  const { partition, dnsSuffix } = aws.getPartitionOutput({}, { parent: database });
  const { region } = aws.getRegionOutput({}, { parent: database });
  const logs = createLogGroup(database, "postgres-rotation", { name: `/aws/lambda/${functionName}`, retentionDays: logRetentionDays, keys });
  return database.child(
    aws.serverlessrepository.CloudFormationStack,
    "rotationFunction",
    "postgres-rotation",
    {
      name: functionName,
      applicationId: partition.apply((name) => rotationApplication(name).arn),
      semanticVersion: partition.apply((name) => rotationApplication(name).version),
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
      parameters: {
        endpoint: pulumi.interpolate`https://secretsmanager.${region}.${dnsSuffix}`,
        functionName,
        vpcSubnetIds: pulumi.all(network.privateSubnetIds).apply((ids) => ids.join(",")),
        vpcSecurityGroupIds: group.id,
        kmsKeyArn: keys.secrets.arn,
        excludeCharacters: PUNCTUATION,
      },
      tags: database.tags("postgres-rotation"),
    },
    { dependsOn: [logs] },
  );
}

/** The application of a partition. */
export function rotationApplication(partition: string): { readonly arn: string; readonly version: string } {
  const found = PUBLISHED.get(partition);
  if (found === undefined) {
    throw new pulumi.RunError(`AWS publishes no rotation function for PostgreSQL in the partition ${partition}, only in ${[...PUBLISHED.keys()].join(", ")}: leave rotation out.`);
  }
  return { arn: `arn:${partition}:serverlessrepo:${found.publisher}:applications/${APPLICATION}`, version: found.version };
}
