import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import { addonConfiguration } from "./addon-configuration";

type AddonOptions = eks.types.input.KubeProxyAddonOptionsArgs & eks.types.input.CoreDnsAddonOptionsArgs;

/** Whether the component makes the add-on: on by default, but CoreDNS only where nodes exist that can run it. */
export function enabledAddons(options: eks.ClusterArgs): { readonly kubeProxy: boolean; readonly coredns: boolean } {
  const autoMode = options.autoMode?.enabled === true;
  const coredns = options.corednsAddonOptions;
  return {
    kubeProxy: options.kubeProxyAddonOptions?.enabled ?? !autoMode,
    coredns:
      coredns?.enabled === true ||
      Boolean(coredns?.configurationValues) ||
      ((!options.skipDefaultNodeGroup || autoMode) && (coredns?.enabled ?? true)),
  };
}

/** An add-on of the cluster itself. It stays in the cluster when its resource is deleted. */
export function createClusterAddon(
  name: string,
  addonName: "kube-proxy" | "coredns",
  cluster: aws.eks.Cluster,
  options: AddonOptions | undefined,
  tags: eks.ClusterArgs["tags"],
  parent: pulumi.Resource,
): aws.eks.Addon {
  return new aws.eks.Addon(
    `${name}-${addonName}`,
    {
      clusterName: cluster.name,
      addonName,
      addonVersion: options?.version ?? latestVersion(addonName, cluster, parent),
      preserve: true,
      tags,
      resolveConflictsOnCreate: options?.resolveConflictsOnCreate ?? "OVERWRITE",
      resolveConflictsOnUpdate: options?.resolveConflictsOnUpdate ?? "OVERWRITE",
      configurationValues: addonConfiguration(options?.configurationValues),
    },
    { parent },
  );
}

function latestVersion(addonName: string, cluster: aws.eks.Cluster, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.eks.getAddonVersionOutput(
    { addonName, kubernetesVersion: cluster.version, mostRecent: true },
    { parent },
  ).version;
}
