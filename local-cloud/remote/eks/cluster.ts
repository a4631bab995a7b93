import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createAccessEntries, createAuthConfigMap } from "./access";
import { checkAuthentication, supportsAccessEntries, supportsConfigMap } from "./authentication";
import { createClusterAddon, enabledAddons } from "./cluster-addons";
import { validateCluster } from "./cluster-validation";
import { createControlPlane, encryptionConfig } from "./control-plane";
import type { ClusterCore } from "./core";
import { nodeInstanceRoles } from "./instance-roles";
import { kubeconfig, type Credentials } from "./kubeconfig";
import { clusterSubnets } from "./networking";
import { createClusterSecurityGroup, createNodeSecurityGroup } from "./security-groups";
import { managedPolicies, ServiceRole } from "./service-role";
import { createStorageClasses } from "./storage-classes";
import { VpcCniAddon } from "./vpc-cni-addon";

/** Stands in for `eks:index:Cluster`: registers the children that the real component would. */
export class Cluster extends pulumi.ComponentResource {
  /** Outputs of the component, by name. */
  readonly state: pulumi.Inputs;

  constructor(name: string, rawArgs: eks.ClusterArgs, opts: pulumi.ComponentResourceOptions) {
    const args = checkAuthentication(name, rawArgs);
    validateCluster(name, args);
    super("eks:index:Cluster", name, rawArgs, opts);
    this.state = createCluster(name, args, this);
    this.registerOutputs(this.state);
  }
}

function createCluster(name: string, args: eks.ClusterArgs, parent: Cluster): pulumi.Inputs {
  const { partition } = aws.getPartitionOutput({}, { parent });
  const network = clusterSubnets(args, parent);
  const autoMode = args.autoMode?.enabled === true;
  const serviceRole = args.serviceRole ? undefined : createServiceRole(name, args, partition, parent);
  const autoModeNodeRole =
    autoMode && args.autoMode?.createNodeRole !== false
      ? createAutoModeNodeRole(name, args, partition, parent)
      : undefined;
  const role = pulumi.output(args.serviceRole ?? serviceRole?.role) as pulumi.Output<aws.iam.Role>;

  const withSecurityGroups = !(args.skipDefaultSecurityGroups ?? autoMode);
  const clusterSecurityGroup = args.clusterSecurityGroup
    ? pulumi.output(args.clusterSecurityGroup)
    : withSecurityGroups
      ? createClusterSecurityGroup(
          name,
          { vpcId: network.vpcId, tags: args.tags, groupTags: args.clusterSecurityGroupTags },
          parent,
        )
      : undefined;
  const clusterSecurityGroupId = clusterSecurityGroup && pulumi.output(clusterSecurityGroup).id;
  const encryption = args.encryptionConfigKeyArn ? encryptionConfig(args.encryptionConfigKeyArn) : undefined;

  const cluster = createControlPlane(
    name,
    {
      options: args,
      roleArn: role.arn,
      subnetIds: network.subnetIds,
      securityGroupId: clusterSecurityGroupId,
      encryptionConfig: encryption,
      autoModeNodeRole,
      roles: [serviceRole, autoModeNodeRole].filter((made) => made !== undefined),
    },
    parent,
  );

  const addons = enabledAddons(args);
  if (addons.kubeProxy) {
    createClusterAddon(name, "kube-proxy", cluster, args.kubeProxyAddonOptions, args.tags, parent);
  }
  const provider = createKubernetesProvider(name, args, cluster, parent);
  const instanceRoles = nodeInstanceRoles(name, args, partition, parent);
  const eksNodeAccess = supportsConfigMap(args.authenticationMode)
    ? createAuthConfigMap(name, args, instanceRoles.roles, provider, parent)
    : undefined;
  const entries = accessEntries(args, instanceRoles.joining);
  const authentication = [
    ...createAccessEntries(name, cluster, entries, parent),
    ...(eksNodeAccess ? [eksNodeAccess] : []),
  ];
  const storageClasses = createStorageClasses(name, args.storageClasses, {
    parent,
    provider,
    dependsOn: authentication,
  });
  const vpcCni =
    args.useDefaultVpcCni === undefined ? !autoMode : !args.useDefaultVpcCni;
  const core: ClusterCore = {
    cluster,
    vpcId: pulumi.output(network.vpcId),
    subnetIds: pulumi.output(network.subnetIds),
    publicSubnetIds: args.publicSubnetIds && pulumi.output(args.publicSubnetIds),
    privateSubnetIds: args.privateSubnetIds && pulumi.output(args.privateSubnetIds),
    endpoint: cluster.endpoint,
    clusterSecurityGroup,
    provider,
    instanceRoles: instanceRoles.roles,
    nodeGroupOptions: nodeGroupOptions(args),
    kubeconfig: userKubeconfig(args, cluster),
    vpcCni: vpcCni
      ? new VpcCniAddon(
          `${name}-vpc-cni`,
          { ...args.vpcCniOptions, clusterName: cluster.name, clusterVersion: cluster.version, tags: args.tags },
          { parent, dependsOn: authentication, providers: { kubernetes: provider } },
        )
      : undefined,
    eksNodeAccess,
    storageClasses,
    tags: args.tags,
    nodeSecurityGroupTags: args.nodeSecurityGroupTags,
    encryptionConfig: encryption,
    clusterIamRole: role,
    accessEntries: pulumi.output(Object.values(entries)) as pulumi.Output<object[]>,
    autoModeNodeRoleName: autoModeNodeRole?.role.name ?? pulumi.output(""),
  };
  if (addons.coredns) {
    createClusterAddon(name, "coredns", cluster, args.corednsAddonOptions, args.tags, parent);
  }
  const nodes =
    withSecurityGroups && clusterSecurityGroupId
      ? createNodeSecurityGroup(
          name,
          {
            vpcId: network.vpcId,
            tags: args.tags,
            groupTags: args.nodeSecurityGroupTags,
            cluster,
            clusterSecurityGroupId,
          },
          parent,
        )
      : undefined;
  return clusterState(core, clusterSecurityGroupId, nodes);
}

function clusterState(
  core: ClusterCore,
  clusterSecurityGroupId: pulumi.Output<string> | undefined,
  nodes: ReturnType<typeof createNodeSecurityGroup> | undefined,
): pulumi.Inputs {
  const { cluster } = core;
  // EKS makes a security group of its own: https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
  const madeByEks = cluster.vpcConfig.clusterSecurityGroupId;
  const issuer = cluster.identities.apply((identities) => identities?.[0]?.oidcs?.[0]?.issuer ?? "");
  return {
    kubeconfig: core.kubeconfig,
    kubeconfigJson: pulumi.jsonStringify(core.kubeconfig),
    clusterSecurityGroup: core.clusterSecurityGroup,
    instanceRoles: core.instanceRoles,
    nodeSecurityGroup: nodes?.group,
    eksClusterIngressRule: nodes?.clusterIngress,
    defaultNodeGroup: undefined,
    eksCluster: cluster,
    core: pulumi.output(core),
    clusterSecurityGroupId: clusterSecurityGroupId ?? madeByEks,
    nodeSecurityGroupId: nodes?.group.id ?? madeByEks,
    clusterIngressRuleId: nodes?.clusterIngress.securityGroupRuleId ?? "",
    defaultNodeGroupAsgName: "",
    fargateProfileId: "",
    fargateProfileStatus: "",
    oidcProviderArn: "",
    oidcProviderUrl: issuer,
    oidcIssuer: issuer.apply((url) => url.replace("https://", "")),
    autoModeNodeRoleName: core.autoModeNodeRoleName,
  };
}

function createServiceRole(
  name: string,
  args: eks.ClusterArgs,
  partition: pulumi.Output<string>,
  parent: Cluster,
): ServiceRole {
  // https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
  const autoModePolicies = [
    "AmazonEKSComputePolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy",
  ];
  return new ServiceRole(
    `${name}-eksRole`,
    {
      service: "eks.amazonaws.com",
      description: "Allows EKS to manage clusters on your behalf.",
      managedPolicyArns: managedPolicies(partition, [
        "AmazonEKSClusterPolicy",
        ...(args.autoMode?.enabled ? autoModePolicies : []),
      ]),
      assumeRoleActions: ["sts:AssumeRole", "sts:TagSession"],
      tags: args.tags,
    },
    { parent },
  );
}

function createAutoModeNodeRole(
  name: string,
  args: eks.ClusterArgs,
  partition: pulumi.Output<string>,
  parent: Cluster,
): ServiceRole {
  return new ServiceRole(
    `${name}-nodeRole`,
    {
      service: "ec2.amazonaws.com",
      managedPolicyArns: managedPolicies(partition, [
        "AmazonEKSWorkerNodeMinimalPolicy",
        "AmazonEC2ContainerRegistryPullOnly",
      ]),
      tags: args.tags,
    },
    { parent },
  );
}

function createKubernetesProvider(
  name: string,
  args: eks.ClusterArgs,
  cluster: aws.eks.Cluster,
  parent: Cluster,
): k8s.Provider {
  return new k8s.Provider(
    `${name}-eks-k8s`,
    {
      kubeconfig: pulumi.jsonStringify(clusterKubeconfig(cluster, credentials(args))),
      enableConfigMapMutable: args.enableConfigMapMutable,
    },
    { parent },
  );
}

/** The kubeconfig for people: without the profile of the one who deploys. */
function userKubeconfig(args: eks.ClusterArgs, cluster: aws.eks.Cluster): pulumi.Output<object> {
  const role = credentials(args).apply(({ roleArn }) => ({ roleArn }));
  return clusterKubeconfig(cluster, role);
}

function credentials(args: eks.ClusterArgs): pulumi.Output<Credentials> {
  const profileName = new pulumi.Config("aws").get("profile");
  return pulumi.output(args.providerCredentialOpts ?? (profileName ? { profileName } : {}));
}

/** A kubeconfig for a cluster that need not exist yet. */
export function clusterKubeconfig(
  cluster: aws.eks.Cluster,
  given: pulumi.Input<Credentials>,
): pulumi.Output<object> {
  return pulumi
    .all([cluster.name, cluster.endpoint, cluster.certificateAuthority, cluster.arn, given])
    .apply(([clusterName, endpoint, authority, arn, known]) =>
      kubeconfig({ clusterName, endpoint, certificateData: authority.data, arn }, known),
    );
}

function accessEntries(
  args: eks.ClusterArgs,
  joining: pulumi.Output<aws.iam.Role> | undefined,
): Record<string, eks.types.input.AccessEntryArgs> {
  if (!supportsAccessEntries(args.authenticationMode)) {
    return {};
  }
  const nodes: eks.types.input.AccessEntryArgs | undefined = joining && {
    principalArn: joining.arn,
    type: "EC2_LINUX",
  };
  return { ...(nodes && { defaultNodeGroupInstanceRole: nodes }), ...args.accessEntries };
}

function nodeGroupOptions(args: eks.ClusterArgs): object {
  return (
    args.nodeGroupOptions ?? {
      nodeSubnetIds: args.nodeSubnetIds,
      nodeAssociatePublicIpAddress: args.nodeAssociatePublicIpAddress,
      instanceType: args.instanceType,
      nodePublicKey: args.nodePublicKey,
      nodeRootVolumeEncrypted: args.nodeRootVolumeEncrypted,
      nodeRootVolumeSize: args.nodeRootVolumeSize,
      nodeUserData: args.nodeUserData,
      minSize: args.minSize,
      maxSize: args.maxSize,
      desiredCapacity: args.desiredCapacity,
      amiId: args.nodeAmiId,
      gpu: args.gpu,
      version: args.version,
    }
  );
}
