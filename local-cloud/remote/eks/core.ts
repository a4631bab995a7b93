import type * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { VpcCniAddon } from "./vpc-cni-addon";

/** What `eks.Cluster` hands to the components that build on it, as its output `core`. */
export interface ClusterCore {
  readonly cluster: aws.eks.Cluster;
  readonly vpcId: pulumi.Output<string>;
  readonly subnetIds: pulumi.Output<string[]>;
  readonly publicSubnetIds?: pulumi.Output<string[]>;
  readonly privateSubnetIds?: pulumi.Output<string[]>;
  readonly endpoint: pulumi.Output<string>;
  readonly clusterSecurityGroup?: pulumi.Input<aws.ec2.SecurityGroup>;
  readonly provider: k8s.Provider;
  readonly instanceRoles: pulumi.Output<aws.iam.Role[]>;
  readonly nodeGroupOptions: object;
  readonly kubeconfig: pulumi.Output<object>;
  readonly vpcCni?: VpcCniAddon;
  readonly eksNodeAccess?: k8s.core.v1.ConfigMap;
  readonly storageClasses: Record<string, pulumi.Output<k8s.storage.v1.StorageClass>>;
  readonly tags: eks.ClusterArgs["tags"];
  readonly nodeSecurityGroupTags: eks.ClusterArgs["nodeSecurityGroupTags"];
  readonly encryptionConfig?: pulumi.Output<object>;
  readonly clusterIamRole: pulumi.Output<aws.iam.Role>;
  readonly accessEntries: pulumi.Output<object[]>;
  readonly autoModeNodeRoleName: pulumi.Output<string>;
}
