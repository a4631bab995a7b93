import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "./service-role";

export interface ControlPlaneArgs {
  readonly options: eks.ClusterArgs;
  readonly roleArn: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupId?: pulumi.Input<string>;
  readonly encryptionConfig?: pulumi.Output<EncryptionConfig>;
  readonly autoModeNodeRole?: ServiceRole;
  /** Roles whose policies must be attached before the cluster is made. */
  readonly roles: readonly ServiceRole[];
}

export interface EncryptionConfig {
  readonly provider: { readonly keyArn: string };
  readonly resources: string[];
}

type NetworkConfig = aws.types.input.eks.ClusterKubernetesNetworkConfig;
type ComputeConfig = aws.types.input.eks.ClusterComputeConfig;

export function encryptionConfig(keyArn: pulumi.Input<string>): pulumi.Output<EncryptionConfig> {
  return pulumi.output(keyArn).apply((known) => ({ provider: { keyArn: known }, resources: ["secrets"] }));
}

export function createControlPlane(
  name: string,
  args: ControlPlaneArgs,
  parent: pulumi.Resource,
): aws.eks.Cluster {
  const { options } = args;
  return new aws.eks.Cluster(
    `${name}-eksCluster`,
    {
      name: options.name,
      roleArn: args.roleArn,
      ...autoModeConfig(args),
      // Auto Mode refuses a cluster that is made with self-managed add-ons.
      bootstrapSelfManagedAddons: options.autoMode?.enabled ? false : (options.bootstrapSelfManagedAddons ?? true),
      vpcConfig: {
        securityGroupIds: args.securityGroupId ? [args.securityGroupId] : undefined,
        subnetIds: args.subnetIds,
        endpointPrivateAccess: options.endpointPrivateAccess,
        endpointPublicAccess: options.endpointPublicAccess,
        publicAccessCidrs: publicAccessCidrs(name, options),
      },
      version: options.version,
      enabledClusterLogTypes: options.enabledClusterLogTypes,
      tags: pulumi
        .all([options.tags, options.clusterTags])
        .apply(([tags, clusterTags]) => ({ Name: `${name}-eksCluster`, ...clusterTags, ...tags })),
      encryptionConfig: args.encryptionConfig,
      accessConfig: options.authenticationMode
        ? { authenticationMode: options.authenticationMode, bootstrapClusterCreatorAdminPermissions: true }
        : undefined,
      upgradePolicy: options.upgradePolicy,
      deletionProtection: options.deletionProtection,
    },
    {
      parent,
      // Both only count when a cluster is made: https://github.com/pulumi/pulumi-aws/issues/3997
      ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
      dependsOn: args.roles.map((role) => role.readyRole),
    },
  );
}

function publicAccessCidrs(name: string, options: eks.ClusterArgs): pulumi.Output<string[]> | undefined {
  if (!options.publicAccessCidrs) {
    return undefined;
  }
  return pulumi
    .all([options.publicAccessCidrs, options.endpointPublicAccess ?? true])
    .apply(([cidrs, publicAccess]) => {
      if (!publicAccess) {
        throw new Error(
          `eks.Cluster "${name}": publicAccessCidrs limits the public endpoint, and endpointPublicAccess is false; ` +
            "drop one of them.",
        );
      }
      return cidrs;
    });
}

/** The three parts of Auto Mode: AWS wants all of them on or all off, so each waits until all are known. */
function autoModeConfig(
  args: ControlPlaneArgs,
): Pick<aws.eks.ClusterArgs, "computeConfig" | "storageConfig" | "kubernetesNetworkConfig"> {
  const { autoMode, kubernetesServiceIpAddressRange, ipFamily } = args.options;
  const enabled = autoMode?.enabled === true;
  const network =
    kubernetesServiceIpAddressRange || ipFamily || enabled
      ? pulumi
          .all([kubernetesServiceIpAddressRange, ipFamily])
          .apply(([range, family = "ipv4"]): NetworkConfig => ({
            serviceIpv4Cidr: family === "ipv4" ? range : undefined,
            ipFamily: family,
            elasticLoadBalancing: enabled ? { enabled } : undefined,
          }))
      : undefined;
  if (!enabled) {
    return { kubernetesNetworkConfig: network };
  }
  const compute = pulumi
    .all([autoMode.computeConfig, args.autoModeNodeRole?.role.arn])
    .apply(([config, nodeRoleArn]): ComputeConfig => ({
      enabled: true,
      nodeRoleArn,
      nodePools: ["general-purpose", "system"],
      ...config,
    }));
  const parts = pulumi
    .all([compute, network])
    .apply(([computeConfig, kubernetesNetworkConfig]) => ({ computeConfig, kubernetesNetworkConfig }));
  return {
    computeConfig: parts.apply(({ computeConfig }) => computeConfig),
    storageConfig: parts.apply(() => ({ blockStorage: { enabled: true } })),
    kubernetesNetworkConfig: parts.apply(({ kubernetesNetworkConfig }) => kubernetesNetworkConfig ?? {}),
  };
}
