import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";

export interface ClusterNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** Where the control plane goes: the subnets the program names, or all of the default VPC. */
export function clusterSubnets(args: eks.ClusterArgs, parent: pulumi.Resource): ClusterNetwork {
  const vpcId = args.vpcId ?? aws.ec2.getVpcOutput({ default: true }, { parent }).id;
  return { vpcId, subnetIds: namedSubnets(args) ?? (args.vpcId ? [] : subnetsOf(vpcId, parent)) };
}

function namedSubnets(args: eks.ClusterArgs): pulumi.Input<pulumi.Input<string>[]> | undefined {
  if (args.subnetIds !== undefined) {
    return args.subnetIds;
  }
  if (args.publicSubnetIds === undefined && args.privateSubnetIds === undefined) {
    return undefined;
  }
  return pulumi
    .all([args.publicSubnetIds ?? [], args.privateSubnetIds ?? []])
    .apply(([publicIds, privateIds]) => [...publicIds, ...privateIds]);
}

function subnetsOf(vpcId: pulumi.Input<string>, parent: pulumi.Resource): pulumi.Output<string[]> {
  return aws.ec2.getSubnetsOutput(
    { filters: [{ name: "vpc-id", values: [vpcId] }] },
    { parent },
  ).ids;
}
