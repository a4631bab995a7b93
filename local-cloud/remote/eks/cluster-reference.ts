import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A cluster that another construct made: its outputs come from the engine. */
export class ClusterReference extends pulumi.ComponentResource {
  // `declare`: a field of its own would hide the output that the constructor of the base class assigns.
  declare readonly core: pulumi.Output<ReferencedCore>;
  declare readonly eksCluster: pulumi.Output<aws.eks.Cluster>;

  constructor(name: string, urn: string) {
    super("eks:index:Cluster", name, { core: undefined, eksCluster: undefined }, { urn });
  }
}

/** The part of a cluster's core that node groups and add-ons read. */
export interface ReferencedCore {
  readonly cluster: aws.eks.Cluster;
  readonly instanceRoles?: aws.iam.Role[];
  readonly subnetIds?: string[];
  readonly privateSubnetIds?: string[];
  readonly publicSubnetIds?: string[];
  readonly eksNodeAccess?: pulumi.Resource;
}
