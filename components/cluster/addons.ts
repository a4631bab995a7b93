/** EKS add-ons as data: which there are, when each is installed, and which role its pods take. */
import * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";

/**
 * `with-cluster`: eks.Cluster installs it itself. `before-nodes`: nodes are not ready, or their pods have no credentials, without
 * it. `after-nodes`: it needs nodes to run on; made before them it is degraded for a quarter of an hour
 * (https://github.com/pulumi/pulumi-eks/issues/1525).
 */
export type AddonPhase = "with-cluster" | "before-nodes" | "after-nodes";

interface AddonFacts {
  readonly phase: AddonPhase;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

export const ADDONS = {
  "vpc-cni": { phase: "with-cluster" },
  "kube-proxy": { phase: "with-cluster" },
  "eks-pod-identity-agent": { phase: "before-nodes" },
  coredns: { phase: "after-nodes" },
  "aws-ebs-csi-driver": { phase: "after-nodes" },
  "metrics-server": { phase: "after-nodes" },
} as const satisfies Record<string, AddonFacts>;

export type AddonName = keyof typeof ADDONS;

export const ADDON_NAMES = Object.keys(ADDONS) as AddonName[];

/** The add-ons of one phase. */
export function addonsOf(phase: AddonPhase): AddonName[] {
  return ADDON_NAMES.filter((name) => ADDONS[name].phase === phase);
}

/** Installs the add-ons of one phase, once what they wait for is there. */
export function createAddons(
  component: KianaxComponent,
  phase: Exclude<AddonPhase, "with-cluster">,
  cluster: eks.Cluster,
  versions: Readonly<Record<AddonName, string>>,
  waitsFor: readonly pulumi.Resource[],
): eks.Addon[] {
  return addonsOf(phase).map((addonName) =>
    component.child(
      eks.Addon,
      "addon",
      addonName,
      {
        cluster,
        addonName,
        addonVersion: versions[addonName],
        // The configuration is here alone: what someone changed by hand in the cluster is put back.
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
        tags: [component.tags(addonName)],
      },
      { dependsOn: [...waitsFor] },
    ),
  );
}
