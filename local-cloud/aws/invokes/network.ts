/** Functions about VPCs, subnets, route tables, security groups, images and prefix lists. */
import { hex } from "../hash";
import { Reader } from "../reader";
import { of, refuse } from "../rule";
import { T } from "../tokens";
import { zoneId } from "../catalogues";
import { isFailure, matching, single, type Functions } from "./functions";

export const networkFunctions: Functions = {
  "aws:ec2/getVpc:getVpc": (args, cloud) => {
    const record = single(matching(args, cloud, T.vpc, { "vpc-id": "id", cidr: "cidrBlock", "cidr-block": "cidrBlock" }), "EC2 VPC");
    if (isFailure(record)) {
      return record;
    }
    const values = of(record);
    return {
      ...record.outputs, id: record.id, default: false, state: "available", region: record.region, tags: values.object("tags").properties,
      cidrBlockAssociations: [{ associationId: `vpc-cidr-assoc-${hex(record.id, "cidr", 17)}`, cidrBlock: values.text("cidrBlock") ?? "", state: "associated" }],
      ipv6CidrBlockAssociations: [], ipv6AssociationId: "", ipv6CidrBlock: "",
    };
  },
  "aws:ec2/getVpcs:getVpcs": (args, cloud) => ({ id: cloud.region, region: cloud.region, ids: matching(args, cloud, T.vpc, { "vpc-id": "id", cidr: "cidrBlock" }).map(({ id }) => id), tags: {} }),
  "aws:ec2/getSubnet:getSubnet": (args, cloud) => {
    const record = single(matching(args, cloud, T.subnet, SUBNET_FILTERS), "EC2 Subnet");
    if (isFailure(record)) {
      return record;
    }
    const values = of(record);
    const prefix = Number(values.text("cidrBlock")?.split("/")[1] ?? 24);
    return {
      ...record.outputs, id: record.id, state: "available", region: record.region, defaultForAz: false, tags: values.object("tags").properties, availableIpAddressCount: 2 ** (32 - prefix) - 5,
      availabilityZoneId: zoneId(record.region, values.text("availabilityZone") ?? ""), ipv6CidrBlock: "", ipv6CidrBlockAssociationId: "", outpostArn: "", customerOwnedIpv4Pool: "",
      mapCustomerOwnedIpOnLaunch: false, enableLniAtDeviceIndex: 0,
    };
  },
  "aws:ec2/getSubnets:getSubnets": (args, cloud) => ({ id: cloud.region, region: cloud.region, ids: matching(args, cloud, T.subnet, SUBNET_FILTERS).map(({ id }) => id), tags: {} }),
  "aws:ec2/getRouteTable:getRouteTable": (args, cloud) => {
    const reader = new Reader(args);
    const association = cloud.byType(T.routeTableAssociation).find(({ inputs }) => reader.given("subnetId") && inputs["subnetId"] === reader.text("subnetId"));
    const id = reader.text("routeTableId") ?? (association?.inputs["routeTableId"] as string | undefined);
    const { subnetId: _, routeTableId: __, ...rest } = args;
    const record = single(matching({ ...rest, ...(id !== undefined && { id }) }, cloud, T.routeTable, { "route-table-id": "id", "vpc-id": "vpcId" }), "EC2 Route Table");
    if (isFailure(record)) {
      return record;
    }
    const associations = cloud.byType(T.routeTableAssociation).filter(({ inputs }) => inputs["routeTableId"] === record.id);
    const routes = cloud.byType(T.route).filter(({ inputs }) => inputs["routeTableId"] === record.id);
    return {
      arn: of(record).text("arn") ?? "", id: record.id, routeTableId: record.id, vpcId: of(record).text("vpcId") ?? "", ownerId: cloud.account, region: record.region, gatewayId: "",
      subnetId: reader.text("subnetId") ?? "", tags: of(record).object("tags").properties,
      associations: associations.map(({ id: associationId, inputs }) => ({ gatewayId: "", main: false, routeTableAssociationId: associationId, routeTableId: record.id, subnetId: inputs["subnetId"] ?? "" })),
      routes: routes.map((route) => routeOf(of(route))),
    };
  },
  "aws:ec2/getSecurityGroup:getSecurityGroup": (args, cloud) => {
    const record = single(matching(args, cloud, T.securityGroup, { "group-id": "id", "group-name": "name", "vpc-id": "vpcId" }), "EC2 Security Group");
    if (isFailure(record)) {
      return record;
    }
    const values = of(record);
    return { id: record.id, arn: values.text("arn") ?? "", name: values.text("name") ?? "", description: values.text("description") ?? "", vpcId: values.text("vpcId") ?? "", region: record.region, tags: values.object("tags").properties };
  },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, cloud) => {
    const reader = new Reader(args);
    const name = reader.text("name") ?? reader.objects("filters").find((filter) => filter.text("name") === "prefix-list-name")?.texts("values")[0];
    const id = reader.text("id") ?? PREFIX_LISTS[name?.replace(cloud.region, "{region}") ?? ""];
    return id === undefined
      ? refuse("name", `no matching EC2 Managed Prefix List found for "${name ?? ""}"; AWS's own are named such as com.amazonaws.${cloud.region}.s3.`)
      : { id, name: name ?? "", arn: `arn:${cloud.partition}:ec2:${cloud.region}:aws:prefix-list/${id}`, addressFamily: "IPv4", ownerId: "AWS", entries: [], maxEntries: 0, version: 0, region: cloud.region, tags: {} };
  },
  "aws:ec2/getAmi:getAmi": (args, cloud) => {
    const reader = new Reader(args);
    const filter = (name: string): string | undefined => reader.objects("filters").find((item) => item.text("name") === name)?.texts("values")[0];
    const architecture = filter("architecture") ?? (/arm64|aarch64/.test(filter("name") ?? reader.text("nameRegex") ?? "") ? "arm64" : "x86_64");
    const owner = reader.texts("owners")[0] ?? "amazon";
    const name = (filter("name") ?? "al2023-ami-2023.9.20261110.0-kernel-6.12-*").replaceAll("*", architecture);
    const id = `ami-${hex(`${cloud.region} ${owner} ${name} ${architecture}`, "ami", 17)}`;
    return {
      ...args, id, imageId: id, name, architecture, arn: `arn:${cloud.partition}:ec2:${cloud.region}::image/${id}`, description: name, ownerId: /^\d{12}$/.test(owner) ? owner : "137112412989",
      imageOwnerAlias: "amazon", imageLocation: `amazon/${name}`, imageType: "machine", creationDate: "2026-11-10T00:00:00.000Z", deprecationTime: "2027-02-08T00:00:00.000Z", rootDeviceName: "/dev/xvda",
      rootDeviceType: "ebs", rootSnapshotId: `snap-${hex(id, "snapshot", 17)}`, virtualizationType: "hvm", hypervisor: "xen", enaSupport: true, sriovNetSupport: "simple", bootMode: "uefi-preferred",
      imdsSupport: "v2.0", public: true, state: "available", stateReason: { code: "UNSET", message: "UNSET" }, platform: "", platformDetails: "Linux/UNIX", usageOperation: "RunInstances", kernelId: "",
      ramdiskId: "", tpmSupport: "", lastLaunchedTime: "", productCodes: [], tags: {}, region: cloud.region,
      blockDeviceMappings: [{ deviceName: "/dev/xvda", noDevice: "", virtualName: "", ebs: { delete_on_termination: "true", encrypted: "false", iops: "3000", snapshot_id: `snap-${hex(id, "snapshot", 17)}`, throughput: "125", volume_size: "8", volume_type: "gp3" } }],
    };
  },
};

const SUBNET_FILTERS = { "vpc-id": "vpcId", "subnet-id": "id", "availability-zone": "availabilityZone", "cidr-block": "cidrBlock", cidr: "cidrBlock", "availability-zone-id": "availabilityZoneId" };

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html; ids as seen in us-east-1. */
const PREFIX_LISTS: Readonly<Record<string, string>> = {
  "com.amazonaws.{region}.s3": "pl-63a5400a",
  "com.amazonaws.{region}.dynamodb": "pl-02cd2c6b",
  "com.amazonaws.global.cloudfront.origin-facing": "pl-3b927c52",
};

function routeOf(route: Reader): Record<string, string> {
  const names = ["carrierGatewayId", "coreNetworkArn", "destinationPrefixListId", "egressOnlyGatewayId", "gatewayId", "localGatewayId", "natGatewayId", "networkInterfaceId", "transitGatewayId", "vpcEndpointId", "vpcPeeringConnectionId"];
  return {
    ...Object.fromEntries(names.map((name) => [name, route.text(name) ?? ""])),
    cidrBlock: route.text("destinationCidrBlock") ?? "",
    ipv6CidrBlock: route.text("destinationIpv6CidrBlock") ?? "",
    instanceId: "",
    odbNetworkArn: "",
  };
}
