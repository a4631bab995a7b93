import { contains, formatCidr, isCanonical, overlaps, parseCidr, type Cidr } from "../cidr";
import { nearest, REGIONS, zonesOf } from "../catalogues";
import { find, of, oneOf, others, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";
import type { CloudRecord, CloudView } from "../../provider/cloud";
import type { Failure } from "../../provider/values";

const VPC_CIDR = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
const SUBNET_CIDR = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";
const ROUTES = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html";
const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const ROUTE_TARGETS = [
  "gatewayId", "natGatewayId", "networkInterfaceId", "vpcPeeringConnectionId", "egressOnlyGatewayId", "vpcEndpointId", "transitGatewayId",
  "carrierGatewayId", "localGatewayId", "coreNetworkArn",
];

function cidrForm(property: string, code: string): (subject: Subject) => Failure | undefined {
  return (subject) => {
    const text = subject.text(property);
    if (text === undefined) {
      return undefined;
    }
    const cidr = parseCidr(text);
    if (cidr === undefined) {
      return refuse(property, `InvalidParameterValue: "${text}" is no IPv4 range; write it as 10.0.0.0/16.`);
    }
    if (cidr.prefix < 16 || cidr.prefix > 28) {
      return refuse(property, `${code}: the range ${text} has a prefix of /${cidr.prefix}, and AWS takes /16 to /28.`);
    }
    return isCanonical(cidr) ? undefined : refuse(property, `InvalidParameterValue: ${text} does not begin where its block does; write ${formatCidr(cidr)}.`);
  };
}

/** The first range of the VPC and those associated with it later. */
function rangesOf(vpc: CloudRecord, cloud: CloudView): Cidr[] {
  const more = cloud.byType(T.cidrAssociation).filter(({ inputs }) => inputs["vpcId"] === vpc.id);
  return [vpc, ...more].flatMap((record) => parseCidr(of(record).text("cidrBlock") ?? "") ?? []);
}

function inVpc(subject: Subject, cloud: CloudView): { vpc: CloudRecord; range: Cidr; text: string } | undefined {
  const vpc = find(cloud, T.vpc, subject.text("vpcId"));
  const text = subject.text("cidrBlock");
  const range = parseCidr(text ?? "");
  return vpc === undefined || range === undefined || text === undefined ? undefined : { vpc, range, text };
}

export const ec2Network: readonly Rule[] = [
  { id: "ec2-vpc-cidr", types: [T.vpc, T.cidrAssociation], stage: "check", source: VPC_CIDR, check: cidrForm("cidrBlock", "InvalidVpc.Range") },
  { id: "ec2-subnet-cidr", types: [T.subnet], stage: "check", source: SUBNET_CIDR, check: cidrForm("cidrBlock", "InvalidSubnet.Range") },
  {
    id: "ec2-vpc-reserved-range",
    types: [T.vpc],
    stage: "check",
    source: VPC_CIDR,
    check: (subject) => {
      const range = parseCidr(subject.text("cidrBlock") ?? "");
      const reserved = ["169.254.0.0/16", "224.0.0.0/4", "127.0.0.0/8", "0.0.0.0/8"].find((text) => {
        const other = parseCidr(text);
        return range !== undefined && other !== undefined && overlaps(range, other);
      });
      return refuseIf(reserved !== undefined, "cidrBlock", `InvalidVpc.Range: the range lies in ${reserved}, which is kept for other uses; take one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.`);
    },
  },
  oneOf(T.vpc, "instanceTenancy", ["default", "dedicated"], "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html"),
  {
    id: "ec2-vpc-dns-hostnames",
    types: [T.vpc],
    stage: "check",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
    check: (subject) =>
      refuseIf(
        subject.flag("enableDnsHostnames") === true && subject.flag("enableDnsSupport") === false,
        "enableDnsHostnames",
        "InvalidParameterCombination: DNS host names need DNS resolution; set enableDnsSupport to true as well.",
      ),
  },
  {
    id: "ec2-zone-exists",
    types: [T.subnet, T.volume],
    stage: "check",
    source: REGIONS.source,
    check: (subject, cloud) => {
      const zone = subject.text("availabilityZone");
      const zones = zonesOf(cloud.region);
      if (zone === undefined || zones === undefined || zones.includes(zone)) {
        return undefined;
      }
      const close = nearest(zone, zones);
      return refuse("availabilityZone", `InvalidParameterValue: the zone "${zone}" is not one of ${cloud.region}: ${zones.join(", ")}.${close === undefined ? "" : ` Did you mean ${close}?`}`);
    },
  },
  {
    id: "ec2-subnet-in-vpc",
    types: [T.subnet],
    stage: "admit",
    source: SUBNET_CIDR,
    check: (subject, cloud) => {
      const place = inVpc(subject, cloud);
      const ranges = place === undefined ? [] : rangesOf(place.vpc, cloud);
      const inside = place === undefined || ranges.some((outer) => contains(outer, place.range));
      return refuseIf(!inside, "cidrBlock", `InvalidSubnet.Range: ${place?.text} does not lie in the VPC's range ${ranges.map(formatCidr).join(", ")}; take a part of that range.`);
    },
  },
  {
    id: "ec2-subnet-overlap",
    types: [T.subnet],
    stage: "admit",
    source: SUBNET_CIDR,
    check: (subject, cloud) => {
      const place = inVpc(subject, cloud);
      const clash = others(subject, cloud, T.subnet).find((subnet) => {
        const range = parseCidr(of(subnet).text("cidrBlock") ?? "");
        return place !== undefined && subnet.inputs["vpcId"] === place.vpc.id && range !== undefined && overlaps(range, place.range);
      });
      return refuseIf(clash !== undefined, "cidrBlock", `InvalidSubnet.Conflict: ${place?.text} overlaps with the subnet ${clash?.id} (${String(clash?.inputs["cidrBlock"])}); take a free part of the VPC's range.`);
    },
  },
  {
    id: "ec2-one-internet-gateway",
    types: [T.internetGateway],
    stage: "admit",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    check: (subject, cloud) => {
      const vpcId = subject.text("vpcId");
      const other = vpcId === undefined ? undefined : others(subject, cloud, T.internetGateway).find(({ inputs }) => inputs["vpcId"] === vpcId);
      return refuseIf(other !== undefined, "vpcId", `InvalidParameterValue: the VPC ${vpcId} has the internet gateway ${other?.id} already, and AWS attaches only one; use that one.`);
    },
  },
  {
    id: "ec2-route-one-destination",
    types: [T.route],
    stage: "check",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
    check: (subject) => {
      const destinations = DESTINATIONS.filter((name) => subject.given(name));
      const targets = ROUTE_TARGETS.filter((name) => subject.given(name));
      const cidr = subject.text("destinationCidrBlock");
      return [
        ...(destinations.length === 1 ? [] : [refuse("", `InvalidParameterCombination: a route has one destination, and this one has ${destinations.length}; give exactly one of ${DESTINATIONS.join(", ")}.`)]),
        ...(targets.length === 1 ? [] : [refuse("", `InvalidParameterCombination: a route has one target, and this one has ${targets.length}; give exactly one, such as natGatewayId or gatewayId.`)]),
        ...(cidr === undefined || parseCidr(cidr) !== undefined ? [] : [refuse("destinationCidrBlock", `InvalidParameterValue: "${cidr}" is no IPv4 range; write it as 0.0.0.0/0.`)]),
      ];
    },
  },
  {
    id: "ec2-route-conflict",
    types: [T.route],
    stage: "admit",
    source: ROUTES,
    check: (subject, cloud) => {
      const table = subject.text("routeTableId");
      const name = DESTINATIONS.find((destination) => subject.given(destination)) ?? "";
      const destination = subject.text(name);
      const clash = others(subject, cloud, T.route).find(({ inputs }) => inputs["routeTableId"] === table && inputs[name] === destination);
      const inline = find(cloud, T.routeTable, table);
      const twice = inline !== undefined && of(inline).objects("routes").some((route) => route.text("cidrBlock") === destination);
      return refuseIf(
        destination !== undefined && table !== undefined && (clash !== undefined || twice),
        name,
        `RouteAlreadyExists: the route table ${table} has a route to ${destination} already; remove one of the two.`,
      );
    },
  },
  {
    id: "ec2-route-local",
    types: [T.route],
    stage: "admit",
    source: ROUTES,
    check: (subject, cloud) => {
      const table = find(cloud, T.routeTable, subject.text("routeTableId"));
      const vpc = table && find(cloud, T.vpc, of(table).text("vpcId"));
      const destination = parseCidr(subject.text("destinationCidrBlock") ?? "");
      const local = vpc && destination ? rangesOf(vpc, cloud).find((range) => contains(range, destination) && formatCidr(range) === formatCidr(destination)) : undefined;
      return refuseIf(local !== undefined, "destinationCidrBlock", `InvalidParameterValue: ${local && formatCidr(local)} is the VPC's own range, whose route is local and cannot be made; leave this route out.`);
    },
  },
  {
    id: "ec2-one-route-table-per-subnet",
    types: [T.routeTableAssociation],
    stage: "admit",
    source: ROUTES,
    check: (subject, cloud) => {
      const subnet = subject.text("subnetId");
      const other = subnet === undefined ? undefined : others(subject, cloud, T.routeTableAssociation).find(({ inputs }) => inputs["subnetId"] === subnet);
      return refuseIf(other !== undefined, "subnetId", `Resource.AlreadyAssociated: the subnet ${subnet} is associated with ${String(other?.inputs["routeTableId"])} already; a subnet has one route table.`);
    },
  },
  {
    id: "ec2-association-in-one-vpc",
    types: [T.routeTableAssociation],
    stage: "admit",
    source: ROUTES,
    check: (subject, cloud) => {
      const subnet = find(cloud, T.subnet, subject.text("subnetId"));
      const table = find(cloud, T.routeTable, subject.text("routeTableId"));
      const apart = subnet !== undefined && table !== undefined && of(subnet).text("vpcId") !== of(table).text("vpcId");
      return refuseIf(apart, "routeTableId", "InvalidParameterValue: the route table and the subnet belong to two VPCs; use a route table of the subnet's VPC.");
    },
  },
  {
    id: "ec2-nat-allocation",
    types: [T.natGateway],
    stage: "check",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html",
    check: (subject) =>
      subject.text("availabilityMode") === "regional"
        ? undefined
        : subject.text("connectivityType") === "private"
          ? refuseIf(subject.given("allocationId"), "allocationId", "InvalidParameterCombination: a private NAT gateway has no Elastic IP; remove allocationId or make it public.")
          : refuseIf(subject.absent("allocationId"), "allocationId", "MissingParameter: a public NAT gateway needs an Elastic IP; give allocationId, or set connectivityType to private."),
  },
  {
    id: "ec2-nat-eip-once",
    types: [T.natGateway],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html",
    check: (subject, cloud) => {
      const allocation = subject.text("allocationId");
      const other = allocation === undefined ? undefined : others(subject, cloud, T.natGateway).find(({ inputs }) => inputs["allocationId"] === allocation);
      return refuseIf(other !== undefined, "allocationId", `Resource.AlreadyAssociated: the Elastic IP ${allocation} belongs to ${other?.id} already; each NAT gateway needs its own.`);
    },
  },
  {
    id: "ec2-nat-subnet-has-gateway",
    types: [T.natGateway],
    stage: "admit",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
    check: (subject, cloud) => {
      const subnet = find(cloud, T.subnet, subject.text("subnetId"));
      const vpcId = subnet && of(subnet).text("vpcId");
      const attached = cloud.byType(T.internetGateway).some(({ inputs }) => inputs["vpcId"] === vpcId);
      const isPublic = subject.text("connectivityType") !== "private";
      return refuseIf(isPublic && vpcId !== undefined && !attached, "subnetId", `Gateway.NotAttached: the VPC ${vpcId} has no internet gateway, which a public NAT gateway needs; make the internet gateway first (dependsOn).`);
    },
  },
  {
    id: "ec2-network-acl-rules",
    types: [T.networkAcl],
    stage: "check",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html",
    check: (subject) =>
      ["ingress", "egress"].flatMap((direction) => {
        const rules = subject.objects(direction);
        const numbers = rules.map((rule) => rule.number("ruleNo"));
        const twice = numbers.findIndex((number, index) => number !== undefined && numbers.indexOf(number) !== index);
        return [
          ...numbers.flatMap((number, index) =>
            number === undefined || (Number.isInteger(number) && number >= 1 && number <= 32766) ? [] : [refuse(`${direction}[${index}].ruleNo`, `InvalidParameterValue: the rule number ${number} is not one of 1 to 32766.`)],
          ),
          ...(twice < 0 ? [] : [refuse(`${direction}[${twice}].ruleNo`, `NetworkAclEntryAlreadyExists: The network acl entry identified by ${numbers[twice]} already exists; number the rules of a direction apart.`)]),
          ...rules.flatMap((rule, index) => (rule.text("protocol") === "-1" && (rule.number("fromPort") ?? 0) !== 0 ? [refuse(`${direction}[${index}].fromPort`, "InvalidParameterValue: a rule for all protocols is for all ports; give 0 to 0.")] : [])),
        ];
      }),
  },
  oneOf(T.networkAcl, "ingress[*].action", ["allow", "deny"], "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html"),
  oneOf(T.networkAcl, "egress[*].action", ["allow", "deny"], "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html"),
];
