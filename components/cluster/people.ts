/**
 * The roles that people take. Each demands a second factor, ends by itself, and lets its holder do no more than its name says:
 * IAM opens the door to the cluster, an EKS access policy says what is open behind it.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, type Statement } from "../base/iam";
import type { ClusterPeople, KianaxClusterArgs } from "./arguments";

export const PEOPLE_ROLES = ["admin", "developer", "readOnly"] as const satisfies readonly (keyof ClusterPeople)[];
export type PeopleRole = (typeof PEOPLE_ROLES)[number];

const HOUR = 3600;

interface RoleFacts {
  /** End of the role's name. */
  readonly suffix: string;
  readonly purpose: string;
  /** EKS's own set of Kubernetes rights. https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
  readonly accessPolicy: string;
  /** Whether those rights end at the namespaces of the services. */
  readonly namespaced: boolean;
  readonly sessionSeconds: number;
  /** How long ago the second factor may have been given. */
  readonly mfaSeconds: number;
}

const FACTS: Readonly<Record<PeopleRole, RoleFacts>> = {
  admin: {
    suffix: "admin",
    purpose: "People who mend the cluster when Git cannot",
    accessPolicy: "AmazonEKSClusterAdminPolicy",
    namespaced: false,
    sessionSeconds: HOUR,
    mfaSeconds: HOUR,
  },
  developer: {
    suffix: "developer",
    purpose: "People who look after the services in their namespaces",
    accessPolicy: "AmazonEKSEditPolicy",
    namespaced: true,
    sessionSeconds: 4 * HOUR,
    mfaSeconds: 4 * HOUR,
  },
  readOnly: {
    suffix: "read-only",
    purpose: "People who look and change nothing",
    // Of everything but secrets; AmazonEKSAdminViewPolicy would show those too.
    accessPolicy: "AmazonEKSViewPolicy",
    namespaced: false,
    sessionSeconds: 4 * HOUR,
    mfaSeconds: 4 * HOUR,
  },
};

/** Where the cluster is, for ARNs that are known before it exists. */
interface Place {
  readonly partition: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
  readonly account: pulumi.Output<string>;
}

/** Makes the roles and lets them into the cluster; the entry comes once the role may do something. */
export function createPeople(
  component: KianaxComponent,
  { people, developerNamespaces }: Pick<KianaxClusterArgs, "people" | "developerNamespaces">,
  clusterName: pulumi.Input<string>,
  partition: pulumi.Output<string>,
): Readonly<Record<PeopleRole, aws.iam.Role>> {
  const place: Place = {
    partition,
    region: aws.getRegionOutput({}, { parent: component }).region,
    account: aws.getCallerIdentityOutput({}, { parent: component }).accountId,
  };
  const namespaces = [...(developerNamespaces ?? [component.prefix])];
  const roles = PEOPLE_ROLES.map((key) => [key, createRole(component, key, people?.[key] ?? [], namespaces, clusterName, place)]);
  return Object.fromEntries(roles) as Record<PeopleRole, aws.iam.Role>;
}

function createRole(
  component: KianaxComponent,
  key: PeopleRole,
  principals: readonly pulumi.Input<string>[],
  namespaces: string[],
  clusterName: pulumi.Input<string>,
  place: Place,
): aws.iam.Role {
  const { suffix, purpose, accessPolicy, namespaced, sessionSeconds, mfaSeconds } = FACTS[key];
  const tags = component.tags(suffix);
  const role = component.child(aws.iam.Role, "role", suffix, {
    name: component.physical("iam role", suffix),
    description: purpose,
    assumeRolePolicy: peopleTrust(principals, mfaSeconds, place),
    maxSessionDuration: sessionSeconds,
    tags,
  });
  const policy = component.child(aws.iam.RolePolicy, "rolePolicy", suffix, {
    name: component.physical("iam policy", suffix),
    role: role.name,
    policy: policyDocument(statementsOf(component, key, place)),
  });
  const entry = component.child(aws.eks.AccessEntry, "accessEntry", suffix, { clusterName, principalArn: role.arn, tags }, { dependsOn: [policy] });
  component.child(
    aws.eks.AccessPolicyAssociation,
    "accessPolicy",
    suffix,
    {
      clusterName,
      principalArn: role.arn,
      policyArn: pulumi.interpolate`arn:${place.partition}:eks::aws:cluster-access-policy/${accessPolicy}`,
      accessScope: namespaced ? { type: "namespace", namespaces } : { type: "cluster" },
    },
    { dependsOn: [entry] },
  );
  return role;
}

/**
 * Named people, or whomever IAM in this account lets; with a second factor given lately, and under their own name, so that
 * audit logs say who it was. Sessions of roles carry no second factor, which is why only users and accounts are named.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-access.html
 */
function peopleTrust(principals: readonly pulumi.Input<string>[], mfaSeconds: number, { partition, account }: Place): pulumi.Output<string> {
  const everyone = pulumi.interpolate`arn:${partition}:iam::${account}:root`;
  return policyDocument([
    {
      Sid: "PeopleWithSecondFactor",
      Effect: "Allow",
      Principal: { AWS: principals.length === 0 ? [everyone] : [...principals] },
      Action: "sts:AssumeRole",
      Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": String(mfaSeconds) },
        StringEquals: { "sts:RoleSessionName": "${aws:username}" },
      },
    },
  ]);
}

/** What IAM has to allow: the way into the cluster for all, and what the console shows beside it. */
function statementsOf(component: KianaxComponent, key: PeopleRole, place: Place): Statement[] {
  const settings = key === "developer" ? [] : [readSettings(component.base, place)];
  return [...enterCluster(component.base, place), ...settings, ...readLogs(component, key, place)];
}

/** `aws eks update-kubeconfig`, kubectl, and the console's view of Kubernetes. */
function enterCluster(cluster: string, place: Place): Statement[] {
  return [
    { Sid: "EnterCluster", Effect: "Allow", Action: ["eks:AccessKubernetesApi", "eks:DescribeCluster"], Resource: arnOf(place, "eks", `cluster/${cluster}`) },
    // Takes no resource; the names of clusters are no secret.
    { Sid: "FindCluster", Effect: "Allow", Action: "eks:ListClusters", Resource: "*" },
  ];
}

function readSettings(cluster: string, place: Place): Statement {
  return {
    Sid: "ReadClusterSettings",
    Effect: "Allow",
    Action: [
      "eks:DescribeAccessEntry",
      "eks:DescribeAddon",
      "eks:DescribeInsight",
      "eks:DescribeNodegroup",
      "eks:DescribePodIdentityAssociation",
      "eks:DescribeUpdate",
      "eks:ListAccessEntries",
      "eks:ListAddons",
      "eks:ListAssociatedAccessPolicies",
      "eks:ListInsights",
      "eks:ListNodegroups",
      "eks:ListPodIdentityAssociations",
      "eks:ListUpdates",
    ],
    Resource: [`cluster/${cluster}`, ...["access-entry", "addon", "nodegroup", "podidentityassociation"].map((kind) => `${kind}/${cluster}/*`)].map((resource) =>
      arnOf(place, "eks", resource),
    ),
  };
}

/** Logs of the services for everyone; who did what in Kubernetes for those who answer for it. */
function readLogs(component: KianaxComponent, key: PeopleRole, place: Place): Statement[] {
  const groups = [`/${component.prefix}/${component.environment}/*`, ...(key === "admin" ? [`/aws/eks/${component.base}/*`] : [])];
  return [
    {
      Sid: "ReadLogs",
      Effect: "Allow",
      Action: ["logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetQueryResults", "logs:StartQuery"],
      Resource: groups.map((group) => arnOf(place, "logs", `log-group:${group}`)),
    },
    // It takes no resource: a query is known by the identifier that its author got.
    { Sid: "StopQueries", Effect: "Allow", Action: "logs:StopQuery", Resource: "*" },
  ];
}

function arnOf({ partition, region, account }: Place, service: string, resource: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:${service}:${region}:${account}:${resource}`;
}
