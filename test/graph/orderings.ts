/**
 * What has to stand before what, because AWS refuses it otherwise, takes it silently with something missing, or cannot
 * delete it in the other order. Each is a list of pairs over a plan; `violations` says which pairs a graph leaves to chance.
 */
import { keyOf, PlanGraph, type Plan, type PlannedResource } from "../../plan";
import { rolePairs } from "./roles";

export type Pair = readonly [first: PlannedResource, second: PlannedResource];

export interface Ordering {
  readonly name: string;
  /** What happens in the other order. */
  readonly otherwise: string;
  /** Found in the whole plan, whatever its edges are. */
  pairs(plan: Plan): readonly Pair[];
  /** Stacks that may have nothing of the kind. */
  readonly without?: readonly string[];
}

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const RELEASE = "kubernetes:helm.sh/v3:Release";

export const ORDERINGS: readonly Ordering[] = [
  {
    name: "add-ons of network and identity before nodes",
    otherwise: "nodes start without prefix delegation and network policy, and pods of the first minutes have the node's rights",
    pairs: (plan) => product(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"].map((name) => addon(plan, name)), plan.all(NODE_GROUP)),
  },
  {
    name: "the role of the VPC CNI before nodes",
    otherwise: "the CNI of the first nodes may not attach addresses, and they never become ready",
    pairs: (plan) => product(plan.all("aws:eks/podIdentityAssociation:PodIdentityAssociation").filter(({ inputs }) => inputs["serviceAccount"] === "aws-node"), plan.all(NODE_GROUP)),
  },
  {
    name: "nodes before the add-ons that run on them",
    otherwise: "the add-on is DEGRADED until its creation times out",
    pairs: (plan) => product(plan.all(NODE_GROUP), ["coredns", "aws-ebs-csi-driver", "metrics-server"].map((name) => addon(plan, name))),
  },
  {
    name: "the way out of their subnets before nodes",
    otherwise: "nodes reach neither the image registry nor the cluster, and their group fails after half an hour",
    pairs: (plan) => plan.all(NODE_GROUP).flatMap((nodes) => product(waysOut(plan, nodes), [nodes])),
  },
  {
    name: "the control plane's log group before the cluster",
    otherwise: "EKS makes the group itself, without a key and never to expire",
    pairs: (plan) => plan.all("aws:eks/cluster:Cluster").map((cluster) => [logGroup(plan, `/aws/eks/${text(cluster, "name")}/cluster`), cluster]),
  },
  {
    name: "a database's log groups before the database",
    otherwise: "RDS makes the groups itself, without a key and never to expire",
    pairs: (plan) =>
      plan.all("aws:rds/instance:Instance").flatMap((instance) => list(instance, "enabledCloudwatchLogsExports").map((log): Pair => [logGroup(plan, `/aws/rds/instance/${text(instance, "identifier")}/${log}`), instance])),
  },
  {
    name: "a validated certificate before the listener that shows it",
    otherwise: "ELB refuses a certificate that is not issued",
    pairs: (plan) => product(plan.all("aws:acm/certificateValidation:CertificateValidation"), plan.all("aws:lb/listener:Listener").filter(({ inputs }) => inputs["protocol"] === "HTTPS")),
  },
  {
    name: "the firewall's log group and the load balancer before they are joined to the firewall",
    otherwise: "WAF refuses a destination or a load balancer that does not exist",
    pairs: (plan) => [
      ...product(plan.all("aws:lb/loadBalancer:LoadBalancer"), plan.all("aws:wafv2/webAclAssociation:WebAclAssociation")),
      ...product(plan.all("aws:wafv2/webAcl:WebAcl"), plan.all("aws:wafv2/webAclAssociation:WebAclAssociation")),
      ...plan.all("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").flatMap((logging) => product(among(plan, logging, "logDestinationConfigs", "aws:cloudwatch/logGroup:LogGroup"), [logging])),
    ],
  },
  { name: "a role's rights before whatever uses the role", otherwise: "the service tries its rights at once and refuses, or fails later with a misleading error", pairs: rolePairs },
  {
    name: "a bucket's policy before whoever writes into it",
    otherwise: "the service tests that it may write, and refuses",
    pairs: (plan) =>
      plan.all("aws:s3/bucketPolicy:BucketPolicy").flatMap((policy) => {
        const buckets = policy.propertyDependencies["bucket"] ?? [];
        return product([policy], plan.resources.filter((resource) => WRITERS.some(([type, property]) => resource.type === type && isMadeOf(resource, property, buckets))));
      }),
  },
  {
    name: "versions of both buckets before a replication between them",
    otherwise: "S3 refuses a replication of a bucket without versions",
    without: ["development", "recovery"],
    pairs: (plan) =>
      plan.some("aws:s3/bucketReplicationConfig:BucketReplicationConfig").flatMap((replication) => {
        const buckets = Object.values(replication.propertyDependencies).flat().filter((urn) => plan.get(urn).type === "aws:s3/bucket:Bucket");
        const versions = plan.all("aws:s3/bucketVersioning:BucketVersioning").filter((each) => isMadeOf(each, "bucket", buckets));
        return product(versions, [replication]);
      }),
  },
  {
    name: "the Internet gateway before what has an address on the Internet",
    otherwise: "AWS refuses addresses in a VPC without a gateway, and cannot detach a gateway that addresses still use",
    pairs: (plan) =>
      product(plan.all("aws:ec2/internetGateway:InternetGateway"), [
        ...plan.all("aws:lb/loadBalancer:LoadBalancer").filter(({ inputs }) => inputs["internal"] !== true),
        ...plan.some("aws:ec2/natGateway:NatGateway"),
        ...plan.some("aws:ec2/eip:Eip").filter(({ inputs }) => "networkInterface" in inputs || "instance" in inputs),
      ]),
  },
  {
    name: "a topic's policy before a service that publishes to it from outside",
    otherwise: "the service tests that it may publish, and refuses",
    without: ["development", "recovery"],
    pairs: (plan) =>
      plan.some("aws:sns/topicPolicy:TopicPolicy").flatMap((policy) => {
        const topics = [policy.urn, ...(policy.propertyDependencies["arn"] ?? [])];
        return product([policy], plan.resources.filter(({ type, propertyDependencies }) => PUBLISHERS.has(type) && Object.values(propertyDependencies).flat().some((urn) => topics.includes(urn))));
      }),
  },
  {
    name: "a secret's policy before its value",
    otherwise: "for a moment everyone whom IAM lets may read the value",
    without: ["recovery"],
    pairs: (plan) => {
      const secretOf = ({ propertyDependencies }: PlannedResource, property: string): string | undefined => propertyDependencies[property]?.find((urn) => plan.get(urn).type === "aws:secretsmanager/secret:Secret");
      const values = plan.all("aws:secretsmanager/secretVersion:SecretVersion");
      return plan.all("aws:secretsmanager/secretPolicy:SecretPolicy").flatMap((policy) => product([policy], values.filter((value) => secretOf(value, "secretId") === secretOf(policy, "secretArn"))));
    },
  },
  {
    name: "a secret's value and its database before its rotation",
    otherwise: "the first rotation starts at once and fails",
    without: ["development"],
    pairs: (plan) =>
      plan.some("aws:secretsmanager/secretRotation:SecretRotation").flatMap((rotation) => {
        const secrets = rotation.propertyDependencies["secretId"] ?? [];
        const values = plan.all("aws:secretsmanager/secretVersion:SecretVersion").filter((each) => isMadeOf(each, "secretId", secrets));
        return product([...values, ...plan.all("aws:rds/instance:Instance").filter(({ inputs }) => inputs["replicateSourceDb"] === undefined)], [rotation]);
      }),
  },
  {
    name: "the cluster, its nodes and its add-ons before anything is installed in it",
    otherwise: "Argo CD waits for nodes that are not there until Helm gives up, or its pods have no address, no name service and no role",
    pairs: (plan) =>
      product([...plan.all("aws:eks/cluster:Cluster"), ...plan.all(NODE_GROUP), ...plan.all("aws:eks/addon:Addon")], inCluster(plan)),
  },
  {
    name: "the right to install in the cluster before anything is installed in it",
    otherwise: "the API server refuses whoever runs the program",
    pairs: (plan) => product(plan.all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").filter(({ name }) => name.includes("-deployer-")), inCluster(plan)),
  },
  {
    name: "a namespace and its denial of traffic before what runs in it",
    otherwise: "the first pods talk to whom they like, until a policy closes their connections",
    pairs: (plan) => {
      const namespaceOf = ({ inputs }: PlannedResource): unknown => (inputs["metadata"] as { readonly namespace?: string; readonly name?: string } | undefined)?.namespace;
      const closing = (namespace: string): PlannedResource[] => [
        ...plan.all("kubernetes:core/v1:Namespace").filter(({ inputs }) => (inputs["metadata"] as { readonly name?: string }).name === namespace),
        ...plan.all("kubernetes:networking.k8s.io/v1:NetworkPolicy").filter((policy) => namespaceOf(policy) === namespace),
      ];
      const releases = plan.all(RELEASE);
      // Applications lie with Argo CD, and their pods run where services do.
      return [...product(closing("argocd"), releases), ...product(closing("kianax"), releases.filter(({ name }) => name.endsWith("-application") || name.endsWith("-release")))];
    },
  },
  {
    name: "Argo CD before objects of its kinds, and projects before what is in them",
    otherwise: "the API server knows no such kinds, or Argo CD refuses an Application of a project that is not there",
    pairs: (plan) => {
      const release = (name: string): PlannedResource => plan.one(RELEASE, `${plan.stack}-${name}`);
      const applications = plan.all(RELEASE).filter(({ name }) => name.endsWith("-application"));
      return [...product([release("argo-cd")], [release("projects"), release("bootstrap"), ...applications]), ...product([release("projects")], [release("bootstrap"), ...applications])];
    },
  },
  {
    name: "the identity of a service's pods before its chart",
    otherwise: "pods that start before have no role until they start anew",
    pairs: (plan) =>
      plan.all(RELEASE).filter(({ name }) => name.endsWith("-application")).flatMap((release) =>
        product(plan.all("aws:eks/podIdentityAssociation:PodIdentityAssociation").filter(({ inputs }) => `${String(inputs["serviceAccount"])}-application` === release.name), [release])),
  },
  {
    name: "an access entry before what it is allowed",
    otherwise: "EKS refuses a policy for a principal without an entry",
    pairs: (plan) => {
      const principal = ({ inputs, propertyDependencies }: PlannedResource): string => JSON.stringify([inputs["principalArn"], propertyDependencies["principalArn"]]);
      const entries = plan.all("aws:eks/accessEntry:AccessEntry");
      return plan.all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").flatMap((association) => product(entries.filter((entry) => principal(entry) === principal(association)), [association]));
    },
  },
];

/** What is made through the Kubernetes API. */
function inCluster(plan: Plan): PlannedResource[] {
  return plan.resources.filter(({ type }) => type.startsWith("kubernetes:"));
}

/** Resources that write into a bucket as soon as they exist, and the property that names it. */
const WRITERS: readonly (readonly [type: string, property: string])[] = [
  ["aws:lb/loadBalancer:LoadBalancer", "accessLogs"],
  ["aws:lb/loadBalancer:LoadBalancer", "connectionLogs"],
  ["aws:cloudtrail/trail:Trail", "s3BucketName"],
  ["aws:ec2/flowLog:FlowLog", "logDestination"],
  ["aws:s3/bucketLogging:BucketLogging", "targetBucket"],
];

/** Services that test whether they may publish. */
const PUBLISHERS = new Set(["aws:backup/vaultNotifications:VaultNotifications", "aws:costexplorer/anomalySubscription:AnomalySubscription", "aws:budgets/budget:Budget", "aws:rds/eventSubscription:EventSubscription", "aws:s3/bucketNotification:BucketNotification"]);

/** The pairs whose order is left to chance, as sentences. */
export function violations(plan: Plan, pairs: readonly Pair[]): string[] {
  const graph = new PlanGraph(plan);
  return pairs.filter(([first, second]) => !graph.isBefore(first, second)).map(([first, second]) => `${keyOf(second)} does not wait for ${keyOf(first)}`);
}

export function product(firsts: readonly PlannedResource[], seconds: readonly PlannedResource[]): Pair[] {
  return firsts.flatMap((first) => seconds.map((second): Pair => [first, second]));
}

const addon = (plan: Plan, name: string): PlannedResource => withInput(plan, "aws:eks/addon:Addon", "addonName", name);

/** One that is missing would be made by the service itself. */
const logGroup = (plan: Plan, name: string): PlannedResource => withInput(plan, "aws:cloudwatch/logGroup:LogGroup", "name", name);

function withInput(plan: Plan, type: string, property: string, value: string): PlannedResource {
  const found = plan.all(type).find(({ inputs }) => inputs[property] === value);
  if (found === undefined) {
    throw new Error(`The plan of ${plan.stack} has no ${type} whose ${property} is ${value}.`);
  }
  return found;
}

/** Routes out of the subnets in which something stands, and what joins the routes to the subnets. */
function waysOut(plan: Plan, { propertyDependencies }: PlannedResource): PlannedResource[] {
  const subnets = propertyDependencies["subnetIds"] ?? [];
  const associations = plan.all("aws:ec2/routeTableAssociation:RouteTableAssociation").filter((each) => isMadeOf(each, "subnetId", subnets));
  const tables = associations.flatMap((each) => each.propertyDependencies["routeTableId"] ?? []);
  const routes = plan.all("aws:ec2/route:Route").filter((each) => each.inputs["destinationCidrBlock"] === "0.0.0.0/0" && isMadeOf(each, "routeTableId", tables));
  return [...associations, ...routes];
}

/** Whether a property is made of one of these. */
function isMadeOf({ propertyDependencies }: PlannedResource, property: string, urns: readonly string[]): boolean {
  return (propertyDependencies[property] ?? []).some((urn) => urns.includes(urn));
}

/** The resources of a type that a property is made of. */
function among(plan: Plan, { propertyDependencies }: PlannedResource, property: string, type: string): PlannedResource[] {
  return (propertyDependencies[property] ?? []).map((urn) => plan.get(urn)).filter((resource) => resource.type === type);
}

function text({ inputs }: PlannedResource, property: string): string {
  return String(inputs[property]);
}

function list({ inputs }: PlannedResource, property: string): string[] {
  const value = inputs[property];
  return Array.isArray(value) ? value.map(String) : [];
}
