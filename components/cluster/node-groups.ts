/** Managed node groups, each with a launch template of its own. */
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { AmiType, KianaxClusterArgs, NodeGroup } from "./arguments";
import { dataDevice, nodeUserData, systemDevices } from "./user-data";

/** A node group to be made: one for each entry of the arguments, or for each of its zones. */
export interface PlannedGroup {
  /** End of its logical name, such as `general` or `general-us-east-1a`. */
  readonly suffix: string;
  /** End of its name in AWS. */
  readonly physicalSuffix: string;
  /** Name of the entry, whose launch template it uses. */
  readonly entry: string;
  readonly group: NodeGroup;
  readonly zones: readonly string[];
}

/** Which groups there are. */
export function planGroups(groups: KianaxClusterArgs["nodeGroups"], zones: readonly string[]): PlannedGroup[] {
  return Object.entries(groups).flatMap(([entry, group]) => {
    const spreads = group.zonal === true ? zones.map((zone) => ({ suffix: `${entry}-${zone}`, zones: [zone] })) : [{ suffix: entry, zones }];
    return spreads.map((spread) => ({ ...spread, entry, group, physicalSuffix: `${spread.suffix}-${digest(group, spread.zones)}` }));
  });
}

/**
 * Differs whenever EKS would replace the group, so that the new group has a name of its own and is there before the old one
 * is drained.
 */
function digest({ instanceTypes, capacityType, amiType }: NodeGroup, zones: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify({ instanceTypes, capacityType, amiType, zones })).digest("hex").slice(0, 6);
}

/** Makes the groups, once what nodes need to become ready is there. */
export function createNodeGroups(
  component: KianaxComponent,
  { nodeGroups, network, keys, version }: Pick<KianaxClusterArgs, "nodeGroups" | "network" | "keys" | "version">,
  cluster: eks.Cluster,
  nodeRole: aws.iam.Role,
  waitsFor: readonly pulumi.Resource[],
): eks.ManagedNodeGroup[] {
  const templates = new Map(Object.entries(nodeGroups).map(([entry, group]) => [entry, createLaunchTemplate(component, entry, group, keys)]));
  return planGroups(nodeGroups, network.zones).map(({ suffix, physicalSuffix, entry, group, zones }) => {
    const template = templates.get(entry);
    const made = component.child(
      eks.ManagedNodeGroup,
      "nodeGroup",
      suffix,
      {
        cluster,
        nodeGroupName: component.physical("eks node group", physicalSuffix),
        nodeRoleArn: nodeRole.arn,
        subnetIds: network.privateSubnetIds.filter((_, index) => zones.includes(network.zones[index] ?? "")),
        // Without it nodes stay at the version they were made with when the control plane moves on.
        version,
        instanceTypes: [...group.instanceTypes],
        capacityType: group.capacityType,
        amiType: group.amiType,
        scalingConfig: { minSize: group.minSize, maxSize: group.maxSize, desiredSize: group.desiredSize },
        ignoreScalingChanges: true,
        ...(group.labels === undefined ? {} : { labels: { ...group.labels } }),
        ...(group.taints === undefined ? {} : { taints: group.taints.map((taint) => ({ ...taint })) }),
        ...(template === undefined ? {} : { launchTemplate: { id: template.id, version: template.latestVersion.apply(String) } }),
        tags: component.tags(suffix, { costLine: "compute" }),
      },
      // Nodes that find no way to the image registry never become ready, and EKS gives them up after half an hour.
      { dependsOn: [...waitsFor, ...network.privateRouting], transforms: [nodeGroupTransform(group.maxUnavailable ?? 1)] },
    );
    const [zone, ...others] = zones;
    if (group.zonal === true && zone !== undefined && others.length === 0) {
      tellZone(component, suffix, made, zone);
    }
    return made;
  });
}

/**
 * What eks.ManagedNodeGroup has no argument for: how many nodes are renewed at a time, and that EKS replaces a node that is
 * not well. https://docs.aws.amazon.com/eks/latest/userguide/node-repair.html
 */
export function nodeGroupTransform(maxUnavailable: number): pulumi.ResourceTransform {
  return ({ type, props, opts }) =>
    type === "aws:eks/nodeGroup:NodeGroup" ? { props: { ...props, updateConfig: { maxUnavailable }, nodeRepairConfig: { enabled: true } }, opts } : undefined;
}

/**
 * A group without nodes shows the autoscaler none to learn from: labels and taints it reads from EKS, but that a volume of this
 * zone fits is known only to the volumes' driver on a node. EKS hands no tags on to the Auto Scaling group, so it gets its own.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
function tellZone(component: KianaxComponent, suffix: string, { nodeGroup }: eks.ManagedNodeGroup, zone: string): void {
  component.child(aws.autoscaling.Tag, "scalingTag", `${suffix}-zone`, {
    autoscalingGroupName: nodeGroup.apply(({ resources }) => resources).apply(([made]) => made?.autoscalingGroups?.[0]?.name ?? ""),
    tag: { key: "k8s.io/cluster-autoscaler/node-template/label/topology.ebs.csi.aws.com/zone", value: zone, propagateAtLaunch: false },
  });
}

function createLaunchTemplate(component: KianaxComponent, entry: string, { amiType, diskGiB }: NodeGroup, keys: KianaxClusterArgs["keys"]): aws.ec2.LaunchTemplate {
  const tags = component.tags(entry, { costLine: "compute" });
  return component.child(aws.ec2.LaunchTemplate, "launchTemplate", entry, {
    name: component.physical("launch template", `node-${entry}`),
    description: `Nodes of the group ${entry}`,
    updateDefaultVersion: true,
    userData: nodeUserData(amiType),
    // One hop: pods cannot take the node's role from the metadata service; they have roles of their own.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: volumes(amiType, diskGiB, keys.data.arn),
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    tags,
  });
}

function volumes(amiType: AmiType, diskGiB: number, kmsKeyId: pulumi.Input<string>): aws.types.input.ec2.LaunchTemplateBlockDeviceMapping[] {
  const volume = { encrypted: "true", kmsKeyId, volumeType: "gp3", deleteOnTermination: "true" };
  return [
    ...systemDevices(amiType).map((deviceName) => ({ deviceName, ebs: volume })),
    { deviceName: dataDevice(amiType), ebs: { ...volume, volumeSize: diskGiB } },
  ];
}
