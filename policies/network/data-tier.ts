import { on, type Findings, type Stack, type StackResource } from "../kernel";
import { securityGroupsIn } from "../graph";
import { elasticache, rds } from "../tokens";

/** Databases and caches, each with the property that holds its security groups. */
const STORES: Readonly<Record<string, string>> = {
  [rds.instance]: "vpcSecurityGroupIds",
  [rds.cluster]: "vpcSecurityGroupIds",
  [elasticache.replicationGroup]: "securityGroupIds",
  [elasticache.cluster]: "securityGroupIds",
  [elasticache.serverlessCache]: "securityGroupIds",
};

/** Ports of engines that are given none. */
const PORTS: Readonly<Record<string, number>> = { postgres: 5432, mysql: 3306, mariadb: 3306, redis: 6379, valkey: 6379, memcached: 11211 };

/** A security group of the data tier, and the databases and caches behind it. */
export interface DataGroup {
  readonly group: StackResource;
  readonly stores: readonly StackResource[];
}

/** Every security group that a database or a cache uses. */
export function dataGroupsOf(stack: Stack): readonly DataGroup[] {
  const groups = new Map<StackResource, StackResource[]>();
  for (const store of storesOf(stack)) {
    for (const group of securityGroupsIn(store, propertyOf(store))) {
      groups.set(group, [...(groups.get(group) ?? []), store]);
    }
  }
  return [...groups].map(([group, stores]) => ({ group, stores }));
}

/** The ports on which the stores behind a group listen, where the plan says them. */
export function portsOf({ stores }: DataGroup): readonly number[] {
  return [...new Set(stores.flatMap(portOf))];
}

/** Stores that name a group which the stack does not make: nothing proves what it lets in. */
export function unprovenGroups(stack: Stack): Findings {
  return storesOf(stack).map((store) => {
    const property = propertyOf(store);
    const list = store.list(property);
    const made = securityGroupsIn(store, property).length;
    const unproven = list.state === "unknown" ? made === 0 : list.items.length > made;
    return unproven ? on(store, property, `${property} names a security group that is not made in this stack, so nothing proves what it lets in`) : undefined;
  });
}

function storesOf(stack: Stack): readonly StackResource[] {
  return stack.ofType(...Object.keys(STORES));
}

function propertyOf({ type }: StackResource): string {
  return STORES[type] ?? "";
}

function portOf(store: StackResource): number[] {
  const { reading } = store.value("port");
  const engine = store.value("engine").text?.replace("aurora-postgresql", "postgres").replace("aurora-mysql", "mysql") ?? "";
  const port = reading.state === "absent" ? PORTS[engine] : reading.state === "known" ? Number(reading.value) : undefined;
  return port === undefined ? [] : [port];
}
