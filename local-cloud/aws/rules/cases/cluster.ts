import type { RuleCase } from "../../testing/rule-case";
import { T } from "../../tokens";

const ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

export const clusterCases: readonly RuleCase[] = [
  { rule: "eks-version-calendar", type: T.eksCluster, good: () => ({ version: "1.35", upgradePolicy: { supportType: "STANDARD" } }), bad: () => ({ version: "1.30" }), says: [
      "version: InvalidParameterException: the Kubernetes version 1.30 is out of support since 2026-07-23; EKS offers 1.31, 1.32, 1.33, 1.34, 1.35, 1.36."
    ] },
  { rule: "eks-version-calendar", type: T.eksCluster, good: () => ({ version: "1.33", upgradePolicy: { supportType: "EXTENDED" } }), bad: () => ({ version: "1.33", upgradePolicy: { supportType: "STANDARD" } }), says: [
      "version: InvalidParameterException: standard support of Kubernetes 1.33 ended on 2026-07-29, and upgradePolicy asks for STANDARD; take one of 1.34, 1.35, 1.36."
    ] },
  { rule: "eks-version-calendar", type: T.eksCluster, good: () => ({}), bad: () => ({ version: "1.99" }), says: [
      "version: InvalidParameterException: unsupported Kubernetes version 1.99; EKS offers 1.31, 1.32, 1.33, 1.34, 1.35, 1.36."
    ] },
  { rule: "eks-version-step", type: T.eksCluster, prior: (w) => w.cluster, good: () => ({ version: "1.36" }), bad: () => ({ version: "1.34" }), says: [
      "version: InvalidParameterException: unsupported Kubernetes minor version update from 1.35 to 1.34; go up one minor version at a time and never down."
    ] },
  { rule: "eks-subnets", type: T.eksCluster, good: (w) => ({ vpcConfig: { subnetIds: [w.subnetA.id, w.subnetB.id] } }), bad: (w) => ({ vpcConfig: { subnetIds: [w.subnetA.id, w.strange.id] } }), says: [
      "vpcConfig.subnetIds: InvalidParameterException: Subnets specified must be in at least two different AZs, and these are in us-east-1a; add a subnet of another zone.",
      "vpcConfig.subnetIds: InvalidParameterException: all subnets must be of one VPC, and these are of <vpc> and <other-vpc>."
    ] },
  { rule: "eks-endpoint", type: T.eksCluster, good: () => ({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } }), bad: () => ({ vpcConfig: { endpointPublicAccess: false, publicAccessCidrs: ["10.0.0.0/8"] } }), says: [
      "vpcConfig: InvalidParameterException: Private and public endpoint access cannot be false; switch one on.",
      "vpcConfig.publicAccessCidrs[0]: InvalidParameterException: The following CIDRs are invalid in publicAccessCidrs: [10.0.0.0/8]; private ranges reach the private endpoint, give public ones."
    ] },
  { rule: "eks-encryption-resources", type: T.eksCluster, good: () => ({ encryptionConfig: { resources: ["secrets"] } }), bad: () => ({ encryptionConfig: { resources: ["secrets", "configmaps"] } }), says: [
      "encryptionConfig.resources: InvalidParameterException: EKS encrypts \"secrets\" and nothing else, not configmaps."
    ] },
  { rule: "eks-authentication-mode-one-way", type: T.eksCluster, prior: (w) => w.cluster, good: () => ({ accessConfig: { authenticationMode: "API" } }), bad: () => ({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } }), says: [
      "accessConfig.authenticationMode: InvalidParameterException: the authentication mode cannot go from API back to API_AND_CONFIG_MAP."
    ] },
  { rule: "eks-cluster-role-trust", type: T.eksCluster, good: (w) => ({ roleArn: w.arn(w.clusterRole) }), bad: (w) => ({ roleArn: w.arn(w.nodeRole) }), says: [
      "roleArn: InvalidParameterException: the role node-role does not let eks.amazonaws.com take it; its trust policy needs sts:AssumeRole for that service."
    ] },
  { rule: "eks-node-role-trust", type: T.nodeGroup, good: (w) => ({ nodeRoleArn: w.arn(w.nodeRole) }), bad: (w) => ({ nodeRoleArn: w.arn(w.clusterRole) }), says: [
      "nodeRoleArn: InvalidParameterException: the role cluster-role does not let ec2.amazonaws.com take it; its trust policy needs sts:AssumeRole for that service."
    ] },
  { rule: "eks-pod-identity-trust", type: T.podIdentityAssociation, good: (w) => ({ roleArn: w.arn(w.podRole) }), bad: (w) => ({ roleArn: w.arn(w.nodeRole) }), says: [
      "roleArn: InvalidParameterException: the role node-role does not let pods.eks.amazonaws.com take it; its trust policy needs sts:AssumeRole and sts:TagSession for that service."
    ] },
  { rule: "eks-node-group-sizes", type: T.nodeGroup, good: () => ({ scalingConfig: { minSize: 2, maxSize: 10, desiredSize: 2 } }), bad: () => ({ scalingConfig: { minSize: 5, maxSize: 3, desiredSize: 4 } }), says: [
      "scalingConfig.minSize: InvalidParameterException: Minimum capacity 5 can't be greater than maximum size 3; lower minSize or raise maxSize.",
      "scalingConfig.desiredSize: InvalidParameterException: Minimum capacity 5 can't be greater than desired size 4; raise desiredSize.",
      "scalingConfig.desiredSize: InvalidParameterException: desired capacity 4 can't be greater than max size 3; lower desiredSize."
    ] },
  { rule: "eks-node-group-sizes", type: T.nodeGroup, good: () => ({ scalingConfig: { minSize: 0, maxSize: 1, desiredSize: 0 } }), bad: () => ({ scalingConfig: { minSize: -1, maxSize: 0, desiredSize: 0 } }), says: [
      "scalingConfig.minSize: InvalidParameterException: the minimum -1 is negative; give 0 or more.",
      "scalingConfig.maxSize: InvalidParameterException: the maximum 0 is below 1; give 1 or more."
    ] },
  { rule: "eks-node-group-architecture", type: T.nodeGroup, good: () => ({ amiType: "AL2023_ARM_64_STANDARD", instanceTypes: ["m7g.large"] }), bad: () => ({ amiType: "AL2023_x86_64_STANDARD", instanceTypes: ["t3.large", "m7g.large"] }), says: [
      "instanceTypes: InvalidParameterException: [m7g.large] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD, whose architecture is x86_64; change one of the two."
    ] },
  { rule: "eks-node-group-launch-template", type: T.nodeGroup, good: () => ({ launchTemplate: { id: "lt-1" } }), bad: () => ({ launchTemplate: { id: "lt-1" }, diskSize: 50, remoteAccess: {} }), says: [
      "diskSize: InvalidParameterException: Disk size must be specified within the launch template; remove diskSize.",
      "remoteAccess: InvalidParameterException: Remote access configuration cannot be specified with a launch template; put the key into the template."
    ] },
  {
    rule: "eks-node-group-template-content", type: T.nodeGroup, given: (w) => w.cloud.create(T.launchTemplate, "full", { name: "full", instanceType: "t3.large", networkInterfaces: [{ subnetId: w.subnetA.id }] }),
    good: (w) => ({ launchTemplate: { id: w.template.id }, instanceTypes: ["t3.large"] }),
    bad: (w) => ({ launchTemplate: { id: w.cloud.view().byType(T.launchTemplate).find(({ inputs }) => inputs["name"] === "full")?.id ?? "" }, instanceTypes: ["t3.large"] }), says: [
      "instanceTypes: InvalidParameterException: instance types stand in the node group and in its launch template; keep one.",
      "launchTemplate: InvalidRequestException: Launch template should not specify subnets in its network interfaces; use the node group's subnetIds."
    ],
  },
  { rule: "eks-node-group-version", type: T.nodeGroup, good: () => ({ clusterName: "kianax", version: "1.35" }), bad: () => ({ clusterName: "kianax", version: "1.36" }), says: [
      "version: InvalidParameterException: nodes of version 1.36 are newer than the cluster's 1.35; upgrade the cluster first."
    ] },
  { rule: "eks-addon-exists", type: T.addon, good: () => ({ addonName: "coredns", addonVersion: "v1.13.1-eksbuild.1" }), bad: () => ({ addonName: "core-dns" }), says: [
      "addonName: InvalidParameterException: Addon core-dns specified is not supported. Did you mean coredns?"
    ] },
  { rule: "eks-addon-exists", type: T.addon, good: () => ({ addonName: "vpc-cni" }), bad: () => ({ addonName: "vpc-cni", addonVersion: "1.22.4" }), says: [
      "addonVersion: InvalidParameterException: \"1.22.4\" is no add-on version; write it as v1.22.4-eksbuild.1."
    ] },
  { rule: "eks-addon-exists", type: T.addon, good: () => ({ addonName: "kube-proxy" }), bad: () => ({ addonName: "vpc-cni", addonVersion: "v1.2.0-eksbuild.1" }), says: [
      "addonVersion: InvalidParameterException: Addon version specified is not supported: vpc-cni v1.2.0-eksbuild.1 is older than v1.18.0."
    ] },
  { rule: "eks-addon-version-skew", type: T.addon, good: () => ({ clusterName: "kianax", addonName: "kube-proxy", addonVersion: "v1.35.0-eksbuild.2" }), bad: () => ({ clusterName: "kianax", addonName: "kube-proxy", addonVersion: "v1.36.0-eksbuild.2" }), says: [
      "addonVersion: InvalidParameterException: Addon version specified is not supported: kube-proxy v1.36.0-eksbuild.2 does not serve Kubernetes 1.35; take a v1.35 version."
    ] },
  { rule: "eks-addon-configuration", type: T.addon, good: () => ({ configurationValues: '{"enableNetworkPolicy":"true"}' }), bad: () => ({ configurationValues: "{enableNetworkPolicy" }), says: [
      "configurationValues: InvalidParameterException: ConfigurationValue provided in request is not supported: it is neither a JSON object nor YAML."
    ] },
  {
    rule: "eks-pod-identity-once", type: T.podIdentityAssociation, given: (w) => w.cloud.create(T.podIdentityAssociation, "existing", { clusterName: "kianax", namespace: "default", serviceAccount: "trading", roleArn: w.arn(w.podRole) }),
    good: () => ({ clusterName: "kianax", namespace: "default", serviceAccount: "auth" }), bad: () => ({ clusterName: "kianax", namespace: "default", serviceAccount: "trading" }), says: [
      "serviceAccount: ResourceInUseException: Association already exists: <existing> gives the service account default/trading a role already."
    ],
  },
  {
    rule: "eks-access-entries-mode", type: T.accessEntry, given: (w) => w.cloud.create(T.accessEntry, "existing", { clusterName: "kianax", principalArn: w.arn(w.podRole) }),
    good: (w) => ({ clusterName: "kianax", principalArn: w.arn(w.nodeRole) }), bad: (w) => ({ clusterName: "kianax", principalArn: w.arn(w.podRole) }), says: [
      "principalArn: ResourceInUseException: The specified access entry resource is already in use on this cluster: arn:aws:iam::123456789012:role/pod-role has one."
    ],
  },
  { rule: "eks-access-policy", type: T.accessPolicyAssociation, good: () => ({ policyArn: ADMIN, accessScope: { type: "cluster" } }), bad: () => ({ policyArn: "arn:aws:iam::aws:policy/AdministratorAccess", accessScope: { type: "namespace", namespaces: [] } }), says: [
      "policyArn: InvalidParameterException: The policyArn parameter format is not valid: EKS has no access policy \"arn:aws:iam::aws:policy/AdministratorAccess\"; an example is arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy.",
      "accessScope.namespaces: InvalidParameterException: a scope of type namespace names at least one namespace."
    ] },
  {
    rule: "eks-access-policy-needs-entry", type: T.accessPolicyAssociation, given: (w) => w.cloud.create(T.accessEntry, "existing", { clusterName: "kianax", principalArn: w.arn(w.podRole) }),
    good: (w) => ({ clusterName: "kianax", principalArn: w.arn(w.podRole) }), bad: (w) => ({ clusterName: "kianax", principalArn: w.arn(w.nodeRole) }), says: [
      "principalArn: ResourceNotFoundException: The specified principalArn could not be found: arn:aws:iam::123456789012:role/node-role has no access entry on the cluster; make the entry first (dependsOn)."
    ],
  },
];
