import type { StackResource, Value, View } from "../kernel";
import { rds } from "../tokens";

/** The types that hold a database: an instance, and a cluster of instances. */
export const DATABASES = [rds.instance, rds.cluster] as const;

/** Whether a database is a copy of another one, whose users, backups and version it shares. */
export function isReplica(database: View & { readonly type: string }): boolean {
  return database.value(database.type === rds.cluster ? "replicationSourceIdentifier" : "replicateSourceDb").present;
}

/** Whether the engine is PostgreSQL, as far as the plan says; a restored database does not repeat its engine. */
export function mayBePostgres(database: View): boolean {
  return database.value("engine").text?.includes("postgres") ?? true;
}

/** The property by which a database names its parameter group. */
export function parameterGroupProperty({ type }: { readonly type: string }): string {
  return type === rds.cluster ? "dbClusterParameterGroupName" : "parameterGroupName";
}

/** The parameter groups of this stack that a database obeys. */
export function parameterGroupsOf(database: StackResource): readonly StackResource[] {
  const groups: readonly string[] = [rds.parameterGroup, rds.clusterParameterGroup];
  return database.dependenciesOf(parameterGroupProperty(database)).filter(({ type }) => groups.includes(type));
}

/** The value that a group gives a parameter, if it gives one. */
export function parameterOf(group: View, name: string): Value | undefined {
  return group
    .list("parameters")
    .items.find((parameter) => parameter.value("name").is(name))
    ?.value("value");
}
