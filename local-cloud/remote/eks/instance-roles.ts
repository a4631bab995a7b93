import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicies, ServiceRole } from "./service-role";

export interface InstanceRoles {
  readonly roles: pulumi.Output<aws.iam.Role[]>;
  /** The one role that the component itself lets join the cluster. */
  readonly joining?: pulumi.Output<aws.iam.Role>;
}

/** The roles of nodes: the program's, or one that is made with an instance profile where it asks for that. */
export function nodeInstanceRoles(
  name: string,
  options: eks.ClusterArgs,
  partition: pulumi.Output<string>,
  parent: pulumi.Resource,
): InstanceRoles {
  if (options.instanceRoles) {
    return { roles: pulumi.output(options.instanceRoles) as pulumi.Output<aws.iam.Role[]> };
  }
  if (options.instanceRole) {
    const role = pulumi.output(options.instanceRole);
    return { roles: pulumi.output([role]) as pulumi.Output<aws.iam.Role[]>, joining: role };
  }
  // Left out, it follows skipDefaultNodeGroup alone: Auto Mode without it still gets the role.
  if (!(options.createInstanceRole ?? !options.skipDefaultNodeGroup)) {
    return { roles: pulumi.output([]) };
  }
  const role = new ServiceRole(
    `${name}-instanceRole`,
    {
      service: "ec2.amazonaws.com",
      managedPolicyArns: managedPolicies(partition, [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryReadOnly",
      ]),
      tags: options.tags,
    },
    { parent },
  ).readyRole;
  const profile = options.instanceProfileName;
  if (profile) {
    aws.iam.InstanceProfile.get(`${name}-instanceProfile`, profile, undefined, { parent });
  } else {
    new aws.iam.InstanceProfile(`${name}-instanceProfile`, { role }, { parent });
  }
  return { roles: pulumi.output([role]) as pulumi.Output<aws.iam.Role[]>, joining: role };
}
