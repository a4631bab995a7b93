import type { Stack, StackResource } from "../kernel";
import { rds } from "../tokens";

/**
 * Whether a database is a replica that is proven to stand in its source's Region: such a one has its source's subnet group, key and, unless
 * it names one, parameter group. In another Region it has what it says, or AWS's defaults.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
 */
export function isReplicaInRegion(database: StackResource): boolean {
  const source = database.value("replicateSourceDb").text ?? "";
  const made = database.dependenciesOf("replicateSourceDb").filter(({ type }) => type === rds.instance);
  if (made.length > 0) {
    return made.every((each) => regionOf(each) === regionOf(database));
  }
  // A bare name is one of the replica's own Region.
  return source.startsWith("arn:") ? source.split(":")[3] === regionOf(database) : source !== "";
}

/** The replicas that stand, or may stand, in another Region than their source. */
export function farReplicasOf(stack: Stack): readonly StackResource[] {
  return stack.ofType(rds.instance).filter((database) => database.value("replicateSourceDb").present && !isReplicaInRegion(database));
}

/** The Region that a resource names for itself, or its provider's; undefined where the plan says neither. */
function regionOf(resource: StackResource): string | undefined {
  return resource.value("region").text ?? resource.options.provider?.value("region").text;
}
