import { addressAt, parseCidr } from "../cidr";
import { zoneId, zonesOf } from "../catalogues";
import { find, of } from "../rule";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";

const ec2 = (resource: string) => (make: Making) => make.arn("ec2", `${resource}/${make.id}`);

export const ec2Network: Blueprints = {
  [T.vpc]: {
    id: "vpc",
    arn: ec2("vpc"),
    defaults: { enableDnsSupport: true, enableDnsHostnames: false, enableNetworkAddressUsageMetrics: false, instanceTenancy: "default" },
    computed: (make) => ({
      ownerId: make.cloud.account,
      defaultSecurityGroupId: make.sticky("defaultSecurityGroupId", () => make.token("default-sg", 17, "sg-")),
      defaultNetworkAclId: make.sticky("defaultNetworkAclId", () => make.token("default-acl", 17, "acl-")),
      defaultRouteTableId: make.sticky("defaultRouteTableId", () => make.token("main-rtb", 17, "rtb-")),
      mainRouteTableId: make.sticky("mainRouteTableId", () => make.token("main-rtb", 17, "rtb-")),
      dhcpOptionsId: make.sticky("dhcpOptionsId", () => make.token("dhcp", 17, "dopt-")),
    }),
    effects: (make, outputs) => {
      const vpcId = { vpcId: make.id };
      const group = String(outputs["defaultSecurityGroupId"]);
      const table = String(outputs["mainRouteTableId"]);
      const list = String(outputs["defaultNetworkAclId"]);
      const owned = { ...vpcId, ownerId: make.cloud.account };
      return [
        make.sideRecord(T.securityGroup, group, vpcId, {
          ...owned,
          name: "default",
          description: "default VPC security group",
          arn: make.arn("ec2", `security-group/${group}`),
        }),
        make.sideRecord(T.routeTable, table, vpcId, { ...owned, arn: make.arn("ec2", `route-table/${table}`), routes: [] }),
        make.sideRecord(T.networkAcl, list, vpcId, { ...owned, arn: make.arn("ec2", `network-acl/${list}`) }),
      ];
    },
  },
  [T.cidrAssociation]: { id: "vpc-cidr-assoc" },
  [T.subnet]: {
    id: "subnet",
    arn: ec2("subnet"),
    defaults: {
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
      enableDns64: false,
      enableResourceNameDnsARecordOnLaunch: false,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      ipv6Native: false,
    },
    computed: (make) => {
      const zone = make.stickyText("availabilityZone", () => zonesOf(make.cloud.region)?.[0] ?? `${make.cloud.region}a`);
      return {
        ownerId: make.cloud.account,
        availabilityZone: zone,
        availabilityZoneId: zoneId(make.cloud.region, zone),
        privateDnsHostnameTypeOnLaunch: make.sticky("privateDnsHostnameTypeOnLaunch", () => "ip-name"),
      };
    },
  },
  [T.internetGateway]: { id: "igw", arn: ec2("internet-gateway"), computed: (make) => ({ ownerId: make.cloud.account }) },
  [T.egressGateway]: { id: "eigw" },
  [T.eip]: {
    id: "eipalloc",
    arn: ec2("elastic-ip"),
    computed: (make) => {
      const publicIp = make.stickyText("publicIp", () => publicAddress(make));
      return {
        allocationId: make.id,
        domain: "vpc",
        publicIp,
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.compute-1.${make.dnsSuffix}`,
        publicIpv4Pool: "amazon",
        networkBorderGroup: make.cloud.region,
      };
    },
  },
  [T.eipAssociation]: { id: "eipassoc" },
  [T.natGateway]: {
    id: "nat",
    defaults: { connectivityType: "public" },
    computed: (make) => ({
      networkInterfaceId: make.sticky("networkInterfaceId", () => make.token("eni", 17, "eni-")),
      privateIp: make.sticky("privateIp", () => privateAddress(make, make.text("subnetId"))),
      ...(find(make.cloud, T.eip, make.text("allocationId")) && {
        publicIp: find(make.cloud, T.eip, make.text("allocationId"))?.outputs["publicIp"] ?? null,
        associationId: make.sticky("associationId", () => make.token("assoc", 17, "eipassoc-")),
      }),
    }),
  },
  [T.routeTable]: { id: "rtb", arn: ec2("route-table"), defaults: { routes: [], propagatingVgws: [] }, computed: (make) => ({ ownerId: make.cloud.account }) },
  [T.route]: {
    id: (make) => `r-${make.text("routeTableId") ?? "rtb"}${numeric(make.text("destinationCidrBlock") ?? make.text("destinationIpv6CidrBlock") ?? make.text("destinationPrefixListId") ?? make.urn)}`,
    computed: () => ({ origin: "CreateRoute", state: "active" }),
  },
  [T.routeTableAssociation]: { id: "rtbassoc" },
  [T.mainRouteTableAssociation]: {
    id: "rtbassoc",
    computed: (make) => ({ originalRouteTableId: make.sticky("originalRouteTableId", () => find(make.cloud, T.vpc, make.text("vpcId"))?.outputs["mainRouteTableId"] ?? "") }),
  },
  [T.networkAcl]: { id: "acl", arn: ec2("network-acl"), computed: (make) => ({ ownerId: make.cloud.account }) },
  [T.networkInterface]: {
    id: "eni",
    arn: ec2("network-interface"),
    defaults: { sourceDestCheck: true },
    computed: (make) => {
      const privateIp = make.stickyText("privateIp", () => privateAddress(make, make.text("subnetId")));
      return {
        ownerId: make.cloud.account,
        interfaceType: "interface",
        macAddress: make.sticky("macAddress", () => `02:${(make.token("mac", 10).match(/../g) ?? []).join(":")}`),
        privateIp,
        privateIps: make.sticky("privateIps", () => [privateIp]),
        privateDnsName: `ip-${privateIp.replaceAll(".", "-")}.ec2.internal`,
        securityGroups: make.sticky("securityGroups", () => defaultGroups(make)),
      };
    },
  },
  [T.vpcEndpoint]: {
    id: "vpce",
    arn: ec2("vpc-endpoint"),
    defaults: { vpcEndpointType: "Gateway" },
    computed: (make) => {
      const interfaceKind = make.text("vpcEndpointType") === "Interface";
      const service = make.text("serviceName")?.split(".").slice(3).join(".") ?? "service";
      return {
        ownerId: make.cloud.account,
        requesterManaged: false,
        state: "available",
        ...(interfaceKind
          ? {
              ipAddressType: "ipv4",
              privateDnsEnabled: make.input("privateDnsEnabled", false),
              networkInterfaceIds: make.texts("subnetIds").map((subnet) => make.token(`eni-${subnet}`, 17, "eni-")),
              securityGroupIds: make.sticky("securityGroupIds", () => defaultGroups(make)),
              dnsEntries: [{ dnsName: `${make.id}-${make.token("dns", 8)}.${service}.${make.cloud.region}.vpce.${make.dnsSuffix}`, hostedZoneId: "Z7HUB22UULQXV" }],
            }
          : { prefixListId: service === "s3" ? "pl-63a5400a" : "pl-02cd2c6b", cidrBlocks: service === "s3" ? ["52.216.0.0/15", "54.231.0.0/16"] : ["52.94.0.0/22"] }),
      };
    },
  },
  [T.peering]: {
    id: "pcx",
    computed: (make) => {
      const sameAccount = (make.text("peerOwnerId") ?? make.cloud.account) === make.cloud.account;
      return {
        peerOwnerId: make.input("peerOwnerId", make.cloud.account),
        peerRegion: make.input("peerRegion", make.cloud.region),
        acceptStatus: make.flag("autoAccept") === true && sameAccount ? "active" : "pending-acceptance",
      };
    },
  },
  [T.peeringAccepter]: {
    id: (make) => make.text("vpcPeeringConnectionId") ?? make.token("pcx", 17, "pcx-"),
    computed: (make) => ({ acceptStatus: make.flag("autoAccept") === true ? "active" : "pending-acceptance" }),
  },
  [T.flowLog]: {
    id: "fl",
    arn: ec2("vpc-flow-log"),
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    computed: (make) => ({
      logFormat: make.input(
        "logFormat",
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
      ),
    }),
  },
};

function publicAddress(make: Making): string {
  const digits = make.token("ip", 6);
  const [a, b, c] = [0, 2, 4].map((start) => parseInt(digits.slice(start, start + 2), 16));
  return `3.${(a ?? 0) % 224}.${b}.${(c ?? 0) % 254 || 1}`;
}

/** An address in the subnet, past the four that AWS keeps for itself. */
function privateAddress(make: Making, subnetId: string | undefined): string {
  const range = parseCidr(of(find(make.cloud, T.subnet, subnetId) ?? make.sideRecord("", "", {}, {})).text("cidrBlock") ?? "10.0.0.0/24");
  const position = parseInt(make.token("address", 4), 16);
  return range === undefined ? "10.0.0.10" : addressAt(range, 4 + (position % (2 ** (32 - range.prefix) - 5)));
}

/** The default security group of the VPC that the resource lies in. */
export function defaultGroups(make: Making): string[] {
  const subnet = find(make.cloud, T.subnet, make.text("subnetId") ?? make.texts("subnetIds")[0] ?? make.texts("subnets")[0]);
  const vpcId = make.text("vpcId") ?? (subnet && of(subnet).text("vpcId"));
  const group = find(make.cloud, T.vpc, vpcId)?.outputs["defaultSecurityGroupId"];
  return typeof group === "string" ? [group] : [];
}

function numeric(text: string): string {
  let sum = 0;
  for (const character of text) {
    sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  }
  return String(sum);
}

