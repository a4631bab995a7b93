import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { supportsAccessEntries } from "./authentication";
import { ClusterReference, type ReferencedCore } from "./cluster-reference";
import { amiTypeFor, operatingSystemOf, volumeDevice } from "./machine-images";
import { validateManagedNodeGroup, wantsLaunchTemplate } from "./managed-node-group-validation";

/** Inputs of `eks:index:ManagedNodeGroup` as they arrive: the cluster is a reference, or the core of a cluster. */
export type ManagedNodeGroupArgs = Omit<eks.ManagedNodeGroupArgs, "cluster"> & {
  readonly cluster: pulumi.Input<ClusterReference | ReferencedCore>;
};

/** Stands in for `eks:index:ManagedNodeGroup`. */
export class ManagedNodeGroup extends pulumi.ComponentResource {
  readonly nodeGroup: aws.eks.NodeGroup;

  constructor(name: string, args: ManagedNodeGroupArgs, opts: pulumi.ComponentResourceOptions) {
    validateManagedNodeGroup(name, args);
    super("eks:index:ManagedNodeGroup", name, args, opts);
    const core = pulumi
      .output(args.cluster as pulumi.Input<object>)
      .apply((cluster) => (cluster instanceof ClusterReference ? cluster.core : cluster)) as pulumi.Output<ReferencedCore>;
    const roleArn = args.nodeRoleArn ?? pulumi.output(args.nodeRole as pulumi.Input<aws.iam.Role>).arn;
    requireKnownRole(name, core, roleArn);
    this.nodeGroup = this.createNodeGroup(name, args, core, roleArn);
    this.registerOutputs({ nodeGroup: this.nodeGroup, placementGroupName: "" });
  }

  private createNodeGroup(
    name: string,
    args: ManagedNodeGroupArgs,
    core: pulumi.Output<ReferencedCore>,
    roleArn: pulumi.Input<string>,
  ): aws.eks.NodeGroup {
    const launchTemplate = wantsLaunchTemplate(args) ? this.createLaunchTemplate(name, args) : undefined;
    return new aws.eks.NodeGroup(
      name,
      {
        amiType: amiType(args),
        capacityType: args.capacityType,
        clusterName: args.clusterName ?? core.cluster.name,
        // A launch template says the size of the disk itself.
        diskSize: launchTemplate ? undefined : args.diskSize,
        forceUpdateVersion: args.forceUpdateVersion,
        instanceTypes: args.instanceTypes,
        labels: args.labels,
        launchTemplate: launchTemplate
          ? { id: launchTemplate.id, version: pulumi.interpolate`${launchTemplate.latestVersion}` }
          : args.launchTemplate,
        nodeGroupName: args.nodeGroupName,
        nodeGroupNamePrefix: args.nodeGroupNamePrefix,
        nodeRoleArn: roleArn,
        releaseVersion: args.releaseVersion,
        remoteAccess: args.remoteAccess,
        scalingConfig: pulumi.output(args.scalingConfig).apply((scaling) => ({
          desiredSize: scaling?.desiredSize ?? 2,
          minSize: scaling?.minSize ?? 1,
          maxSize: scaling?.maxSize ?? 2,
        })),
        subnetIds: args.subnetIds ?? clusterSubnetIds(core),
        tags: args.tags,
        taints: args.taints,
        // Whoever brings a launch template decides the version of Kubernetes with its image.
        version: args.version || args.launchTemplate ? args.version : core.cluster.version,
      },
      {
        parent: this,
        dependsOn: core.apply(({ eksNodeAccess }) => (eksNodeAccess ? [eksNodeAccess] : [])),
        ignoreChanges: args.ignoreScalingChanges ? ["scalingConfig.desiredSize"] : undefined,
      },
    );
  }

  private createLaunchTemplate(name: string, args: ManagedNodeGroupArgs): aws.ec2.LaunchTemplate {
    const deviceName = pulumi
      .all([args.amiType, args.operatingSystem])
      .apply(([type, os]) => volumeDevice(operatingSystemOf(type, os)));
    return new aws.ec2.LaunchTemplate(
      `${name}-launchTemplate`,
      {
        blockDeviceMappings: args.diskSize ? [{ deviceName, ebs: { volumeSize: args.diskSize } }] : undefined,
        metadataOptions: {
          httpTokens: args.enableIMDSv2 ? "required" : "optional",
          httpPutResponseHopLimit: 2,
          httpEndpoint: "enabled",
        },
      },
      { parent: this },
    );
  }
}

function amiType(args: ManagedNodeGroupArgs): pulumi.Input<string> | undefined {
  if (args.amiType !== undefined || args.operatingSystem === undefined) {
    return args.amiType;
  }
  return pulumi
    .all([args.operatingSystem, args.gpu, args.instanceTypes])
    .apply(([os, gpu, instanceTypes]) => amiTypeFor(os, gpu ?? false, instanceTypes ?? []));
}

function clusterSubnetIds(core: pulumi.Output<ReferencedCore>): pulumi.Output<string[]> {
  return core.apply(
    ({ subnetIds, privateSubnetIds, publicSubnetIds }) => subnetIds ?? privateSubnetIds ?? publicSubnetIds ?? [],
  );
}

/** Without access entries, nodes join only under a role that the cluster's aws-auth ConfigMap maps. */
function requireKnownRole(name: string, core: pulumi.Output<ReferencedCore>, roleArn: pulumi.Input<string>): void {
  const mapped = core.apply(({ instanceRoles }) => pulumi.all((instanceRoles ?? []).map(({ arn }) => arn)));
  pulumi.all([core.cluster.accessConfig, mapped, roleArn]).apply(([access, arns, arn]) => {
    if (!supportsAccessEntries(access?.authenticationMode) && !arns.includes(arn)) {
      throw unmappedRole(name);
    }
  });
}

function unmappedRole(name: string): pulumi.InputPropertyError {
  return new pulumi.InputPropertyError({
    propertyPath: "nodeRole",
    reason:
      `eks.ManagedNodeGroup "${name}": its role is not among the instanceRoles of the cluster, so its nodes could ` +
      "not join; add it there, or set the cluster's authenticationMode to API.",
  });
}
