import { ACCESS_POLICIES, ADDONS, AMI_TYPES, EKS_VERSIONS, architectureOf, compareVersions, nearest, offeredVersions, supportStatus } from "../catalogues";
import { find, of, oneOf, others, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { trustRule } from "./iam";

const CLUSTER = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html";
const GROUP = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html";
const NETWORK = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html";
const ACCESS = "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html";
const POD_IDENTITY = "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html";
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const eks: readonly Rule[] = [
  {
    id: "eks-version-calendar",
    types: [T.eksCluster],
    stage: "check",
    source: EKS_VERSIONS.source,
    check: (subject, cloud) => {
      const version = subject.text("version");
      const before = subject.prior && of(subject.prior).text("version");
      if (version === undefined || version === before) {
        return undefined;
      }
      const entry = EKS_VERSIONS.entries.find((known) => known.version === version);
      const offered = offeredVersions(cloud.now).join(", ");
      if (entry === undefined || new Date(entry.released) > cloud.now) {
        return refuse("version", `InvalidParameterException: unsupported Kubernetes version ${version}; EKS offers ${offered}.`);
      }
      const status = supportStatus(entry, cloud.now);
      if (status === "UNSUPPORTED") {
        return refuse("version", `InvalidParameterException: the Kubernetes version ${version} is out of support since ${entry.extendedUntil}; EKS offers ${offered}.`);
      }
      return refuseIf(
        status === "EXTENDED_SUPPORT" && subject.text("upgradePolicy.supportType") === "STANDARD",
        "version",
        `InvalidParameterException: standard support of Kubernetes ${version} ended on ${entry.standardUntil}, and upgradePolicy asks for STANDARD; take one of ${offeredVersions(cloud.now, true).join(", ")}.`,
      );
    },
  },
  {
    id: "eks-version-step",
    types: [T.eksCluster],
    stage: "admit",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html",
    check: (subject) => {
      const [before, after] = [subject.prior && of(subject.prior).text("version"), subject.text("version")].map((version) => (version === undefined ? undefined : Number(version.split(".")[1])));
      if (before === undefined || after === undefined || before === after) {
        return undefined;
      }
      return refuseIf(after < before || after > before + 1, "version", `InvalidParameterException: unsupported Kubernetes minor version update from 1.${before} to 1.${after}; go up one minor version at a time and never down.`);
    },
  },
  {
    id: "eks-subnets",
    types: [T.eksCluster],
    stage: "admit",
    source: NETWORK,
    check: (subject, cloud) => {
      const subnets = subject.texts("vpcConfig.subnetIds").flatMap((id) => find(cloud, T.subnet, id) ?? []);
      const zones = new Set(subnets.map((subnet) => of(subnet).text("availabilityZone")));
      const vpcs = new Set(subnets.map((subnet) => of(subnet).text("vpcId")));
      const barred = [...zones].find((zone) => zone === "us-west-1b" || zone === "ca-central-1d");
      const small = subnets.find((subnet) => Number(of(subnet).text("cidrBlock")?.split("/")[1] ?? 24) > 28);
      return [
        ...(zones.size < 2 ? [refuse("vpcConfig.subnetIds", `InvalidParameterException: Subnets specified must be in at least two different AZs, and these are in ${[...zones].join(", ") || "none"}; add a subnet of another zone.`)] : []),
        ...(vpcs.size > 1 ? [refuse("vpcConfig.subnetIds", `InvalidParameterException: all subnets must be of one VPC, and these are of ${[...vpcs].join(" and ")}.`)] : []),
        ...(barred === undefined ? [] : [refuse("vpcConfig.subnetIds", `UnsupportedAvailabilityZoneException: EKS has no control planes in ${barred}; use other zones.`)]),
        ...(small === undefined ? [] : [refuse("vpcConfig.subnetIds", `InvalidParameterException: the subnet ${small.id} is too small for EKS, which wants at least six free addresses.`)]),
      ];
    },
  },
  {
    id: "eks-endpoint",
    types: [T.eksCluster],
    stage: "check",
    source: CLUSTER,
    check: (subject) => [
      ...(subject.flag("vpcConfig.endpointPublicAccess") === false && subject.off("vpcConfig.endpointPrivateAccess")
        ? [refuse("vpcConfig", "InvalidParameterException: Private and public endpoint access cannot be false; switch one on.")]
        : []),
      ...subject.all("vpcConfig.publicAccessCidrs[*]").flatMap(({ path, value }) =>
        typeof value === "string" && /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(value) ? [refuse(path, `InvalidParameterException: The following CIDRs are invalid in publicAccessCidrs: [${value}]; private ranges reach the private endpoint, give public ones.`)] : [],
      ),
    ],
  },
  oneOf(T.eksCluster, "enabledClusterLogTypes[*]", LOG_TYPES, "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html"),
  oneOf(T.eksCluster, "accessConfig.authenticationMode", ["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"], ACCESS),
  oneOf(T.eksCluster, "upgradePolicy.supportType", ["STANDARD", "EXTENDED"], "https://docs.aws.amazon.com/eks/latest/APIReference/API_UpgradePolicyRequest.html"),
  {
    id: "eks-encryption-resources",
    types: [T.eksCluster],
    stage: "check",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_EncryptionConfig.html",
    check: (subject) => {
      const resources = subject.texts("encryptionConfig.resources");
      return refuseIf(resources.length > 0 && resources.some((name) => name !== "secrets"), "encryptionConfig.resources", `InvalidParameterException: EKS encrypts "secrets" and nothing else, not ${resources.filter((name) => name !== "secrets").join(", ")}.`);
    },
  },
  {
    id: "eks-authentication-mode-one-way",
    types: [T.eksCluster],
    stage: "admit",
    source: ACCESS,
    check: (subject) => {
      const order = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
      const before = subject.prior && of(subject.prior).text("accessConfig.authenticationMode");
      const after = subject.text("accessConfig.authenticationMode");
      return refuseIf(before !== undefined && after !== undefined && order.indexOf(after) < order.indexOf(before), "accessConfig.authenticationMode", `InvalidParameterException: the authentication mode cannot go from ${before} back to ${after}.`);
    },
  },
  trustRule("eks-cluster-role-trust", T.eksCluster, "roleArn", "eks.amazonaws.com", ["sts:AssumeRole"], "https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html", "InvalidParameterException"),
  trustRule("eks-node-role-trust", T.nodeGroup, "nodeRoleArn", "ec2.amazonaws.com", ["sts:AssumeRole"], "https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html", "InvalidParameterException"),
  trustRule("eks-pod-identity-trust", T.podIdentityAssociation, "roleArn", "pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"], POD_IDENTITY, "InvalidParameterException"),
  {
    id: "eks-node-group-sizes",
    types: [T.nodeGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html",
    check: (subject) => {
      const [minimum, maximum, desired] = ["minSize", "maxSize", "desiredSize"].map((name) => subject.number(`scalingConfig.${name}`));
      return [
        ...(minimum !== undefined && minimum < 0 ? [refuse("scalingConfig.minSize", `InvalidParameterException: the minimum ${minimum} is negative; give 0 or more.`)] : []),
        ...(maximum !== undefined && maximum < 1 ? [refuse("scalingConfig.maxSize", `InvalidParameterException: the maximum ${maximum} is below 1; give 1 or more.`)] : []),
        ...(minimum !== undefined && maximum !== undefined && minimum > maximum ? [refuse("scalingConfig.minSize", `InvalidParameterException: Minimum capacity ${minimum} can't be greater than maximum size ${maximum}; lower minSize or raise maxSize.`)] : []),
        ...(desired !== undefined && minimum !== undefined && desired < minimum ? [refuse("scalingConfig.desiredSize", `InvalidParameterException: Minimum capacity ${minimum} can't be greater than desired size ${desired}; raise desiredSize.`)] : []),
        ...(desired !== undefined && maximum !== undefined && desired > maximum ? [refuse("scalingConfig.desiredSize", `InvalidParameterException: desired capacity ${desired} can't be greater than max size ${maximum}; lower desiredSize.`)] : []),
      ];
    },
  },
  oneOf(T.nodeGroup, "capacityType", ["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"], GROUP),
  oneOf(T.nodeGroup, "amiType", Object.keys(AMI_TYPES.entries), AMI_TYPES.source),
  oneOf(T.nodeGroup, "taints[*].effect", ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"], GROUP),
  range(T.nodeGroup, "updateConfig.maxUnavailable", 1, 100, GROUP),
  range(T.nodeGroup, "updateConfig.maxUnavailablePercentage", 1, 100, GROUP),
  {
    id: "eks-node-group-architecture",
    types: [T.nodeGroup],
    stage: "check",
    source: AMI_TYPES.source,
    check: (subject) => {
      const amiType = subject.text("amiType") ?? "AL2023_x86_64_STANDARD";
      const wanted = AMI_TYPES.entries[amiType];
      const types = subject.texts("instanceTypes");
      const wrong = subject.unknown("amiType") || wanted === undefined ? undefined : types.find((type) => architectureOf(type) !== wanted);
      return [
        ...(wrong === undefined ? [] : [refuse("instanceTypes", `InvalidParameterException: [${wrong}] is not a valid instance type for requested amiType ${amiType}, whose architecture is ${wanted}; change one of the two.`)]),
        ...(types.length > 20 ? [refuse("instanceTypes", `InvalidParameterException: ${types.length} instance types are more than the 20 a node group takes.`)] : []),
      ];
    },
  },
  {
    id: "eks-node-group-launch-template",
    types: [T.nodeGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
    check: (subject) => [
      ...(subject.given("launchTemplate") && subject.given("diskSize") ? [refuse("diskSize", "InvalidParameterException: Disk size must be specified within the launch template; remove diskSize.")] : []),
      ...(subject.given("launchTemplate") && subject.given("remoteAccess") ? [refuse("remoteAccess", "InvalidParameterException: Remote access configuration cannot be specified with a launch template; put the key into the template.")] : []),
    ],
  },
  {
    id: "eks-node-group-template-content",
    types: [T.nodeGroup],
    stage: "admit",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
    check: (subject, cloud) => {
      const template = find(cloud, T.launchTemplate, subject.text("launchTemplate.id"));
      const values = template && of(template);
      return [
        ...(values?.given("instanceType") === true && (subject.count("instanceTypes") ?? 0) > 0 ? [refuse("instanceTypes", "InvalidParameterException: instance types stand in the node group and in its launch template; keep one.")] : []),
        ...(values?.given("iamInstanceProfile") === true ? [refuse("launchTemplate", "InvalidRequestException: Launch template should not specify an instance profile; the node group's role makes its own.")] : []),
        ...(values !== undefined && (values.all("networkInterfaces[*].subnetId").length > 0) ? [refuse("launchTemplate", "InvalidRequestException: Launch template should not specify subnets in its network interfaces; use the node group's subnetIds.")] : []),
      ];
    },
  },
  {
    id: "eks-node-group-version",
    types: [T.nodeGroup],
    stage: "admit",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html",
    check: (subject, cloud) => {
      const cluster = find(cloud, T.eksCluster, subject.text("clusterName"));
      const [control, nodes] = [cluster && of(cluster).text("version"), subject.text("version")];
      return refuseIf(control !== undefined && nodes !== undefined && compareVersions(nodes, control) > 0, "version", `InvalidParameterException: nodes of version ${nodes} are newer than the cluster's ${control}; upgrade the cluster first.`);
    },
  },
  {
    id: "eks-addon-exists",
    types: [T.addon],
    stage: "check",
    source: ADDONS.source,
    check: (subject) => {
      const name = subject.text("addonName");
      const version = subject.text("addonVersion");
      const fact = ADDONS.entries[name ?? ""];
      if (name !== undefined && fact === undefined && !/^[\w-]+_[\w-]+$/.test(name)) {
        const close = nearest(name, Object.keys(ADDONS.entries));
        return refuse("addonName", `InvalidParameterException: Addon ${name} specified is not supported.${close === undefined ? "" : ` Did you mean ${close}?`}`);
      }
      if (version === undefined || fact === undefined) {
        return undefined;
      }
      if (!/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)) {
        return refuse("addonVersion", `InvalidParameterException: "${version}" is no add-on version; write it as ${fact.current}.`);
      }
      return refuseIf(compareVersions(version, fact.oldest) < 0, "addonVersion", `InvalidParameterException: Addon version specified is not supported: ${name} ${version} is older than ${fact.oldest}.`);
    },
  },
  {
    id: "eks-addon-version-skew",
    types: [T.addon],
    stage: "admit",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html",
    check: (subject, cloud) => {
      const cluster = find(cloud, T.eksCluster, subject.text("clusterName"));
      const control = Number((cluster && of(cluster).text("version"))?.split(".")[1]);
      const version = subject.text("addonVersion");
      const follows = ADDONS.entries[subject.text("addonName") ?? ""]?.followsCluster === true;
      const minor = Number(version?.split(".")[1]);
      return refuseIf(follows && version !== undefined && (minor > control || minor < control - 3), "addonVersion", `InvalidParameterException: Addon version specified is not supported: ${subject.text("addonName")} ${version} does not serve Kubernetes 1.${control}; take a v1.${control} version.`);
    },
  },
  oneOf(T.addon, "resolveConflictsOnCreate", ["NONE", "OVERWRITE"], "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html"),
  oneOf(T.addon, "resolveConflictsOnUpdate", ["NONE", "OVERWRITE", "PRESERVE"], "https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAddon.html"),
  {
    id: "eks-addon-configuration",
    types: [T.addon],
    stage: "check",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html",
    check: (subject) => {
      const text = subject.text("configurationValues");
      return refuseIf(text !== undefined && text !== "" && !isJsonObject(text) && !/^[\w-]+:/m.test(text), "configurationValues", "InvalidParameterException: ConfigurationValue provided in request is not supported: it is neither a JSON object nor YAML.");
    },
  },
  {
    id: "eks-pod-identity-once",
    types: [T.podIdentityAssociation],
    stage: "admit",
    source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html",
    check: (subject, cloud) => {
      const keys = ["clusterName", "namespace", "serviceAccount"];
      const other = others(subject, cloud, T.podIdentityAssociation).find(({ inputs }) => keys.every((key) => inputs[key] === subject.at(key)));
      return refuseIf(other !== undefined, "serviceAccount", `ResourceInUseException: Association already exists: ${other?.id} gives the service account ${subject.text("namespace")}/${subject.text("serviceAccount")} a role already.`);
    },
  },
  {
    id: "eks-access-entries-mode",
    types: [T.accessEntry],
    stage: "admit",
    source: ACCESS,
    check: (subject, cloud) => {
      const cluster = find(cloud, T.eksCluster, subject.text("clusterName"));
      const mode = cluster && of(cluster).text("accessConfig.authenticationMode");
      const other = others(subject, cloud, T.accessEntry).find(({ inputs }) => inputs["clusterName"] === subject.text("clusterName") && inputs["principalArn"] === subject.text("principalArn"));
      return [
        ...(mode === "CONFIG_MAP" ? [refuse("clusterName", "InvalidRequestException: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation; change accessConfig.")] : []),
        ...(other === undefined ? [] : [refuse("principalArn", `ResourceInUseException: The specified access entry resource is already in use on this cluster: ${subject.text("principalArn")} has one.`)]),
      ];
    },
  },
  {
    id: "eks-access-policy",
    types: [T.accessPolicyAssociation],
    stage: "check",
    source: ACCESS_POLICIES.source,
    check: (subject) => {
      const arn = subject.text("policyArn");
      const name = arn?.split("/").at(-1) ?? "";
      const namespaces = subject.count("accessScope.namespaces");
      return [
        ...(arn !== undefined && (!/^arn:[\w-]+:eks::aws:cluster-access-policy\//.test(arn) || !ACCESS_POLICIES.entries.has(name))
          ? [refuse("policyArn", `InvalidParameterException: The policyArn parameter format is not valid: EKS has no access policy "${arn}"; an example is arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy.`)]
          : []),
        ...(subject.text("accessScope.type") === "namespace" && namespaces === 0 ? [refuse("accessScope.namespaces", "InvalidParameterException: a scope of type namespace names at least one namespace.")] : []),
        ...(subject.text("accessScope.type") === "cluster" && (namespaces ?? 0) > 0 ? [refuse("accessScope.namespaces", "InvalidParameterException: a scope of type cluster takes no namespaces; use type namespace.")] : []),
      ];
    },
  },
  {
    id: "eks-access-policy-needs-entry",
    types: [T.accessPolicyAssociation],
    stage: "admit",
    source: ACCESS,
    check: (subject, cloud) => {
      const entries = cloud.byType(T.accessEntry).filter(({ inputs }) => inputs["clusterName"] === subject.text("clusterName"));
      const found = entries.some(({ inputs }) => inputs["principalArn"] === subject.text("principalArn"));
      return refuseIf(!found && subject.text("principalArn") !== undefined, "principalArn", `ResourceNotFoundException: The specified principalArn could not be found: ${subject.text("principalArn")} has no access entry on the cluster; make the entry first (dependsOn).`);
    },
  },
  oneOf(T.accessPolicyAssociation, "accessScope.type", ["cluster", "namespace"], ACCESS),
];

function isJsonObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
