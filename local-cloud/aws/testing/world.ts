/** A small account for tests: a network over two zones, a key, roles, a log group, a bucket. */
import type { CloudRecord } from "../../provider/cloud";
import { T } from "../tokens";
import { MemoryCloud } from "./cloud";

export function trust(service: string, actions: readonly string[] = ["sts:AssumeRole"]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Principal: { Service: service } }] });
}

export const ROOT_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "Root", Effect: "Allow", Action: "kms:*", Resource: "*", Principal: { AWS: "arn:aws:iam::123456789012:root" } },
    { Sid: "Logs", Effect: "Allow", Action: ["kms:Encrypt*", "kms:Decrypt*"], Resource: "*", Principal: { Service: "logs.us-east-1.amazonaws.com" } },
  ],
});

export class World {
  readonly cloud = new MemoryCloud();
  readonly vpc = this.cloud.create(T.vpc, "vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  readonly otherVpc = this.cloud.create(T.vpc, "other-vpc", { cidrBlock: "10.1.0.0/16" });
  readonly gateway = this.cloud.create(T.internetGateway, "gateway", { vpcId: this.vpc.id });
  readonly subnetA = this.subnet("subnet-a", "10.0.0.0/20", "us-east-1a");
  readonly subnetB = this.subnet("subnet-b", "10.0.16.0/20", "us-east-1b");
  readonly subnetA2 = this.subnet("subnet-a2", "10.0.32.0/20", "us-east-1a");
  readonly tiny = this.subnet("tiny", "10.0.255.0/28", "us-east-1c");
  readonly strange = this.cloud.create(T.subnet, "strange", { vpcId: this.otherVpc.id, cidrBlock: "10.1.0.0/20", availabilityZone: "us-east-1a" });
  readonly table = this.cloud.create(T.routeTable, "table", { vpcId: this.vpc.id });
  readonly group = this.cloud.create(T.securityGroup, "group", { vpcId: this.vpc.id, name: "group" });
  readonly peer = this.cloud.create(T.securityGroup, "peer", { vpcId: this.vpc.id, name: "peer" });
  readonly otherGroup = this.cloud.create(T.securityGroup, "other-group", { vpcId: this.otherVpc.id, name: "other" });
  readonly eip = this.cloud.create(T.eip, "eip", { domain: "vpc" });
  readonly key = this.cloud.create(T.key, "key", { policy: ROOT_POLICY, enableKeyRotation: true });
  readonly plainKey = this.cloud.create(T.key, "plain-key", {});
  readonly clusterRole = this.role("cluster-role", "eks.amazonaws.com");
  readonly nodeRole = this.role("node-role", "ec2.amazonaws.com");
  readonly podRole = this.cloud.create(T.role, "pod-role", { name: "pod-role", assumeRolePolicy: trust("pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]) });
  readonly monitoringRole = this.role("monitoring-role", "monitoring.rds.amazonaws.com");
  readonly logs = this.cloud.create(T.logGroup, "logs", { name: "/kianax/logs", retentionInDays: 30 });
  readonly bucket = this.cloud.create(T.bucket, "bucket", { bucket: "kianax-logs" });
  readonly dbSubnets = this.cloud.create(T.dbSubnetGroup, "db-subnets", { name: "db", subnetIds: [this.subnetA.id, this.subnetB.id] });
  readonly cacheSubnets = this.cloud.create(T.cacheSubnetGroup, "cache-subnets", { name: "cache", subnetIds: [this.subnetA.id, this.subnetB.id] });
  readonly cluster = this.cloud.create(T.eksCluster, "cluster", {
    name: "kianax",
    roleArn: String(this.clusterRole.outputs["arn"]),
    version: "1.35",
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    vpcConfig: { subnetIds: [this.subnetA.id, this.subnetB.id], endpointPrivateAccess: true, endpointPublicAccess: false },
  });
  readonly zone = this.cloud.create(T.zone, "zone", { name: "kianax.io" });
  readonly balancer = this.cloud.create(T.loadBalancer, "balancer", { name: "kianax", subnets: [this.subnetA.id, this.subnetB.id], securityGroups: [this.group.id] });
  readonly targets = this.cloud.create(T.targetGroup, "targets", { name: "targets", port: 8080, protocol: "HTTP", targetType: "ip", vpcId: this.vpc.id });
  readonly listener = this.cloud.create(T.listener, "listener", { loadBalancerArn: this.balancer.id, port: 80, protocol: "HTTP", defaultActions: [{ type: "forward", targetGroupArn: this.targets.id }] });
  readonly template = this.cloud.create(T.launchTemplate, "template", { name: "nodes" });

  arn(record: CloudRecord): string {
    return String(record.outputs["arn"]);
  }

  private subnet(name: string, cidrBlock: string, availabilityZone: string): CloudRecord {
    return this.cloud.create(T.subnet, name, { vpcId: this.vpc.id, cidrBlock, availabilityZone });
  }

  private role(name: string, service: string): CloudRecord {
    return this.cloud.create(T.role, name, { name, assumeRolePolicy: trust(service) });
  }
}
