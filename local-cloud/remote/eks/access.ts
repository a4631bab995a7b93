import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

type AccessEntry = eks.types.input.AccessEntryArgs;

/** Access entries, each with its policy associations as children. */
export function createAccessEntries(
  name: string,
  cluster: aws.eks.Cluster,
  entries: Readonly<Record<string, AccessEntry>>,
  parent: pulumi.Resource,
): aws.eks.AccessEntry[] {
  return Object.entries(entries).map(([key, entry]) => {
    const resource = new aws.eks.AccessEntry(
      `${name}-${key}`,
      {
        clusterName: cluster.name,
        principalArn: entry.principalArn,
        userName: entry.username,
        kubernetesGroups: entry.kubernetesGroups,
        type: entry.type,
        tags: entry.tags,
      },
      { parent, dependsOn: [cluster] },
    );
    for (const [policy, association] of Object.entries(entry.accessPolicies ?? {})) {
      const { accessScope, policyArn } = pulumi.output(association);
      new aws.eks.AccessPolicyAssociation(
        `${name}-${key}-${policy}`,
        { clusterName: cluster.name, principalArn: entry.principalArn, policyArn, accessScope },
        { parent: resource, dependsOn: [resource] },
      );
    }
    return resource;
  });
}

/** The ConfigMap that maps IAM roles and users to Kubernetes ones where access entries do not. */
export function createAuthConfigMap(
  name: string,
  options: eks.ClusterArgs,
  instanceRoles: pulumi.Output<aws.iam.Role[]>,
  provider: k8s.Provider,
  parent: pulumi.Resource,
): k8s.core.v1.ConfigMap {
  const nodes = instanceRoles.apply((roles) => pulumi.all(roles.map(({ arn }) => arn))).apply((arns) => arns.map(node));
  const { roleMappings, userMappings } = options;
  return new k8s.core.v1.ConfigMap(
    `${name}-nodeAccess`,
    {
      apiVersion: "v1",
      immutable: false,
      metadata: {
        name: "aws-auth",
        namespace: "kube-system",
        annotations: { "pulumi.com/patchForce": "true" },
      },
      data: {
        mapRoles: pulumi.all([roleMappings ?? [], nodes]).apply(([mappings, nodeMappings]) =>
          stringify(
            [...mappings, ...nodeMappings].map(({ roleArn, username, groups }) => ({
              rolearn: roleArn,
              username,
              groups,
            })),
            yamlStyle,
          ),
        ),
        ...(userMappings && {
          mapUsers: pulumi
            .output(userMappings)
            .apply((mappings) =>
              stringify(
                mappings.map(({ userArn, username, groups }) => ({ userarn: userArn, username, groups })),
                yamlStyle,
              ),
            ),
        }),
      },
    },
    { parent, provider },
  );
}

const yamlStyle = { lineWidth: 80, singleQuote: true } as const;

function node(roleArn: string): { roleArn: string; username: string; groups: string[] } {
  return {
    roleArn,
    username: "system:node:{{EC2PrivateDNSName}}",
    groups: ["system:bootstrappers", "system:nodes"],
  };
}
