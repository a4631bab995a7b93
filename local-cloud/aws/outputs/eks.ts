import { callerArn } from "../caller";
import { ADDONS, EKS_VERSIONS, offeredVersions } from "../catalogues";
import { characters, DIGITS, LOWER, UPPER, uuid } from "../hash";
import { find, of, Subject } from "../rule";
import type { CloudRecord } from "../../provider/cloud";
import type { Properties } from "../../provider/values";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";

export const eks: Blueprints = {
  [T.eksCluster]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("eks", `cluster/${make.id}`),
    defaults: { bootstrapSelfManagedAddons: true, enabledClusterLogTypes: [] },
    computed: (make) => {
      const version = String(make.sticky("version", () => offeredVersions(make.cloud.now, true).at(-1) ?? "1.35"));
      const vpc = make.object("vpcConfig");
      const code = make.stickyText("endpoint", () => `https://${make.token("endpoint", 32).toUpperCase()}.${characters(make.seed, "host", 3, LOWER + DIGITS)}.${make.cloud.region}.eks.${make.dnsSuffix}`);
      const subnet = find(make.cloud, T.subnet, vpc.texts("subnetIds")[0]);
      const access = make.object("accessConfig");
      return {
        name: make.id,
        version,
        status: "ACTIVE",
        platformVersion: EKS_VERSIONS.entries.find((entry) => entry.version === version)?.platform ?? "eks.1",
        createdAt: make.sticky("createdAt", () => make.created),
        endpoint: code,
        certificateAuthority: make.sticky("certificateAuthority", () => ({ data: authority(make) })),
        deletionProtection: make.sticky("deletionProtection", () => false),
        identities: make.sticky("identities", () => [
          { oidcs: [{ issuer: `https://oidc.eks.${make.cloud.region}.${make.dnsSuffix}/id/${make.token("endpoint", 32).toUpperCase()}` }] },
        ]),
        accessConfig: {
          authenticationMode: access.text("authenticationMode") ?? "CONFIG_MAP",
          bootstrapClusterCreatorAdminPermissions: access.flag("bootstrapClusterCreatorAdminPermissions") ?? true,
        },
        kubernetesNetworkConfig: {
          elasticLoadBalancing: { enabled: false },
          ipFamily: "ipv4",
          serviceIpv4Cidr: serviceRange(subnet && of(subnet).text("cidrBlock")),
          serviceIpv6Cidr: "",
          ...make.object("kubernetesNetworkConfig").properties,
        },
        upgradePolicy: { supportType: make.object("upgradePolicy").text("supportType") ?? "EXTENDED" },
        vpcConfig: {
          endpointPrivateAccess: false,
          endpointPublicAccess: true,
          publicAccessCidrs: vpc.flag("endpointPublicAccess") === false ? [] : ["0.0.0.0/0"],
          securityGroupIds: [],
          ...vpc.properties,
          clusterSecurityGroupId: clusterGroup(make),
          vpcId: (subnet && of(subnet).text("vpcId")) ?? "",
        },
      };
    },
    effects: (make) => {
      const group = clusterGroup(make);
      const subnet = find(make.cloud, T.subnet, make.texts("vpcConfig.subnetIds")[0]);
      const vpcId = { vpcId: (subnet && of(subnet).text("vpcId")) ?? "" };
      return [
        make.sideRecord(T.securityGroup, group, vpcId, {
          ...vpcId,
          name: `eks-cluster-sg-${make.id}-${parseInt(make.token("sg-number", 8), 16)}`,
          description: "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.",
          arn: make.arn("ec2", `security-group/${group}`),
          ownerId: make.cloud.account,
          tags: { [`kubernetes.io/cluster/${make.id}`]: "owned", "aws:eks:cluster-name": make.id },
        }),
        ...creatorEntry(make),
      ];
    },
  },
  [T.nodeGroup]: {
    id: (make) => `${make.text("clusterName") ?? ""}:${make.physicalName("nodeGroupName")}`,
    arn: (make) => make.arn("eks", `nodegroup/${make.text("clusterName") ?? ""}/${make.physicalName("nodeGroupName")}/${uuid(make.id, "group")}`),
    computed: (make) => {
      const cluster = find(make.cloud, T.eksCluster, make.text("clusterName"));
      const version = String(make.sticky("version", () => (cluster && of(cluster).text("version")) ?? "1.35"));
      const name = make.physicalName("nodeGroupName");
      return {
        nodeGroupName: name,
        version,
        status: "ACTIVE",
        amiType: make.sticky("amiType", () => "AL2023_x86_64_STANDARD"),
        capacityType: make.sticky("capacityType", () => "ON_DEMAND"),
        instanceTypes: make.sticky("instanceTypes", () => (make.given("launchTemplate") ? [] : ["t3.medium"])),
        releaseVersion: make.sticky("releaseVersion", () => `${version}.2-20261105`),
        updateConfig: make.sticky("updateConfig", () => ({ maxUnavailable: 1, maxUnavailablePercentage: 0 })),
        resources: make.sticky("resources", () => [{ autoscalingGroups: [{ name: `eks-${name}-${uuid(make.seed, "asg")}` }], remoteAccessSecurityGroupId: "" }]),
        ...(!make.given("launchTemplate") && { diskSize: make.sticky("diskSize", () => 20) }),
      };
    },
    effects: (make, outputs) => [scalingGroup(make, outputs)],
  },
  [T.fargateProfile]: {
    id: (make) => `${make.text("clusterName") ?? ""}:${make.physicalName("fargateProfileName")}`,
    arn: (make) => make.arn("eks", `fargateprofile/${make.text("clusterName") ?? ""}/${make.physicalName("fargateProfileName")}/${uuid(make.id, "profile")}`),
    computed: (make) => ({ fargateProfileName: make.physicalName("fargateProfileName"), status: "ACTIVE" }),
  },
  [T.addon]: {
    id: (make) => `${make.text("clusterName") ?? ""}:${make.text("addonName") ?? ""}`,
    arn: (make) => make.arn("eks", `addon/${make.text("clusterName") ?? ""}/${make.text("addonName") ?? ""}/${uuid(make.id, "addon")}`),
    computed: (make) => ({
      addonVersion: make.sticky("addonVersion", () => ADDONS.entries[make.text("addonName") ?? ""]?.current ?? "v1.0.0-eksbuild.1"),
      configurationValues: make.sticky("configurationValues", () => ""),
      createdAt: make.sticky("createdAt", () => make.created),
      modifiedAt: make.created,
    }),
  },
  [T.accessEntry]: {
    id: (make) => `${make.text("clusterName") ?? ""}:${make.text("principalArn") ?? ""}`,
    defaults: { type: "STANDARD" },
    computed: (make) => ({
      accessEntryArn: make.arn("eks", `access-entry/${make.text("clusterName") ?? ""}/role/${make.cloud.account}/${(make.text("principalArn") ?? "").split("/").at(-1)}/${uuid(make.id, "entry")}`),
      createdAt: make.sticky("createdAt", () => make.created),
      modifiedAt: make.created,
      kubernetesGroups: make.input("kubernetesGroups", []),
      userName: make.sticky("userName", () => entryUser(make)),
    }),
  },
  [T.accessPolicyAssociation]: {
    id: (make) => `${make.text("clusterName") ?? ""}#${make.text("principalArn") ?? ""}#${make.text("policyArn") ?? ""}`,
    computed: (make) => ({ associatedAt: make.sticky("associatedAt", () => make.created), modifiedAt: make.created }),
  },
  [T.podIdentityAssociation]: {
    id: (make) => `a-${characters(make.seed, "association", 17, LOWER + DIGITS)}`,
    computed: (make) => ({
      associationId: make.id,
      associationArn: make.arn("eks", `podidentityassociation/${make.text("clusterName") ?? ""}/${make.id}`),
      disableSessionTags: make.input("disableSessionTags", false),
      externalId: make.sticky("externalId", () => uuid(make.seed, "external")),
    }),
  },
};

/**
 * The Auto Scaling group of a node group, with the tags by which the cluster autoscaler finds it.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
function scalingGroup(make: Making, outputs: Properties): CloudRecord {
  const group = new Subject({ urn: "", name: "", type: T.nodeGroup, inputs: outputs });
  const name = group.text("resources[0].autoscalingGroups[0].name") ?? "";
  const owned = (key: string, value: string): Properties => ({ key, value, propagateAtLaunch: true });
  const inputs: Properties = { name, minSize: make.at("scalingConfig.minSize") ?? 1, maxSize: make.at("scalingConfig.maxSize") ?? 2, vpcZoneIdentifiers: make.texts("subnetIds") };
  const tags = [owned("k8s.io/cluster-autoscaler/enabled", "true"), owned(`k8s.io/cluster-autoscaler/${make.text("clusterName") ?? ""}`, "owned")];
  return make.sideRecord(T.autoScalingGroup, name, inputs, { ...inputs, tags, arn: make.arn("autoscaling", `autoScalingGroup:${uuid(make.seed, "asg")}:autoScalingGroupName/${name}`) });
}

/** The access entry of whoever makes the cluster: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html */
function creatorEntry(make: Making): CloudRecord[] {
  const access = make.object("accessConfig");
  const hasEntries = ["API", "API_AND_CONFIG_MAP"].includes(access.text("authenticationMode") ?? "");
  if (!hasEntries || access.flag("bootstrapClusterCreatorAdminPermissions") === false) {
    return [];
  }
  const principalArn = callerArn(make.cloud);
  return [make.sideRecord(T.accessEntry, `${make.id}:${principalArn}`, { clusterName: make.id, principalArn }, { clusterName: make.id, principalArn, type: "STANDARD" })];
}

function clusterGroup(make: Making): string {
  const kept = make.prior?.outputs["vpcConfig"];
  const before = typeof kept === "object" && kept !== null && !Array.isArray(kept) ? kept["clusterSecurityGroupId"] : undefined;
  return typeof before === "string" ? before : make.token("cluster-sg", 17, "sg-");
}

/** Base64 in the form of a certificate; clients only hand it on. */
function authority(make: Making): string {
  const body = characters(make.seed, "ca", 700, UPPER + LOWER + DIGITS).replace(/.{64}/g, "$&\n");
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`).toString("base64");
}

/** 10.100/16 unless the VPC itself is there: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
function serviceRange(subnetRange: string | undefined): string {
  return subnetRange?.startsWith("10.") === true ? "172.20.0.0/16" : "10.100.0.0/16";
}

function entryUser(make: Making): string {
  const principal = make.text("principalArn") ?? "";
  const [, , , , account, resource] = principal.split(":");
  return resource?.startsWith("role/") === true ? `arn:aws:sts::${account}:assumed-role/${resource.split("/").at(-1)}/{{SessionName}}` : principal;
}
