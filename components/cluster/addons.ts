/** EKS add-ons as data: which there are and when each is installed. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";

/**
 * `with-cluster`: eks.Cluster installs it itself. `before-nodes`: pods on the first node have no credentials without it.
 * `after-nodes`: it needs nodes to run on; made before them it is degraded for a quarter of an hour
 * (https://github.com/pulumi/pulumi-eks/issues/1525).
 */
export type AddonPhase = "with-cluster" | "before-nodes" | "after-nodes";

export const ADDONS = {
  "vpc-cni": "with-cluster",
  "kube-proxy": "with-cluster",
  "eks-pod-identity-agent": "before-nodes",
  coredns: "after-nodes",
  "aws-ebs-csi-driver": "after-nodes",
  "metrics-server": "after-nodes",
} as const satisfies Record<string, AddonPhase>;

export type AddonName = keyof typeof ADDONS;

/** Version of every add-on, such as `v1.22.4-eksbuild.3`. */
export type AddonVersions = Readonly<Record<AddonName, string>>;

export const ADDON_NAMES = Object.keys(ADDONS) as AddonName[];

/** The add-ons of one phase. */
export function addonsOf(phase: AddonPhase): AddonName[] {
  return ADDON_NAMES.filter((name) => ADDONS[name] === phase);
}

/**
 * Installs the add-ons of one phase, once what they wait for is there. Made of plain resources: `eks.Addon` types its tags
 * as a list, which AWS refuses, and keeps its dependencies from the add-on inside it.
 */
export function createAddons(
  component: KianaxComponent,
  phase: Exclude<AddonPhase, "with-cluster">,
  clusterName: pulumi.Input<string>,
  versions: AddonVersions,
  waitsFor: readonly pulumi.Resource[],
): aws.eks.Addon[] {
  return addonsOf(phase).map((addonName) =>
    component.child(
      aws.eks.Addon,
      "addon",
      addonName,
      {
        clusterName,
        addonName,
        addonVersion: versions[addonName],
        // Its configuration is this program's: what someone changed by hand in the cluster is put back.
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
        tags: component.tags(addonName),
      },
      { dependsOn: [...waitsFor] },
    ),
  );
}
