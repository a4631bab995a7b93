import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { KianaxComponent, type CommonArgs, type Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";
import { allocateSubnets, type Tier } from "./allocation";
import { createEndpoints } from "./endpoints";
import { createFlowLogs } from "./flow-logs";
import { createNat, type NatKind, type NatSettings } from "./nat";
import { createPeerings, type Peering } from "./peerings";
import { networkChecks } from "./validation";

/** Arguments of {@link KianaxNetwork}. */
export interface KianaxNetworkArgs extends CommonArgs {
  /** Keys of the same environment; the `logs` key encrypts the flow logs. */
  readonly keys: KianaxKeys;
  /**
   * IPv4 block of the VPC, /16 to /22, host bits zero. **Replaces** the VPC and everything in it when changed, which
   * protection refuses: choose it once, away from the blocks of networks that may ever be peered.
   */
  readonly cidr: string;
  /**
   * Two to four availability zones by name. Appending one adds subnets and moves none; removing or reordering
   * **replaces** subnets.
   */
  readonly zones: readonly string[];
  /** Region of the zones, for the names of the AWS services that endpoints lead to. */
  readonly region: string;
  /**
   * How private subnets reach the internet: `instance` (one small arm64 instance, about $7 a month, an outage of
   * minutes when it is replaced), `single` (one NAT gateway, about $36 a month, all zones hang on one) or `per-zone`
   * (one gateway a zone, about $36 a month each); or the same spelt out, see {@link NatSettings}. In place: routes move to
   * the new way before the old one goes, and connections break once. Addresses of the old one are given up, which
   * `protectAddresses` refuses.
   */
  readonly nat: NatKind | NatSettings;
  /**
   * Whether Pulumi refuses to give up the public addresses of the network, which others may have let in. Set it to false, and
   * run `up`, before `nat` goes to another kind or a zone is removed. Only where `protect` is on. In place.
   * @default true
   */
  readonly protectAddresses?: boolean;
  /**
   * AWS services reached through interface endpoints, such as `ecr.api`. $7.30 a month per service and zone.
   * In place. S3 always has its gateway endpoint, which is free.
   */
  readonly interfaceEndpoints: readonly string[];
  readonly flowLogs: {
    /** Days that flow logs are kept, one of CloudWatch's periods. In place. */
    readonly retentionDays: number;
  };
  /** Other VPCs, reached from the private tier only. In place. */
  readonly peerings: readonly Peering[];
  /** Name of the EKS cluster that will discover the subnets by their tags. In place. */
  readonly clusterName: string;
  /**
   * Whom alarms of the NAT notify. In place. $0.10 a month for each alarm: two of an instance, one of a gateway.
   * @default nobody
   */
  readonly alarmActions?: AlarmActions;
  /** Changes to children. */
  readonly transform?: {
    readonly vpc?: Transform<aws.ec2.VpcArgs>;
    readonly subnet?: Transform<aws.ec2.SubnetArgs>;
    readonly routeTable?: Transform<aws.ec2.RouteTableArgs>;
    readonly natGateway?: Transform<aws.ec2.NatGatewayArgs>;
    readonly natLaunchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
    readonly natGroup?: Transform<aws.autoscaling.GroupArgs>;
    readonly networkAcl?: Transform<aws.ec2.NetworkAclArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
    readonly endpoint?: Transform<aws.ec2.VpcEndpointArgs>;
    readonly flowLog?: Transform<aws.ec2.FlowLogArgs>;
  };
}

/** A subnet with what others need to know of it. */
export interface NetworkSubnet {
  readonly tier: Tier;
  readonly zone: string;
  readonly subnet: aws.ec2.Subnet;
  readonly routeTable: aws.ec2.RouteTable;
  /** What makes the subnet use its routes. */
  readonly association: aws.ec2.RouteTableAssociation;
}

/**
 * A VPC over several zones in three tiers: public (load balancers, NAT), private (nodes and pods; outbound through
 * NAT) and isolated (databases; no route out of the VPC at all, and nothing from outside of it). Made of plain resources, so that each subnet keeps
 * its own dependencies and a policy can prove at preview that a database is private.
 */
export class KianaxNetwork extends KianaxComponent {
  /** The VPC. */
  readonly vpc: aws.ec2.Vpc;
  readonly vpcId: pulumi.Output<string>;
  readonly cidr: string;
  readonly zones: readonly string[];
  /** Subnets for load balancers, one a zone. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnets for nodes and pods, one a zone. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** Subnets for databases and caches, one a zone. */
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** IPv4 blocks of the subnets that interface endpoints have their addresses in; none where there are no such endpoints. */
  readonly interfaceEndpointCidrs: readonly string[];
  /** IPv4 blocks of the subnets, by tier, one a zone; known before anything is made. */
  readonly tierCidrs: Readonly<Record<Tier, readonly string[]>>;
  /** Route tables of the private tier, one a zone. */
  readonly privateRouteTableIds: pulumi.Output<string>[];
  /** What joins public subnets with the internet. A subnet's id does not wait for it: whatever needs the way in or out does. */
  readonly publicRouting: readonly pulumi.Resource[];
  /** What joins private subnets with the internet, for what needs it when it starts, such as nodes. */
  readonly privateRouting: readonly pulumi.Resource[];
  private readonly subnets: readonly NetworkSubnet[];

  constructor(name: string, args: KianaxNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:network:KianaxNetwork", costLine: "networking", dataClass: "internal" }, name, args, networkChecks, opts);
    this.cidr = args.cidr;
    this.zones = args.zones;
    this.vpc = this.createVpc(args);
    this.vpcId = this.vpc.id;
    this.closeDefaultSecurityGroup();
    const allocated = allocateSubnets(args);
    const blocks = (tier: Tier): string[] => allocated.filter((subnet) => subnet.tier === tier).map(({ cidr }) => cidr);
    this.interfaceEndpointCidrs = args.interfaceEndpoints.length === 0 ? [] : blocks("private");
    this.tierCidrs = { public: blocks("public"), private: blocks("private"), isolated: blocks("isolated") };
    this.subnets = allocated.map(({ tier, zone, cidr }) => this.createSubnet(tier, zone, cidr, args));
    const { gateway: internet, routes: publicRoutes } = this.routePublicTier();
    this.closeIsolatedTier();
    this.publicRouting = [...publicRoutes, ...this.tier("public").map(({ association }) => association)];
    const privateRoutes = createNat(this, args, { vpc: this.vpc, internet, publicRouting: this.publicRouting, publicSubnets: this.tier("public"), privateSubnets: this.tier("private") });
    this.privateRouting = [...privateRoutes, ...this.tier("private").map(({ association }) => association)];
    createEndpoints(this, args, this.vpc, this.tier("private"), this.tier("public"));
    createPeerings(this, args.peerings, this.vpc, this.tier("private"));
    createFlowLogs(this, args, this.vpc);
    this.publicSubnetIds = this.tier("public").map(({ subnet }) => subnet.id);
    this.privateSubnetIds = this.tier("private").map(({ subnet }) => subnet.id);
    this.isolatedSubnetIds = this.tier("isolated").map(({ subnet }) => subnet.id);
    this.privateRouteTableIds = this.tier("private").map(({ routeTable }) => routeTable.id);
    this.registerOutputs({ vpcId: this.vpcId });
  }

  private tier(tier: Tier): NetworkSubnet[] {
    return this.subnets.filter((subnet) => subnet.tier === tier);
  }

  private createVpc(args: KianaxNetworkArgs): aws.ec2.Vpc {
    return this.child(
      aws.ec2.Vpc,
      "vpc",
      "vpc",
      { cidrBlock: args.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: this.tags("vpc") },
      { stateful: true },
    );
  }

  /** Whatever names no group lands in the default one: it lets nothing in and nothing out. */
  private closeDefaultSecurityGroup(): void {
    this.child(aws.ec2.DefaultSecurityGroup, "defaultSecurityGroup", "default-closed", {
      vpcId: this.vpc.id,
      ingress: [],
      egress: [],
      tags: this.tags("default-closed"),
    });
  }

  private createSubnet(tier: Tier, zone: string, cidr: string, args: KianaxNetworkArgs): NetworkSubnet {
    const suffix = `${tier}-${zone}`;
    const subnet = this.child(
      aws.ec2.Subnet,
      "subnet",
      suffix,
      {
        vpcId: this.vpc.id,
        cidrBlock: cidr,
        availabilityZone: zone,
        // Load balancers and NAT gateways bring addresses of their own; nothing else here is public.
        mapPublicIpOnLaunch: false,
        tags: { ...this.tags(suffix), Tier: tier, ...discoveryTags(tier, args.clusterName) },
      },
      { stateful: true },
    );
    const routeTable = this.child(aws.ec2.RouteTable, "routeTable", suffix, { vpcId: this.vpc.id, tags: { ...this.tags(suffix), Tier: tier } });
    const association = this.child(aws.ec2.RouteTableAssociation, "routeTableAssociation", suffix, { subnetId: subnet.id, routeTableId: routeTable.id });
    return { tier, zone, subnet, routeTable, association };
  }

  private routePublicTier(): { readonly gateway: aws.ec2.InternetGateway; readonly routes: aws.ec2.Route[] } {
    const gateway = this.child(aws.ec2.InternetGateway, "internetGateway", "igw", { vpcId: this.vpc.id, tags: this.tags("igw") });
    const routes = this.tier("public").map(({ zone, routeTable }) =>
      this.child(aws.ec2.Route, "publicRoute", `public-${zone}`, {
        routeTableId: routeTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: gateway.id,
      }),
    );
    return { gateway, routes };
  }

  /**
   * Databases talk to nobody outside the network, whatever route or security group someone may add: peered networks included.
   * The other tiers keep the VPC's own list, which lets everything through; their security groups decide.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
   */
  private closeIsolatedTier(): void {
    const within = { ruleNo: 100, action: "allow", protocol: "-1", cidrBlock: this.cidr, fromPort: 0, toPort: 0 };
    this.child(aws.ec2.NetworkAcl, "networkAcl", "isolated", {
      vpcId: this.vpc.id,
      subnetIds: this.tier("isolated").map(({ subnet }) => subnet.id),
      ingress: [within],
      egress: [within],
      tags: { ...this.tags("isolated"), Tier: "isolated" },
    });
  }
}

/** How EKS and its load-balancer controller find subnets: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function discoveryTags(tier: Tier, clusterName: string): Record<string, string> {
  switch (tier) {
    case "public":
      return { "kubernetes.io/role/elb": "1", [`kubernetes.io/cluster/${clusterName}`]: "shared" };
    case "private":
      return { "kubernetes.io/role/internal-elb": "1", [`kubernetes.io/cluster/${clusterName}`]: "shared" };
    case "isolated":
      return {};
  }
}
