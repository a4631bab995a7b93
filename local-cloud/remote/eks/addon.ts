import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterReference } from "./cluster-reference";

/** Inputs of `eks:index:Addon` as they arrive: the cluster is a reference to what another construct made. */
export type AddonArgs = Omit<eks.AddonArgs, "cluster" | "tags"> & {
  readonly cluster: ClusterReference;
  /** The schema of eks declares a list of maps, which AWS would refuse: what a program gives passes through. */
  readonly tags?: aws.eks.AddonArgs["tags"];
};

/** Stands in for `eks:index:Addon`: one EKS add-on, a child of its cluster. */
export class Addon extends pulumi.ComponentResource {
  readonly addon: aws.eks.Addon;

  constructor(name: string, { cluster, configurationValues, ...args }: AddonArgs, opts: pulumi.ComponentResourceOptions) {
    super("eks:index:Addon", name, { cluster, configurationValues, ...args }, pulumi.mergeOptions(opts, { parent: cluster }));
    this.addon = new aws.eks.Addon(
      name,
      {
        ...args,
        clusterName: cluster.core.cluster.name,
        configurationValues: configurationValues ? pulumi.jsonStringify(configurationValues) : undefined,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
