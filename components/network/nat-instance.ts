/**
 * A NAT instance that heals itself: a network interface with a fixed address, and an Auto Scaling group of one whose
 * instance boots on that interface. Routes point at the interface, so a new instance needs no change of routes and no
 * right to call EC2. An instance that forwards nothing ends itself, and the group starts another. $3 for a t4g.nano plus
 * $3.65 for its address a month, against $36 for a gateway.
 */
import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import { createAlarm, type AlarmDefinition } from "../monitoring";
import type { NatArgs, NatSurroundings } from "./nat";
import type { NetworkSubnet } from "./network";
import { natUserData } from "./nat-user-data";

/** Amazon Linux 2023 for arm64, resolved by EC2 at each launch. https://docs.aws.amazon.com/linux/al2023/ug/ec2.html */
const IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64";

const IN_SERVICE = "GroupInServiceInstances";

export function createNatInstance(
  network: KianaxComponent,
  { cidr, protectAddresses = true, alarmActions }: NatArgs,
  instanceType: string,
  { subnet, zone }: NetworkSubnet,
  { vpc, internet, publicRouting }: NatSurroundings,
): { readonly networkInterface: aws.ec2.NetworkInterface; readonly instances: aws.autoscaling.Group } {
  const group = createSecurityGroup(network, vpc, cidr);
  const networkInterface = network.child(aws.ec2.NetworkInterface, "natInterface", "nat", {
    subnetId: subnet.id,
    description: `${network.base}: NAT instance`,
    // It forwards packets that are neither from nor to itself.
    sourceDestCheck: false,
    securityGroups: [group.id],
    tags: network.tags("nat"),
  });
  const address = network.child(
    aws.ec2.Eip,
    "natAddress",
    "nat",
    { domain: "vpc", networkInterface: networkInterface.id, tags: network.tags("nat") },
    // AWS refuses to give an address to an interface in a VPC that does not reach the internet yet.
    { stateful: protectAddresses, dependsOn: [internet] },
  );
  const template = createLaunchTemplate(network, networkInterface, instanceType, cidr);
  const instances = network.child(
    aws.autoscaling.Group,
    "natGroup",
    "nat",
    {
      name: network.physical("autoscaling group", "nat"),
      minSize: 1,
      maxSize: 1,
      desiredCapacity: 1,
      // The interface fixes the subnet, so the group names its zone instead of subnets.
      availabilityZones: [zone],
      // EC2 sees that an instance is gone or its hardware is; that it does not forward, the instance sees itself.
      healthCheckType: "EC2",
      healthCheckGracePeriod: 60,
      enabledMetrics: [IN_SERVICE],
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      // One interface carries one instance: the old one goes before the new one comes.
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } },
      tags: Object.entries(network.tags("nat")).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
    },
    // It fetches packages when it boots, so the way to the internet is there before it.
    { dependsOn: [address, ...publicRouting] },
  );
  for (const alarm of ALARMS) {
    createAlarm(network, "network", alarm, { AutoScalingGroupName: instances.name }, alarmActions);
  }
  return { networkInterface, instances };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html */
const ALARMS: readonly AlarmDefinition[] = [
  {
    suffix: "nat-down",
    description: "There has been no NAT instance for five minutes: the private subnets do not reach the internet.",
    measure: { namespace: "AWS/AutoScaling", metricName: IN_SERVICE, statistic: "Maximum" },
    comparison: "below",
    threshold: 1,
    periodSeconds: 300,
    periods: 1,
    severity: "critical",
    breachingWhenMissing: true,
  },
  {
    suffix: "nat-unsteady",
    description: "The NAT instance is replaced again and again: none that comes up gets traffic through, for half an hour.",
    measure: { namespace: "AWS/AutoScaling", metricName: IN_SERVICE, statistic: "Minimum" },
    comparison: "below",
    threshold: 1,
    periodSeconds: 900,
    periods: 2,
  },
];

function createSecurityGroup(network: KianaxComponent, vpc: aws.ec2.Vpc, cidr: string): aws.ec2.SecurityGroup {
  const group = network.child(aws.ec2.SecurityGroup, "natSecurityGroup", "nat", {
    name: network.physical("security group", "nat"),
    description: "NAT instance: from the VPC to the internet",
    vpcId: vpc.id,
    tags: network.tags("nat"),
  });
  network.child(aws.vpc.SecurityGroupIngressRule, "natIngress", "nat-from-vpc", {
    securityGroupId: group.id,
    description: "Traffic of the private tier on its way out",
    ipProtocol: "-1",
    cidrIpv4: cidr,
    tags: network.tags(),
  });
  network.child(aws.vpc.SecurityGroupEgressRule, "natEgress", "nat-to-internet", {
    securityGroupId: group.id,
    description: "The internet",
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
    tags: network.tags(),
  });
  return group;
}

function createLaunchTemplate(network: KianaxComponent, networkInterface: aws.ec2.NetworkInterface, instanceType: string, cidr: string): aws.ec2.LaunchTemplate {
  return network.child(aws.ec2.LaunchTemplate, "natLaunchTemplate", "nat", {
    name: network.physical("launch template", "nat"),
    description: "NAT instance on its fixed network interface",
    imageId: IMAGE,
    instanceType,
    // An instance that powers itself off is gone, so that the group replaces it at once.
    instanceInitiatedShutdownBehavior: "terminate",
    updateDefaultVersion: true,
    userData: Buffer.from(natUserData(cidr)).toString("base64"),
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 8, deleteOnTermination: "true" } }],
    networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: networkInterface.id, deleteOnTermination: "false" }],
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: network.tags("nat") })),
    tags: network.tags("nat"),
  });
}
