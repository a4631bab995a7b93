/** Roles of nodes, of the control plane and of the cluster's own controllers. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { podIdentityTrust, policyDocument, serviceTrust, type Statement } from "../base/iam";
import type { ControllerIdentity } from "./controllers";

/** A role, and what has to be attached before anyone takes it. */
export interface ReadyRole {
  readonly role: aws.iam.Role;
  readonly ready: readonly pulumi.Resource[];
}

/** What the control plane may do: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export function createControlPlaneRole(component: KianaxComponent, partition: pulumi.Output<string>): ReadyRole {
  const trust = policyDocument([{ Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] }]);
  return createRole(component, "control-plane", "The control plane manages the cluster", trust, partition, ["AmazonEKSClusterPolicy"]);
}

/**
 * What a node may do: join, and pull images. Addresses for pods are the CNI's own business, under its own role.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export function createNodeRole(component: KianaxComponent, partition: pulumi.Output<string>): ReadyRole {
  return createRole(component, "node", "Nodes join the cluster and pull images", serviceTrust("ec2.amazonaws.com"), partition, [
    "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryPullOnly",
  ]);
}

/** Gives a controller's service account a role through EKS Pod Identity. */
export function createIdentity(
  component: KianaxComponent,
  { suffix, purpose, namespace, serviceAccount, managedPolicies = [], statements }: ControllerIdentity,
  clusterName: pulumi.Input<string>,
  partition: pulumi.Output<string>,
): pulumi.Resource[] {
  const trust = podIdentityTrust({ clusterName: component.base, namespace, serviceAccount });
  const { role, ready } = createRole(component, suffix, purpose, trust, partition, managedPolicies);
  const inline = statements === undefined ? [] : [createInlinePolicy(component, suffix, role, statements)];
  const policies = [...ready, ...inline];
  // A pod that starts with the association has the role at once, so the role has its rights before.
  const association = component.child(
    aws.eks.PodIdentityAssociation,
    "podIdentity",
    suffix,
    { clusterName, namespace, serviceAccount, roleArn: role.arn, tags: component.tags(suffix) },
    { dependsOn: policies },
  );
  return [...policies, association];
}

function createRole(
  component: KianaxComponent,
  suffix: string,
  description: string,
  assumeRolePolicy: pulumi.Output<string>,
  partition: pulumi.Output<string>,
  managedPolicies: readonly string[],
): ReadyRole {
  const role = component.child(aws.iam.Role, "role", suffix, {
    name: component.physical("iam role", suffix),
    description,
    assumeRolePolicy,
    tags: component.tags(suffix),
  });
  const ready = managedPolicies.map((policy) =>
    component.child(aws.iam.RolePolicyAttachment, "policyAttachment", `${suffix}-${policy.split("/").at(-1) ?? policy}`, {
      role: role.name,
      policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`,
    }),
  );
  return { role, ready };
}

function createInlinePolicy(component: KianaxComponent, suffix: string, role: aws.iam.Role, statements: readonly Statement[]): aws.iam.RolePolicy {
  return component.child(aws.iam.RolePolicy, "rolePolicy", suffix, {
    name: component.physical("iam policy", suffix),
    role: role.name,
    policy: policyDocument(statements),
  });
}
