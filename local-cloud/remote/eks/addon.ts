import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { addonTags } from "./addon-configuration";
import type { ClusterReference } from "./cluster-reference";

/** Inputs of `eks:index:Addon` as they arrive: the cluster is a reference to what another construct made. */
export type AddonArgs = Omit<eks.AddonArgs, "cluster"> & { readonly cluster: ClusterReference };

/** Stands in for `eks:index:Addon`: one EKS add-on, a child of its cluster. */
export class Addon extends pulumi.ComponentResource {
  readonly addon: aws.eks.Addon;

  constructor(name: string, { cluster, configurationValues, ...args }: AddonArgs, opts: pulumi.ComponentResourceOptions) {
    super("eks:index:Addon", name, { cluster, configurationValues, ...args }, pulumi.mergeOptions(opts, { parent: cluster }));
    this.addon = new aws.eks.Addon(
      name,
      {
        ...args,
        tags: addonTags(args.tags),
        clusterName: cluster.core.cluster.name,
        configurationValues: configurationValues ? pulumi.jsonStringify(configurationValues) : undefined,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
