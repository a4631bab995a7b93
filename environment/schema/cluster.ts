import { z } from "zod";
import { AMI_TYPES, CAPACITY_TYPES, LOG_TYPES, TAINT_EFFECTS } from "../../components/cluster/arguments";
import { parseCidr } from "../../components/network/cidr";
import { isEc2InstanceType } from "../instance-types";
import { choice, flag, list, logRetention, named, principal, setting, text, textThat, whole } from "./values";

const KEY = "a key such as workload or example.com/workload";
const LABEL_KEY = text(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/, KEY);
const LABEL_VALUE = text(/^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)?$/, "up to 63 letters, digits and ._-");

const taint = z.strictObject({
  key: setting(LABEL_KEY, "Key of the taint."),
  value: setting(LABEL_VALUE, "Value of the taint.").optional(),
  effect: setting(choice(TAINT_EFFECTS), "What happens to pods that do not tolerate it."),
});

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
  zonal: setting(flag(), "One group for each zone instead of one over all zones, for pods that are bound to a volume in one zone.", "replace").optional(),
  labels: setting(z.record(LABEL_KEY, LABEL_VALUE).meta({ allowed: "a map from label keys to text" }), "Labels of the nodes.").optional(),
  taints: setting(list(taint, "a list of taints"), "Keeps pods away that do not tolerate it. One group without taints has to remain.").optional(),
  maxUnavailable: setting(whole(1, 100, "nodes"), "Nodes renewed at a time. Left out: 1.").optional(),
});

const addonVersion = (name: string) =>
  setting(text(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an EKS add-on version such as v1.22.4-eksbuild.3"), `Version of the ${name} add-on.`);

const PERSON = /^(arn:aws[a-z-]*:iam::\d{12}:(root|user\/[\w+=,.@/-]*[\w+=,.@-])|user\/[\w+=,.@/-]*[\w+=,.@-])$/;

const people = (who: string) =>
  setting(
    list(
      text(PERSON, "an IAM user or an account: an ARN such as arn:aws:iam::111122223333:user/alice or arn:aws:iam::111122223333:root, or user/alice for the account that is deployed to"),
      "a list of different IAM users or accounts",
      0,
      20,
    ),
    `Who may take the role ${who}, with a second factor. None: whoever IAM in this account lets.`,
  );

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
  maxNodes: setting(whole(2, 13500, "nodes"), "Most nodes of all groups together: what a runaway workload can make the autoscaler buy."),
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
    "Who administers the cluster, beside kianax:deployers, who install what runs in it. Nobody else does, not even the role that creates it.",
  ),
  people: setting(
    z.strictObject({ admin: people("admin"), developer: people("developer"), readOnly: people("read-only") }),
    "Who may take the roles for people, all with a second factor.",
  ),
  developerNamespaces: setting(
    list(text(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "a Kubernetes namespace such as kianax"), "a list of one or more different namespaces", 1, 100),
    "Namespaces in which the developer role may make changes. Left out: the namespace of the services.",
  ).optional(),
  deletionProtection: setting(flag(), "Whether EKS refuses to delete the cluster."),
});
