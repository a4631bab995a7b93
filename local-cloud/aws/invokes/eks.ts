/** Functions about EKS: clusters, their versions, add-ons and tokens. */
import { ADDONS, EKS_VERSIONS, offeredVersions, supportStatus } from "../catalogues";
import { hex } from "../hash";
import { Reader } from "../reader";
import { find, of, refuse } from "../rule";
import { T } from "../tokens";
import type { Functions } from "./functions";

export const eksFunctions: Functions = {
  "aws:eks/getCluster:getCluster": (args, cloud) => {
    const name = new Reader(args).text("name") ?? "";
    const record = find(cloud, T.eksCluster, name);
    if (record === undefined) {
      return refuse("name", `ResourceNotFoundException: No cluster found for name: ${name}; make it first.`);
    }
    const values = of(record);
    const one = (property: string) => (values.given(property) ? [values.object(property).properties] : []);
    const network = values.object("kubernetesNetworkConfig").properties;
    return {
      id: record.id, name: record.id, arn: values.text("arn") ?? "", clusterId: "", createdAt: values.text("createdAt") ?? "", endpoint: values.text("endpoint") ?? "", platformVersion: values.text("platformVersion") ?? "",
      roleArn: values.text("roleArn") ?? "", status: "ACTIVE", version: values.text("version") ?? "", deletionProtection: values.flag("deletionProtection") ?? false, enabledClusterLogTypes: values.texts("enabledClusterLogTypes"),
      accessConfigs: one("accessConfig"), certificateAuthorities: one("certificateAuthority"), computeConfigs: one("computeConfig"), controlPlaneScalingConfigs: one("controlPlaneScalingConfig"), identities: values.at("identities") ?? [],
      kubeApiServerConfigs: [], kubeControllerManagerConfigs: [], kubeSchedulerConfigs: [], outpostConfigs: [], remoteNetworkConfigs: [], storageConfigs: one("storageConfig"), upgradePolicies: one("upgradePolicy"), zonalShiftConfigs: one("zonalShiftConfig"),
      kubernetesNetworkConfigs: [{ ipFamily: "ipv4", serviceIpv6Cidr: "", ...network, elasticLoadBalancings: [{ enabled: false }] }],
      vpcConfig: values.object("vpcConfig").properties, region: record.region, tags: values.object("tags").properties,
    };
  },
  "aws:eks/getClusters:getClusters": (_, cloud) => ({ id: cloud.region, region: cloud.region, names: cloud.byType(T.eksCluster).filter(({ region }) => region === cloud.region).map(({ id }) => id) }),
  "aws:eks/getClusterAuth:getClusterAuth": (args, cloud) => {
    const name = new Reader(args).text("name") ?? "";
    return { id: name, name, region: cloud.region, token: `k8s-aws-v1.${Buffer.from(`https://sts.${cloud.region}.amazonaws.com/?Action=GetCallerIdentity&cluster=${name}&X-Amz-Signature=${hex(name, "token", 64)}`).toString("base64url")}` };
  },
  "aws:eks/getAddonVersion:getAddonVersion": (args, cloud) => {
    const reader = new Reader(args);
    const [addonName, kubernetesVersion] = [reader.text("addonName") ?? "", reader.text("kubernetesVersion") ?? ""];
    const fact = ADDONS.entries[addonName];
    if (fact === undefined) {
      return refuse("addonName", `InvalidParameterException: Addon ${addonName} specified is not supported; EKS has ${Object.keys(ADDONS.entries).join(", ")}.`);
    }
    if (!EKS_VERSIONS.entries.some(({ version }) => version === kubernetesVersion)) {
      return refuse("kubernetesVersion", `InvalidParameterException: unsupported Kubernetes version "${kubernetesVersion}"; EKS offers ${offeredVersions(cloud.now).join(", ")}.`);
    }
    const version = fact.followsCluster === true ? `v${kubernetesVersion}.0-eksbuild.2` : fact.current;
    return { ...args, id: addonName, addonName, kubernetesVersion, version, region: cloud.region };
  },
  "aws:eks/getClusterVersions:getClusterVersions": (args, cloud) => {
    const reader = new Reader(args);
    const wanted = reader.texts("clusterVersionsOnlies");
    const status = reader.text("versionStatus");
    const latest = offeredVersions(cloud.now, true).at(-1);
    const clusterVersions = EKS_VERSIONS.entries
      .filter((entry) => new Date(entry.released) <= cloud.now)
      .map((entry) => ({
        clusterType: "eks",
        clusterVersion: entry.version,
        controlPlaneComponentConfigs: [],
        controlPlaneScalingTiers: [],
        defaultPlatformVersion: entry.platform,
        defaultVersion: entry.version === latest,
        endOfExtendedSupportDate: `${entry.extendedUntil}T00:00:00Z`,
        endOfStandardSupportDate: `${entry.standardUntil}T00:00:00Z`,
        kubernetesPatchVersion: `${entry.version}.2`,
        releaseDate: `${entry.released}T00:00:00Z`,
        versionStatus: supportStatus(entry, cloud.now),
      }))
      .filter((entry) => wanted.length === 0 || wanted.includes(entry.clusterVersion))
      .filter((entry) => status === undefined || entry.versionStatus === status.toUpperCase())
      .filter((entry) => reader.flag("defaultOnly") !== true || entry.defaultVersion)
      .filter((entry) => reader.flag("includeAll") === true || entry.versionStatus !== "UNSUPPORTED")
      .reverse();
    return { ...args, id: cloud.region, region: cloud.region, clusterVersions };
  },
};
