/** Private ways to AWS's own services. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument } from "../base/iam";
import type { KianaxNetworkArgs, NetworkSubnet } from "./network";

export function createEndpoints(
  network: KianaxComponent,
  { region, interfaceEndpoints, cidr }: Pick<KianaxNetworkArgs, "region" | "interfaceEndpoints" | "cidr">,
  vpc: aws.ec2.Vpc,
  privateSubnets: readonly NetworkSubnet[],
  publicSubnets: readonly NetworkSubnet[],
): void {
  // Free, and image layers of ECR come from S3: without it they are billed through the NAT.
  network.child(aws.ec2.VpcEndpoint, "endpoint", "s3", {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds: [...privateSubnets, ...publicSubnets].map(({ routeTable }) => routeTable.id),
    policy: s3Policy(network),
    tags: network.tags("s3"),
  });
  if (interfaceEndpoints.length === 0) {
    return;
  }
  const group = createSecurityGroup(network, vpc, cidr);
  for (const service of interfaceEndpoints) {
    network.child(aws.ec2.VpcEndpoint, "endpoint", service.replaceAll(".", "-"), {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: privateSubnets.map(({ subnet }) => subnet.id),
      securityGroupIds: [group.id],
      tags: network.tags(service),
    });
  }
}

/**
 * Nothing is written into a bucket of another account: by that way data would leave past every security group. Reading stays open,
 * since registries and package repositories keep what nodes fetch in buckets of their own, which nobody lists.
 */
function s3Policy(network: KianaxComponent): pulumi.Output<string> {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: network });
  const everyone = { Effect: "Allow", Principal: "*", Resource: "*" } as const;
  return policyDocument([
    { Sid: "EverythingInThisAccount", ...everyone, Action: "s3:*", Condition: { StringEquals: { "aws:ResourceAccount": accountId } } },
    { Sid: "ReadElsewhere", ...everyone, Action: ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"] },
  ]);
}

function createSecurityGroup(network: KianaxComponent, vpc: aws.ec2.Vpc, cidr: string): aws.ec2.SecurityGroup {
  const group = network.child(aws.ec2.SecurityGroup, "endpointSecurityGroup", "endpoints", {
    name: network.physical("security group", "endpoints"),
    description: "Interface endpoints of AWS services",
    vpcId: vpc.id,
    tags: network.tags("endpoints"),
  });
  network.child(aws.vpc.SecurityGroupIngressRule, "endpointIngress", "endpoints-https", {
    securityGroupId: group.id,
    description: "HTTPS from the VPC",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: cidr,
    tags: network.tags(),
  });
  return group;
}
