import { on, type Findings, type StackResource } from "../kernel";

/** The availability zone of a subnet, where the plan says it. */
export function zoneOf(subnet: StackResource): string | undefined {
  // Zone ids are another alphabet: counted beside names, one zone would count twice.
  return subnet.value("availabilityZone").text;
}

/** The distinct zones of subnets. A zone that is not a literal counts for none: it may be any of the others. */
export function zonesOf(subnets: readonly StackResource[]): readonly string[] {
  return [...new Set(subnets.flatMap((subnet) => zoneOf(subnet) ?? []))].sort();
}

/** The subnets lie in at least `minimum` zones that are known at preview. */
export function mustSpanZones(owner: StackResource, id: string, what: string, subnets: readonly StackResource[], minimum: number): Findings {
  const zones = zonesOf(subnets);
  if (zones.length >= minimum) {
    return undefined;
  }
  const undetermined = subnets.filter((subnet) => zoneOf(subnet) === undefined).map(({ name }) => name);
  const doubt = undetermined.length === 0 ? "" : `; availabilityZone of ${undetermined.join(", ")} is not known at preview`;
  const found = zones.length === 0 ? "in no zone known at preview" : `in ${zones.length} (${zones.join(", ")})`;
  return on(owner, id, `${what} must span at least ${minimum} availability zones, but lie ${found}${doubt}`);
}
