/** Who a service is to AWS. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { podIdentityTrust, policyDocument } from "../base/iam";
import type { KianaxServiceArgs } from "./arguments";
import { servicePath } from "./names";
import { serviceStatements, type PolicySubjects } from "./policy";

/** A role that the pods of the service, and only they, take on; without needs it may do nothing. */
export function createRole(service: KianaxComponent, args: KianaxServiceArgs, account: { readonly namespace: string; readonly serviceAccount: string }): { readonly role: aws.iam.Role; readonly association: aws.eks.PodIdentityAssociation } {
  const { definition, cluster } = args;
  const role = service.child(aws.iam.Role, "role", "", {
    name: service.physical("iam role", definition.name),
    description: `Pods of ${definition.name}`,
    assumeRolePolicy: podIdentityTrust({ clusterName: cluster.clusterName, ...account }),
    tags: service.tags(),
  });
  const statements = serviceStatements(definition.needs, subjects(service, args));
  const rights =
    statements.length > 0 ? [service.child(aws.iam.RolePolicy, "rolePolicy", "", { name: "needs", role: role.name, policy: policyDocument(statements) })] : [];
  const association = service.child(
    aws.eks.PodIdentityAssociation,
    "podIdentity",
    "",
    { clusterName: cluster.clusterName, ...account, roleArn: role.arn, tags: service.tags() },
    // Pods that get the role have its rights, and keep them until they are gone.
    { dependsOn: rights },
  );
  return { role, association };
}

function subjects(service: KianaxComponent, { definition: { name }, keys, database, cache, successorOf, audit }: KianaxServiceArgs): PolicySubjects {
  const { partition } = aws.getPartitionOutput({}, { parent: service });
  const { region } = aws.getRegionOutput({}, { parent: service });
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: service });
  const path = servicePath({ namePrefix: service.prefix, environment: service.environment }, name);
  return {
    service: name,
    ownSecrets: pulumi.interpolate`arn:${partition}:secretsmanager:${region}:${accountId}:secret:${path}/*`,
    secretsKey: keys.secrets.arn,
    databaseSecret: database.secretArn,
    cacheSecret: cache.secretArn,
    brokerKey: successorOf?.brokerCredentialsKeyArn ?? keys.brokerCredentials.arn,
    brokerEnvironment: successorOf?.environment ?? service.environment,
    auditStream: audit?.tradingStreamArn,
    secretsService: pulumi.interpolate`secretsmanager.${region}.amazonaws.com`,
  };
}
