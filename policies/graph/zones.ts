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

/** How many subnets a list of ids holds at most: of an unknown one, as many as flow into it. */
export function placesIn(owner: StackResource, list: string): number {
  const { state, items } = owner.list(list);
  return state === "known" ? items.length : Infinity;
}

/**
 * The subnets lie in at least `minimum` zones that are known at preview.
 * @param places how many of the subnets are taken at most: more may flow into a list than it holds
 */
export function mustSpanZones(owner: StackResource, id: string, what: string, subnets: readonly StackResource[], minimum: number, places = Infinity): Findings {
  const zones = zonesOf(subnets);
  if (Math.min(zones.length, places) >= minimum) {
    return undefined;
  }
  const undetermined = subnets.filter((subnet) => zoneOf(subnet) === undefined).map(({ name }) => name);
  const doubt = undetermined.length === 0 ? "" : `; availabilityZone of ${undetermined.join(", ")} is not known at preview`;
  const found = zones.length === 0 ? "in no zone known at preview" : `in ${zones.length} (${zones.join(", ")})`;
  const taken = places < zones.length ? `; the list holds only ${places} of them` : "";
  return on(owner, id, `${what} must span at least ${minimum} availability zones, but lie ${found}${taken}${doubt}`);
}
