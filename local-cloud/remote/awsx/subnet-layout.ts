import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import { automaticRequests, automaticSubnets, type AutomaticLayout } from "./automatic-layout";
import { checkGaps, checkNatPlacement, checkOverlaps, type NatStrategy } from "./layout-checks";
import { legacySubnets } from "./legacy-layout";
import { resolvedRequests, resolvedSubnets, type ResolvedSpec } from "./resolved-layout";
import { isExplicit, normalizeRequests } from "./subnet-requests";
import { subnetIn, type NameTagStrategy, type Subnet, type SubnetRequest } from "./subnet-spec";

/** A subnet whose block may follow from a VPC that an address pool has yet to number. */
export type PlannedSubnet = Omit<Subnet, "cidrBlock"> & { readonly cidrBlock: pulumi.Input<string> };

export interface Plan {
  readonly subnets: PlannedSubnet[];
  readonly layout: pulumi.Input<ResolvedSpec[]>;
}

interface KnownPlan extends Plan {
  readonly subnets: Subnet[];
  readonly layout: ResolvedSpec[];
}

export interface PlanRequest {
  readonly vpcName: string;
  readonly zones: readonly string[];
  readonly nat: NatStrategy;
  readonly args: awsx.ec2.VpcArgs;
}

/** The subnets of a VPC whose block is known: everything that is wrong with them is thrown at once. */
export function planSubnets(request: PlanRequest, vpcCidr: string): KnownPlan {
  const { zones, args } = request;
  const requests = requestsOf(request);
  const subnets = allocate(request, requests, vpcCidr);
  check(request, subnets, vpcCidr);
  const strategy = args.subnetStrategy ?? "Legacy";
  const fromSubnets = strategy === "Legacy" || strategy === "AutoMerge" || requests === undefined;
  return { subnets, layout: fromSubnets ? resolvedSubnets(subnets, zones.length) : resolvedRequests(requests) };
}

/** The subnets of a VPC whose block comes from an address pool: their names are known, the rest follows. */
export function planSubnetsLater(request: PlanRequest, vpcCidr: pulumi.Output<string>): Plan {
  const { vpcName, zones, args } = request;
  const requests = requestsOf(request);
  if (isLegacy(request, requests)) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": subnetStrategy "${args.subnetStrategy ?? "Legacy"}" lays out a block that is known ` +
        'beforehand, and this one comes from an address pool; use subnetStrategy "Auto".',
    );
  }
  const plan = vpcCidr.apply((cidr) => planSubnets(request, cidr));
  const kinds = requests && isExplicit(requests) ? requests : automaticRequests(automaticLayout(request, requests));
  const subnets = zones.flatMap((zone, zoneIndex) =>
    kinds.map((kind, kindIndex) => ({
      ...subnetIn(vpcName, kind, { index: zoneIndex, name: zone }, "", args.subnetNameTagStrategy ?? "Legacy"),
      cidrBlock: plan.apply((known) => known.subnets[zoneIndex * kinds.length + kindIndex]?.cidrBlock ?? ""),
    })),
  );
  return { subnets, layout: plan.apply(({ layout }) => layout) };
}

function allocate(request: PlanRequest, requests: SubnetRequest[] | undefined, vpcCidr: string): Subnet[] {
  const { vpcName, zones, args } = request;
  const nameTags: NameTagStrategy = args.subnetNameTagStrategy ?? "Legacy";
  if (isLegacy(request, requests)) {
    return legacySubnets({ vpcName, vpcCidr, zones, requests, nameTags });
  }
  if (!requests || !isExplicit(requests)) {
    return automaticSubnets(automaticLayout(request, requests), vpcCidr);
  }
  return zones.flatMap((zone, index) =>
    requests.map((spec) => subnetIn(vpcName, spec, { index, name: zone }, spec.cidrBlocks?.[index] ?? "", nameTags)),
  );
}

/** Exact without a word about subnets means the default ones of Legacy. */
function isLegacy({ args }: PlanRequest, requests: SubnetRequest[] | undefined): boolean {
  const strategy = args.subnetStrategy ?? "Legacy";
  return strategy === "Legacy" || (strategy === "Exact" && requests === undefined);
}

function requestsOf({ vpcName, zones, args }: PlanRequest): SubnetRequest[] | undefined {
  const requests = args.subnetSpecs as SubnetRequest[] | undefined;
  if (args.subnetStrategy === "AutoMerge" && requests && isExplicit(requests)) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": subnetStrategy "AutoMerge" chooses the blocks itself, and subnetSpecs name cidrBlocks; ` +
        'use subnetStrategy "Auto" or "Exact".',
    );
  }
  return normalizeRequests(vpcName, requests, zones.length);
}

function automaticLayout({ vpcName, zones, args }: PlanRequest, requests: SubnetRequest[] | undefined): AutomaticLayout {
  return {
    vpcName,
    zones,
    requests,
    merge: args.subnetStrategy === "AutoMerge",
    zoneMask: args.availabilityZoneCidrMask,
    nameTags: args.subnetNameTagStrategy ?? "Legacy",
  };
}

function check({ vpcName, nat, args }: PlanRequest, subnets: readonly Subnet[], vpcCidr: string): void {
  checkOverlaps(vpcName, subnets);
  if (args.subnetStrategy === "Exact") {
    checkGaps(vpcName, vpcCidr, subnets);
  }
  checkNatPlacement(vpcName, nat, subnets);
}
