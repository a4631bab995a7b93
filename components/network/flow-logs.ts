/** Who talked to whom, kept encrypted in CloudWatch. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, serviceTrust } from "../base/iam";
import type { KianaxNetworkArgs } from "./network";

export function createFlowLogs(network: KianaxComponent, { keys, flowLogs }: Pick<KianaxNetworkArgs, "keys" | "flowLogs">, vpc: aws.ec2.Vpc): void {
  const tags = (): ReturnType<KianaxComponent["tags"]> => network.tags("flow-logs", { costLine: "monitoring" });
  const group = network.child(aws.cloudwatch.LogGroup, "flowLogGroup", "flow-logs", {
    name: network.path("log group", "vpc-flow-logs"),
    retentionInDays: flowLogs.retentionDays,
    kmsKeyId: keys.logs.arn,
    tags: tags(),
  });
  // Flow logs of other accounts cannot make the service act for them. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: network });
  const role = network.child(aws.iam.Role, "flowLogRole", "flow-logs", {
    name: network.physical("iam role", "flow-logs"),
    description: "VPC flow logs write their log group",
    assumeRolePolicy: serviceTrust("vpc-flow-logs.amazonaws.com", { StringEquals: { "aws:SourceAccount": accountId } }),
    tags: tags(),
  });
  const policy = network.child(aws.iam.RolePolicy, "flowLogPolicy", "flow-logs", {
    name: "write-flow-logs",
    role: role.name,
    policy: policyDocument([
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: [group.arn, pulumi.interpolate`${group.arn}:*`] },
      // The list of groups cannot be narrowed to one.
      { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    ]),
  });
  network.child(
    aws.ec2.FlowLog,
    "flowLog",
    "flow-logs",
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: tags(),
    },
    { dependsOn: [policy] },
  );
}
