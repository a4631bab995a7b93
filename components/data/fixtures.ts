/** Neighbours of a component under test: plain resources where a whole network would only be in the way. */
import * as aws from "@pulumi/aws";
import type { KianaxKeys } from "../keys";
import type { KianaxNetwork } from "../network";

type Keys = Pick<KianaxKeys, "data" | "secrets" | "logs" | "brokerCredentials" | "alerts" | "audit" | "recovery">;
type Network = Pick<KianaxNetwork, "vpcId" | "isolatedSubnetIds" | "privateSubnetIds" | "publicSubnetIds">;

export function someKeys(): Keys {
  const key = (name: string): aws.kms.Key => new aws.kms.Key(name, {});
  return { data: key("data"), secrets: key("secrets"), logs: key("logs"), brokerCredentials: key("broker"), alerts: key("alerts"), audit: key("audit") };
}

/** The same with their replicas in a recovery Region. */
export function someRecoverableKeys(region = "us-west-2"): Keys {
  const keys = someKeys();
  const replica = (name: "data" | "secrets" | "brokerCredentials" | "audit"): aws.kms.ReplicaKey =>
    new aws.kms.ReplicaKey(`${name}-replica`, { primaryKeyArn: keys[name].arn, region });
  return { ...keys, recovery: { region, data: replica("data"), secrets: replica("secrets"), brokerCredentials: replica("brokerCredentials"), audit: replica("audit") } };
}

export function someNetwork(): Network {
  const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  const subnets = (tier: string, first: number): aws.ec2.Subnet["id"][] =>
    ["a", "b", "c"].map((zone, index) => new aws.ec2.Subnet(`${tier}-${zone}`, { vpcId: vpc.id, cidrBlock: `10.0.${first + index}.0/24` }).id);
  return { vpcId: vpc.id, isolatedSubnetIds: subnets("isolated", 0), privateSubnetIds: subnets("private", 20), publicSubnetIds: subnets("public", 10) };
}
