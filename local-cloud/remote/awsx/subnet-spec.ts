import type * as pulumi from "@pulumi/pulumi";

/** One kind of subnet, as a program asks for it: each is made once per zone. */
export interface SubnetRequest {
  readonly type: string;
  readonly name?: string;
  readonly cidrBlocks?: string[];
  readonly cidrMask?: number;
  readonly size?: number;
  readonly assignIpv6AddressOnCreation?: boolean;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** One subnet to make. */
export interface Subnet {
  readonly type: string;
  readonly zone: string;
  readonly cidrBlock: string;
  /** Logical name, always with the index of the zone: naming subnets after zones must not replace them. */
  readonly resourceName: string;
  /** Tag `Name`. */
  readonly nameTag: string;
  readonly assignIpv6AddressOnCreation?: boolean;
  readonly tags?: SubnetRequest["tags"];
}

export type NameTagStrategy = "Legacy" | "AvailabilityZone";

export function isType(subnet: { readonly type: string }, type: "public" | "private" | "isolated" | "unused"): boolean {
  return subnet.type.toLowerCase() === type;
}

/** A subnet of a kind in one zone, named as the component names it. */
export function subnetIn(
  vpcName: string,
  request: SubnetRequest,
  zone: { readonly index: number; readonly name: string },
  cidrBlock: string,
  strategy: NameTagStrategy,
): Subnet {
  const prefix = `${vpcName}-${request.name ?? request.type.toLowerCase()}`;
  const resourceName = `${prefix}-${zone.index + 1}`;
  return {
    type: request.type,
    zone: zone.name,
    cidrBlock,
    resourceName,
    nameTag: strategy === "AvailabilityZone" ? `${prefix}-${zoneSuffix(zone.name)}` : resourceName,
    assignIpv6AddressOnCreation: request.assignIpv6AddressOnCreation,
    tags: request.tags,
  };
}

/** "1a" of "us-east-1a"; the whole name where it does not read as region and zone. */
function zoneSuffix(zone: string): string {
  return zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "");
}

export function checkZoneSuffixes(vpcName: string, zones: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const zone of zones) {
    const other = seen.get(zoneSuffix(zone));
    if (other !== undefined) {
      throw new Error(
        `awsx.ec2.Vpc "${vpcName}": subnetNameTagStrategy "AvailabilityZone" would give the subnets of ${other} and ` +
          `${zone} the same suffix "${zoneSuffix(zone)}"; name zones that differ in it.`,
      );
    }
    seen.set(zoneSuffix(zone), zone);
  }
}

/** Public subnets first, because the NAT gateways of the others live there; isolated ones last. */
export function comparePrecedence(one: Subnet, other: Subnet): number {
  return precedence(one) - precedence(other);
}

function precedence(subnet: Subnet): number {
  return isType(subnet, "public") ? 0 : isType(subnet, "private") ? 1 : 2;
}
