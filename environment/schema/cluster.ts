import { z } from "zod";
import { AMI_TYPES, CAPACITY_TYPES, LOG_TYPES } from "../../components/cluster/arguments";
import { parseCidr } from "../../components/network/cidr";
import { isEc2InstanceType } from "../instance-types";
import { choice, flag, list, logRetention, named, principal, setting, text, textThat, whole } from "./values";

const nodeGroup = z.strictObject({
  instanceTypes: setting(
    list(textThat(isEc2InstanceType, "an EC2 instance type that exists, such as t3.large"), "a list of 1 to 20 different EC2 instance types such as t3.large", 1, 20),
    "Instance types in order of preference; several of one size make Spot capacity steadier.",
    "replace",
  ),
  capacityType: setting(choice(CAPACITY_TYPES), "Whether nodes are bought on demand or as Spot capacity.", "replace"),
  amiType: setting(choice(AMI_TYPES), "Operating system and processor of the nodes.", "replace"),
  minSize: setting(whole(0, 450, "nodes"), "Fewest nodes."),
  maxSize: setting(whole(1, 450, "nodes"), "Most nodes."),
  desiredSize: setting(whole(0, 450, "nodes"), "Nodes at creation; the cluster autoscaler decides from then on."),
  diskGiB: setting(whole(20, 16384, "GiB"), "Size of each node's encrypted gp3 volume. Nodes are renewed one after the other."),
  zonal: setting(flag(), "One group for each zone instead of one over all zones.", "replace").optional(),
});

const addonVersion = (name: string) =>
  setting(text(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an EKS add-on version such as v1.22.4-eksbuild.3"), `Version of the ${name} add-on.`);

export const clusterSchema = z.strictObject({
  version: setting(
    text(/^1\.\d{2}$/, 'a Kubernetes version in quotes such as "1.35"'),
    "Kubernetes version, in standard support. Upward by one minor version at a time; never down.",
  ),
  publicAccessCidrs: setting(
    list(textThat((value) => parseCidr(value) !== undefined, "an IPv4 block such as 203.0.113.0/24"), "a list of different IPv4 blocks such as 203.0.113.0/24", 0, 40),
    "Blocks that may reach the API server from the internet; none leaves the endpoint private.",
  ),
  logTypes: setting(
    list(choice(LOG_TYPES), `a list of different control-plane logs out of ${LOG_TYPES.join(", ")}`),
    "Control-plane logs that are kept.",
  ),
  logRetentionDays: setting(logRetention(), "Days that control-plane logs are kept."),
  nodeGroups: setting(named(nodeGroup, "a map from names to node groups"), "Managed node groups by name."),
  addons: setting(
    z.strictObject({
      "vpc-cni": addonVersion("vpc-cni"),
      "kube-proxy": addonVersion("kube-proxy"),
      "eks-pod-identity-agent": addonVersion("eks-pod-identity-agent"),
      coredns: addonVersion("coredns"),
      "aws-ebs-csi-driver": addonVersion("aws-ebs-csi-driver"),
      "metrics-server": addonVersion("metrics-server"),
    }),
    "Versions of the EKS add-ons.",
  ),
  administrators: setting(
    named(principal(), "a map from names to IAM roles or users"),
    "Who administers the cluster. Nobody else does, not even the role that creates it.",
  ),
  deletionProtection: setting(flag(), "Whether EKS refuses to delete the cluster."),
});
