import type { RuleCase } from "../../testing/rule-case";
import { T } from "../../tokens";

export const ec2Cases: readonly RuleCase[] = [
  { rule: "ec2-vpc-cidr", type: T.vpc, good: () => ({ cidrBlock: "10.0.0.0/16" }), bad: () => ({ cidrBlock: "10.0.0.0/8" }), says: [
      "cidrBlock: InvalidVpc.Range: the range 10.0.0.0/8 has a prefix of /8, and AWS takes /16 to /28."
    ] },
  { rule: "ec2-vpc-cidr", type: T.vpc, good: () => ({ cidrBlock: "10.0.0.0/28" }), bad: () => ({ cidrBlock: "ten" }), says: [
      "cidrBlock: InvalidParameterValue: \"ten\" is no IPv4 range; write it as 10.0.0.0/16."
    ] },
  { rule: "ec2-subnet-cidr", type: T.subnet, good: () => ({ cidrBlock: "10.0.0.0/20" }), bad: () => ({ cidrBlock: "10.0.1.0/20" }), says: [
      "cidrBlock: InvalidParameterValue: 10.0.1.0/20 does not begin where its block does; write 10.0.0.0/20."
    ] },
  { rule: "ec2-vpc-reserved-range", type: T.vpc, good: () => ({ cidrBlock: "10.0.0.0/16" }), bad: () => ({ cidrBlock: "169.254.0.0/20" }), says: [
      "cidrBlock: InvalidVpc.Range: the range lies in 169.254.0.0/16, which is kept for other uses; take one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16."
    ] },
  { rule: "ec2-vpc-dns-hostnames", type: T.vpc, good: () => ({ enableDnsHostnames: true }), bad: () => ({ enableDnsHostnames: true, enableDnsSupport: false }), says: [
      "enableDnsHostnames: InvalidParameterCombination: DNS host names need DNS resolution; set enableDnsSupport to true as well."
    ] },
  { rule: "ec2-zone-exists", type: T.subnet, good: () => ({ availabilityZone: "us-east-1f" }), bad: () => ({ availabilityZone: "us-east-1g" }), says: [
      "availabilityZone: InvalidParameterValue: the zone \"us-east-1g\" is not one of us-east-1: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f. Did you mean us-east-1a?"
    ] },
  { rule: "ec2-subnet-in-vpc", type: T.subnet, good: (w) => ({ vpcId: w.vpc.id, cidrBlock: "10.0.64.0/20" }), bad: (w) => ({ vpcId: w.vpc.id, cidrBlock: "10.9.0.0/20" }), says: [
      "cidrBlock: InvalidSubnet.Range: 10.9.0.0/20 does not lie in the VPC's range 10.0.0.0/16; take a part of that range."
    ] },
  { rule: "ec2-subnet-overlap", type: T.subnet, good: (w) => ({ vpcId: w.vpc.id, cidrBlock: "10.0.64.0/20" }), bad: (w) => ({ vpcId: w.vpc.id, cidrBlock: "10.0.0.0/24" }), says: [
      "cidrBlock: InvalidSubnet.Conflict: 10.0.0.0/24 overlaps with the subnet <subnet-a> (10.0.0.0/20); take a free part of the VPC's range."
    ] },
  { rule: "ec2-one-internet-gateway", type: T.internetGateway, good: (w) => ({ vpcId: w.otherVpc.id }), bad: (w) => ({ vpcId: w.vpc.id }), says: [
      "vpcId: InvalidParameterValue: the VPC <vpc> has the internet gateway <gateway> already, and AWS attaches only one; use that one."
    ] },
  { rule: "ec2-route-one-destination", type: T.route, good: () => ({ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }), bad: () => ({ gatewayId: "igw-1", natGatewayId: "nat-1" }), says: [
      ": InvalidParameterCombination: a route has one destination, and this one has 0; give exactly one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId.",
      ": InvalidParameterCombination: a route has one target, and this one has 2; give exactly one, such as natGatewayId or gatewayId."
    ] },
  {
    rule: "ec2-route-conflict", type: T.route,
    given: (w) => w.cloud.create(T.route, "existing", { routeTableId: w.table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: w.gateway.id }),
    good: (w) => ({ routeTableId: w.table.id, destinationCidrBlock: "10.9.0.0/16", gatewayId: w.gateway.id }),
    bad: (w) => ({ routeTableId: w.table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: w.gateway.id }), says: [
      "destinationCidrBlock: RouteAlreadyExists: the route table <table> has a route to 0.0.0.0/0 already; remove one of the two."
    ],
  },
  { rule: "ec2-route-local", type: T.route, good: (w) => ({ routeTableId: w.table.id, destinationCidrBlock: "10.1.0.0/16" }), bad: (w) => ({ routeTableId: w.table.id, destinationCidrBlock: "10.0.0.0/16" }), says: [
      "destinationCidrBlock: InvalidParameterValue: 10.0.0.0/16 is the VPC's own range, whose route is local and cannot be made; leave this route out."
    ] },
  {
    rule: "ec2-one-route-table-per-subnet", type: T.routeTableAssociation,
    given: (w) => w.cloud.create(T.routeTableAssociation, "existing", { routeTableId: w.table.id, subnetId: w.subnetA.id }),
    good: (w) => ({ routeTableId: w.table.id, subnetId: w.subnetB.id }), bad: (w) => ({ routeTableId: w.table.id, subnetId: w.subnetA.id }), says: [
      "subnetId: Resource.AlreadyAssociated: the subnet <subnet-a> is associated with <table> already; a subnet has one route table."
    ],
  },
  { rule: "ec2-association-in-one-vpc", type: T.routeTableAssociation, good: (w) => ({ routeTableId: w.table.id, subnetId: w.subnetB.id }), bad: (w) => ({ routeTableId: w.table.id, subnetId: w.strange.id }), says: [
      "routeTableId: InvalidParameterValue: the route table and the subnet belong to two VPCs; use a route table of the subnet's VPC."
    ] },
  { rule: "ec2-nat-allocation", type: T.natGateway, good: () => ({ allocationId: "eipalloc-1" }), bad: () => ({ subnetId: "subnet-1" }), says: [
      "allocationId: MissingParameter: a public NAT gateway needs an Elastic IP; give allocationId, or set connectivityType to private."
    ] },
  { rule: "ec2-nat-allocation", type: T.natGateway, good: () => ({ connectivityType: "private" }), bad: () => ({ connectivityType: "private", allocationId: "eipalloc-1" }), says: [
      "allocationId: InvalidParameterCombination: a private NAT gateway has no Elastic IP; remove allocationId or make it public."
    ] },
  {
    rule: "ec2-nat-eip-once", type: T.natGateway,
    given: (w) => w.cloud.create(T.natGateway, "existing", { subnetId: w.subnetA.id, allocationId: w.eip.id }),
    good: () => ({ allocationId: "eipalloc-other" }), bad: (w) => ({ allocationId: w.eip.id }), says: [
      "allocationId: Resource.AlreadyAssociated: the Elastic IP <eip> belongs to <existing> already; each NAT gateway needs its own."
    ],
  },
  { rule: "ec2-nat-subnet-has-gateway", type: T.natGateway, good: (w) => ({ subnetId: w.subnetA.id }), bad: (w) => ({ subnetId: w.strange.id }), says: [
      "subnetId: Gateway.NotAttached: the VPC <other-vpc> has no internet gateway, which a public NAT gateway needs; make the internet gateway first (dependsOn)."
    ] },
  {
    rule: "ec2-peering-overlap", type: T.peering, given: (w) => w.cloud.create(T.vpc, "twin", { cidrBlock: "10.0.128.0/17" }),
    good: (w) => ({ vpcId: w.vpc.id, peerVpcId: w.otherVpc.id }),
    bad: (w) => ({ vpcId: w.vpc.id, peerVpcId: w.cloud.view().all().find(({ urn }) => urn.endsWith("::twin"))?.id ?? "" }), says: [
      "peerVpcId: InvalidParameterValue: the ranges of <vpc> (10.0.0.0/16) and <twin> (10.0.128.0/17) overlap, so they cannot be peered; renumber one."
    ],
  },
  {
    rule: "ec2-peering-twice", type: T.peering, given: (w) => w.cloud.create(T.peering, "existing", { vpcId: w.vpc.id, peerVpcId: w.otherVpc.id }),
    good: (w) => ({ vpcId: w.vpc.id, peerVpcId: "vpc-elsewhere" }), bad: (w) => ({ vpcId: w.otherVpc.id, peerVpcId: w.vpc.id }), says: [
      "peerVpcId: VpcPeeringConnectionAlreadyExists: <existing> peers these two VPCs already; use that one."
    ],
  },
  { rule: "ec2-peering-self", type: T.peering, good: () => ({ vpcId: "vpc-1", peerVpcId: "vpc-2" }), bad: () => ({ vpcId: "vpc-1", peerVpcId: "vpc-1" }), says: [
      "peerVpcId: InvalidParameterValue: a VPC cannot be peered with itself; name another VPC."
    ] },
  { rule: "ec2-peering-auto-accept", type: T.peering, good: () => ({ autoAccept: true }), bad: () => ({ autoAccept: true, peerRegion: "us-west-2", peerOwnerId: "999999999999" }), says: [
      "autoAccept: InvalidParameterCombination: a peering with a peerRegion cannot be accepted from this side; leave autoAccept out and accept it there.",
      "autoAccept: OperationNotPermitted: a peering with another account must be accepted by that account; leave autoAccept out."
    ] },
  {
    rule: "ec2-endpoint-kind", type: T.vpcEndpoint,
    good: () => ({ vpcEndpointType: "Interface", serviceName: "com.amazonaws.us-east-1.ecr.api", subnetIds: ["subnet-1"] }),
    bad: () => ({ serviceName: "com.amazonaws.us-west-2.ecr.api", subnetIds: ["subnet-1"] }), says: [
      "subnetIds: InvalidParameter: a gateway endpoint takes no subnetIds; use routeTableIds, or set vpcEndpointType to Interface.",
      "serviceName: InvalidParameter: \"com.amazonaws.us-west-2.ecr.api\" has no gateway endpoint, only S3 and DynamoDB do; set vpcEndpointType to Interface.",
      "serviceName: InvalidServiceName: \"com.amazonaws.us-west-2.ecr.api\" is a service of another region than us-east-1; name the one of this region."
    ],
  },
  { rule: "ec2-endpoint-kind", type: T.vpcEndpoint, good: () => ({ serviceName: "com.amazonaws.us-east-1.s3" }), bad: () => ({ vpcEndpointType: "Interface", routeTableIds: ["rtb-1"] }), says: [
      "routeTableIds: InvalidParameter: an interface endpoint takes no routeTableIds; use subnetIds and securityGroupIds."
    ] },
  { rule: "ec2-endpoint-one-subnet-per-zone", type: T.vpcEndpoint, good: (w) => ({ subnetIds: [w.subnetA.id, w.subnetB.id] }), bad: (w) => ({ subnetIds: [w.subnetA.id, w.subnetA2.id] }), says: [
      "subnetIds: DuplicateSubnetsInSameZone: two of the subnets lie in us-east-1a; give one subnet per zone."
    ] },
  { rule: "ec2-endpoint-private-dns", type: T.vpcEndpoint, good: (w) => ({ vpcId: w.vpc.id, privateDnsEnabled: true }), bad: (w) => ({ vpcId: w.otherVpc.id, privateDnsEnabled: true }), says: [
      "privateDnsEnabled: InvalidParameter: private DNS needs enableDnsSupport and enableDnsHostnames on the VPC <other-vpc>; set both to true."
    ] },
  { rule: "ec2-flow-log-source", type: T.flowLog, good: () => ({ vpcId: "vpc-1" }), bad: () => ({ vpcId: "vpc-1", subnetId: "subnet-1" }), says: [
      ": InvalidParameter: a flow log watches one thing, and this one names 2; give exactly one of vpcId, subnetId, eniId."
    ] },
  {
    rule: "ec2-flow-log-destination", type: T.flowLog,
    good: () => ({ iamRoleArn: "arn:aws:iam::123456789012:role/x", logDestination: "arn:aws:logs:us-east-1:123456789012:log-group:x" }),
    bad: () => ({ logDestination: "arn:aws:s3:::x" }), says: [
      "iamRoleArn: MissingParameter: a flow log to CloudWatch Logs needs a role that may write there; give iamRoleArn.",
      "logDestination: InvalidParameter: \"arn:aws:s3:::x\" is no destination of type cloud-watch-logs; correct logDestination or logDestinationType."
    ],
  },
  { rule: "ec2-flow-log-destination", type: T.flowLog, good: () => ({ logDestinationType: "s3", logDestination: "arn:aws:s3:::x" }), bad: () => ({ logDestinationType: "s3", iamRoleArn: "arn:aws:iam::123456789012:role/x" }), says: [
      "iamRoleArn: InvalidParameter: a flow log to S3 takes no role; remove iamRoleArn and let the bucket's policy allow delivery.",
      "logDestination: MissingParameter: a flow log needs a destination; give logDestination."
    ] },
  { rule: "ec2-instance-type", type: T.nodeGroup, good: () => ({ instanceTypes: ["t3.large", "m8g.large"] }), bad: () => ({ instanceTypes: ["t3.large", "t3.larg"] }), says: [
      "instanceTypes[1]: InvalidInstanceType: \"t3.larg\" is no EC2 instance type. Did you mean t3.large?"
    ] },
  { rule: "ec2-launch-template-groups", type: T.launchTemplate, good: () => ({ vpcSecurityGroupIds: ["sg-1"] }), bad: () => ({ vpcSecurityGroupIds: ["sg-1"], networkInterfaces: [{}] }), says: [
      "vpcSecurityGroupIds: InvalidParameterCombination: network interfaces and an instance-level list of security groups exclude each other; move the groups into networkInterfaces[].securityGroups."
    ] },
  { rule: "ec2-launch-template-user-data", type: T.launchTemplate, good: () => ({ userData: Buffer.from("#!/bin/sh").toString("base64") }), bad: () => ({ userData: "#!/bin/sh" }), says: [
      "userData: InvalidUserData.Malformed: user data must be base64; encode it, for instance with Buffer.from(text).toString(\"base64\")."
    ] },
  { rule: "ec2-launch-template-user-data", type: T.launchTemplate, good: () => ({}), bad: () => ({ userData: Buffer.alloc(16385).toString("base64") }), says: [
      "userData: InvalidParameterValue: the user data has 16385 bytes, and AWS takes 16384; fetch the rest from S3."
    ] },
  { rule: "ec2-volume-size", type: T.launchTemplate, good: () => ({ blockDeviceMappings: [{ ebs: { volumeType: "gp3", volumeSize: 20 } }] }), bad: () => ({ blockDeviceMappings: [{ ebs: { volumeType: "gp3", volumeSize: 0 } }] }), says: [
      "blockDeviceMappings[0].ebs.volumeSize: InvalidParameterValue: 0 GiB is no size of a gp3 volume; give 1 to 65536."
    ] },
  {
    rule: "ec2-volume-encryption-key", type: T.launchTemplate,
    good: () => ({ blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: "k" } }] }), bad: () => ({ blockDeviceMappings: [{ ebs: { kmsKeyId: "k" } }] }), says: [
      "blockDeviceMappings[0].ebs.kmsKeyId: InvalidParameterDependency: a key is given but the volume is not encrypted; set encrypted to true."
    ],
  },
  {
    rule: "ec2-network-acl-rules", type: T.networkAcl,
    good: () => ({ ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0 }], egress: [{ ruleNo: 100, action: "deny", protocol: "tcp", fromPort: 22, toPort: 22 }] }),
    bad: () => ({ ingress: [{ ruleNo: 100, protocol: "-1", fromPort: 22 }, { ruleNo: 100, protocol: "-1", fromPort: 0 }], egress: [{ ruleNo: 32767 }] }), says: [
      "ingress[1].ruleNo: NetworkAclEntryAlreadyExists: The network acl entry identified by 100 already exists; number the rules of a direction apart.",
      "ingress[0].fromPort: InvalidParameterValue: a rule for all protocols is for all ports; give 0 to 0.",
      "egress[0].ruleNo: InvalidParameterValue: the rule number 32767 is not one of 1 to 32766."
    ],
  },
  { rule: "autoscaling-sizes", type: T.autoScalingGroup, good: () => ({ minSize: 1, maxSize: 2, desiredCapacity: 2 }), bad: () => ({ minSize: 3, maxSize: 2, desiredCapacity: 5 }), says: [
      "minSize: ValidationError: the minimum (3) is above the maximum (2); swap them or raise maxSize.",
      "desiredCapacity: ValidationError: the desired capacity 5 is not between minSize 3 and maxSize 2."
    ] },
  { rule: "autoscaling-template", type: T.autoScalingGroup, good: () => ({ launchTemplate: { id: "lt-1" } }), bad: () => ({ launchTemplate: { id: "lt-1" }, mixedInstancesPolicy: {} }), says: [
      ": ValidationError: a group is made from one template, and this one names 2; give exactly one of launchTemplate, mixedInstancesPolicy."
    ] },
  { rule: "autoscaling-placement", type: T.autoScalingGroup, good: () => ({ vpcZoneIdentifiers: ["subnet-1"] }), bad: () => ({ vpcZoneIdentifiers: [] }), says: [
      "vpcZoneIdentifiers: ValidationError: at least one subnet or Availability Zone is required; give vpcZoneIdentifiers."
    ] },
  {
    rule: "autoscaling-interface-subnet", type: T.autoScalingGroup,
    given: (w) => w.cloud.create(T.launchTemplate, "pinned", { name: "pinned", networkInterfaces: [{ subnetId: w.subnetA.id }] }),
    good: (w) => ({ launchTemplate: { id: pinned(w) }, vpcZoneIdentifiers: [w.subnetA.id] }), bad: (w) => ({ launchTemplate: { id: pinned(w) }, vpcZoneIdentifiers: [w.subnetB.id] }), says: [
      "vpcZoneIdentifiers: ValidationError: the launch template puts its interface into <subnet-a>, which is not among the group's subnets; add it or remove it from the template."
    ],
  },
  { rule: "ec2-interface-groups-in-vpc", type: T.networkInterface, good: (w) => ({ subnetId: w.subnetA.id, securityGroups: [w.group.id] }), bad: (w) => ({ subnetId: w.subnetA.id, securityGroups: [w.otherGroup.id] }), says: [
      "securityGroups: InvalidGroup.NotFound: <other-group> is not in the subnet's VPC <vpc>; use a security group of that VPC."
    ] },
];

function pinned(world: Parameters<RuleCase["good"]>[0]): string {
  return world.cloud.view().byType(T.launchTemplate).find(({ inputs }) => inputs["name"] === "pinned")?.id ?? "";
}
