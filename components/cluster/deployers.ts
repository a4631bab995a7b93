/** Who installs what runs in the cluster. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxClusterArgs } from "./arguments";

/**
 * Lets the roles that run the program in, as administrators: what they install brings rights and kinds along. Made of plain
 * resources, unlike the entries of administrators: what is inside `eks.Cluster` nothing outside can wait for, and a first deployment
 * would be refused by the API server now and then.
 */
export function createDeployers(component: KianaxComponent, deployers: KianaxClusterArgs["deployers"], clusterName: pulumi.Input<string>, partition: pulumi.Output<string>): void {
  for (const [name, principalArn] of Object.entries(deployers ?? {})) {
    const suffix = `deployer-${name}`;
    const entry = component.child(aws.eks.AccessEntry, "accessEntry", suffix, { clusterName, principalArn, tags: component.tags(suffix) });
    component.child(
      aws.eks.AccessPolicyAssociation,
      "accessPolicy",
      suffix,
      { clusterName, principalArn, policyArn: pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`, accessScope: { type: "cluster" } },
      { dependsOn: [entry] },
    );
  }
}
