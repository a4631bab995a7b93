/** What mocked resources and functions answer: just enough that a component's outputs exist. */
import type { Value } from "./wire";

export const ACCOUNT = "111122223333";
export const REGION = "us-east-1";

/** A resource that the mock is about to make. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, Value>>;
}

/** The outputs of one resource beside its inputs. */
export type Outputs = (made: Made) => Record<string, unknown>;

const nothing: Outputs = () => ({});

/** Outputs by type, beside `arn` and `name`, which everything has. */
export const OUTPUTS: Readonly<Record<string, Outputs>> = {
  // In an order that is not the program's, as AWS answers.
  "aws:acm/certificate:Certificate": ({ inputs }) => ({
    domainValidationOptions: [inputs["domainName"], ...((inputs["subjectAlternativeNames"] as readonly string[] | undefined) ?? [])].reverse().map((domainName) => ({
      domainName,
      resourceRecordName: `_check.${String(domainName).replace(/^\*\./, "")}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: "_answer.example.",
    })),
  }),
  "aws:ec2/eip:Eip": ({ name }) => ({ allocationId: `eipalloc-${name}`, publicIp: "203.0.113.7" }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ name }) => ({
    configurationEndpointAddress: `clustercfg.${name}.cache.amazonaws.com`,
    primaryEndpointAddress: `primary.${name}.cache.amazonaws.com`,
    readerEndpointAddress: `reader.${name}.cache.amazonaws.com`,
    memberClusters: [`${name}-001`],
  }),
  "aws:kms/key:Key": ({ name }) => ({ keyId: `key-${name}` }),
  "aws:kms/replicaKey:ReplicaKey": ({ name }) => ({ keyId: `key-${name}` }),
  "aws:lb/loadBalancer:LoadBalancer": ({ name }) => ({ dnsName: `${name}.elb.amazonaws.com`, zoneId: "Z35SXDOTRQ7X7K", arnSuffix: `app/${name}/50dc6c495c0c9188` }),
  "aws:lb/targetGroup:TargetGroup": ({ name }) => ({ arnSuffix: `targetgroup/${name}/73e2d6bc24d8a067` }),
  "aws:rds/instance:Instance": ({ name, inputs }) => ({
    address: `${name}.rds.amazonaws.com`,
    endpoint: `${name}.rds.amazonaws.com:5432`,
    port: inputs["port"] ?? 5432,
    identifier: inputs["identifier"] ?? name,
  }),
  "aws:rds/proxy:Proxy": ({ name }) => ({ endpoint: `${name}.proxy.rds.amazonaws.com` }),
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": () => ({ name: "default" }),
  "aws:route53/record:Record": ({ inputs }) => ({ fqdn: inputs["name"] }),
  "aws:route53/zone:Zone": ({ name }) => ({ zoneId: `Z-${name}`, nameServers: ["ns-1.awsdns-01.com"] }),
  "aws:s3/bucket:Bucket": ({ inputs, name }) => ({ bucket: inputs["bucket"] ?? name }),
  "awsx:ecr:Repository": ({ inputs, name }) => ({
    repository: { arn: `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${String(inputs["name"] ?? name)}`, name: inputs["name"] ?? name },
    url: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${String(inputs["name"] ?? name)}`,
  }),
  "eks:index:Addon": nothing,
  "eks:index:Cluster": ({ inputs, name }) => {
    const clusterName = inputs["name"] ?? name;
    return {
      clusterSecurityGroupId: "sg-cluster",
      eksCluster: {
        name: clusterName,
        arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${String(clusterName)}`,
        endpoint: "https://cluster.eks.amazonaws.com",
        version: inputs["version"],
        vpcConfig: { clusterSecurityGroupId: "sg-cluster" },
        certificateAuthority: { data: "Q0E=" },
      },
      kubeconfig: { clusters: [{ name: clusterName }] },
      kubeconfigJson: JSON.stringify({ clusters: [{ name: clusterName }] }),
    };
  },
  "eks:index:ManagedNodeGroup": ({ inputs, name }) => ({ nodeGroup: { nodeGroupName: inputs["nodeGroupName"] ?? name, resources: [{ autoscalingGroups: [{ name: `eks-${name}` }] }] } }),
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": ({ name }) => ({
    outputs: { RotationLambdaARN: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}` },
  }),
  "random:index/randomPassword:RandomPassword": () => ({ result: "generated-by-the-mock" }),
};

/** What the functions answer; a token that is not here is an error. */
export const FUNCTIONS: Readonly<Record<string, (inputs: Readonly<Record<string, Value>>) => Record<string, unknown>>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:role/deploy`, userId: "AROA", id: ACCOUNT }),
  "aws:index/getPartition:getPartition": () => ({ partition: "aws", dnsSuffix: "amazonaws.com", id: "aws", reverseDnsPrefix: "com.amazonaws" }),
  "aws:index/getRegion:getRegion": () => ({ region: REGION, name: REGION, id: REGION, description: "US East (N. Virginia)", endpoint: "ec2.us-east-1.amazonaws.com" }),
};

/** State of a made resource: its inputs, what every AWS resource has, and what its type adds. */
export function stateOf(made: Made, further: Readonly<Record<string, Outputs>>): Record<string, unknown> {
  const own = further[made.type] ?? OUTPUTS[made.type] ?? nothing;
  const service = /^aws:([^/]+)\//.exec(made.type)?.[1];
  const identity = service === undefined ? {} : { arn: `arn:aws:${service}:${REGION}:${ACCOUNT}:${made.name}`, name: made.name };
  return { ...identity, ...made.inputs, ...own(made) };
}
