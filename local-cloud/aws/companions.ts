/** What is nowhere but inside of something else, and goes with it. */
import type { CloudRecord, CloudView } from "../provider/cloud";
import { T, canonical } from "./tokens";

/**
 * Objects of Kubernetes are in a cluster's own store. A stack with several clusters keeps them: which is in which, only the
 * connections of providers would tell.
 */
export function companions(record: CloudRecord, cloud: CloudView): CloudRecord[] {
  if (canonical(record.type) !== T.eksCluster) {
    return [];
  }
  const stack = stackOf(record);
  const others = cloud.byType(record.type).filter((each) => each.urn !== record.urn && stackOf(each) === stack);
  return others.length > 0 ? [] : cloud.all().filter((each) => each.type.startsWith("kubernetes:") && stackOf(each) === stack);
}

/** The stack in `urn:pulumi:<stack>::…`. */
function stackOf({ urn }: CloudRecord): string {
  return urn.split("::")[0] ?? "";
}
