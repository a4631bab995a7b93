import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

type Tags = pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;

const everything = { fromPort: 0, toPort: 0, protocol: "-1" };

/** The security group of the control plane's network interfaces. */
export function createClusterSecurityGroup(
  name: string,
  args: { readonly vpcId: pulumi.Input<string>; readonly tags: Tags; readonly groupTags: Tags },
  parent: pulumi.Resource,
): aws.ec2.SecurityGroup {
  const groupName = `${name}-eksClusterSecurityGroup`;
  const group = new aws.ec2.SecurityGroup(
    groupName,
    {
      vpcId: args.vpcId,
      revokeRulesOnDelete: true,
      tags: pulumi
        .all([args.tags, args.groupTags])
        .apply(([tags, groupTags]) => ({ Name: groupName, ...groupTags, ...tags })),
    },
    { parent },
  );
  createInternetEgress(`${name}-eksClusterInternetEgressRule`, group, parent);
  return group;
}

/** The security group of nodes, with the rules that let nodes and control plane reach each other. */
export function createNodeSecurityGroup(
  name: string,
  args: {
    readonly vpcId: pulumi.Input<string>;
    readonly tags: Tags;
    readonly groupTags: Tags;
    readonly cluster: aws.eks.Cluster;
    readonly clusterSecurityGroupId: pulumi.Output<string>;
  },
  parent: pulumi.Resource,
): { group: aws.ec2.SecurityGroup; clusterIngress: aws.ec2.SecurityGroupRule } {
  const groupName = `${name}-nodeSecurityGroup`;
  const group = new aws.ec2.SecurityGroup(
    groupName,
    {
      vpcId: args.vpcId,
      revokeRulesOnDelete: true,
      tags: pulumi.all([args.tags, args.groupTags, args.cluster.name]).apply(([tags, groupTags, clusterName]) => ({
        Name: groupName,
        [`kubernetes.io/cluster/${clusterName}`]: "owned",
        ...groupTags,
        ...tags,
      })),
    },
    { parent },
  );
  const ingress = (
    rule: string,
    description: string,
    to: pulumi.Input<string>,
    ports: { fromPort: number; toPort: number; protocol: string },
    from: { self: true } | { sourceSecurityGroupId: pulumi.Input<string> },
  ): aws.ec2.SecurityGroupRule =>
    new aws.ec2.SecurityGroupRule(
      `${name}-${rule}`,
      { description, type: "ingress", ...ports, securityGroupId: to, ...from },
      { parent },
    );
  const fromControlPlane = { sourceSecurityGroupId: args.clusterSecurityGroupId };

  ingress("eksNodeIngressRule", "Allow nodes to communicate with each other", group.id, everything, { self: true });
  ingress(
    "eksNodeClusterIngressRule",
    "Allow worker Kubelets and pods to receive communication from the cluster control plane",
    group.id,
    tcp(1025, 65535),
    fromControlPlane,
  );
  ingress(
    "eksExtApiServerClusterIngressRule",
    "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
    group.id,
    tcp(443, 443),
    fromControlPlane,
  );
  createInternetEgress(`${name}-eksNodeInternetEgressRule`, group, parent);
  const clusterIngress = ingress(
    "eksClusterIngressRule",
    "Allow pods to communicate with the cluster API Server",
    args.clusterSecurityGroupId,
    tcp(443, 443),
    { sourceSecurityGroupId: group.id },
  );
  return { group, clusterIngress };
}

function createInternetEgress(name: string, group: aws.ec2.SecurityGroup, parent: pulumi.Resource): void {
  new aws.ec2.SecurityGroupRule(
    name,
    {
      description: "Allow internet access.",
      type: "egress",
      ...everything,
      cidrBlocks: ["0.0.0.0/0"],
      securityGroupId: group.id,
    },
    { parent },
  );
}

function tcp(fromPort: number, toPort: number): { fromPort: number; toPort: number; protocol: string } {
  return { fromPort, toPort, protocol: "tcp" };
}
