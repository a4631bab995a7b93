import type { Stack, StackResource } from "../kernel";
import { ec2 } from "../tokens";
import { inlineRoutes, standaloneRoute, type Route } from "./routes";

/** The route table that a subnet obeys. */
export interface RouteTable {
  readonly name: string;
  readonly routes: readonly Route[];
}

/** Why no table can be named. */
export interface Unresolved {
  readonly because: string;
}

const TABLES: readonly string[] = [ec2.routeTable, ec2.defaultRouteTable];

/** The tables of a subnet: those associated with it, or else the main one of its VPC. */
export function routeTablesOf(stack: Stack, subnet: StackResource): readonly RouteTable[] | Unresolved {
  const associations = subnet.uses.filter(({ resource, property }) => resource.type === ec2.routeTableAssociation && property === "subnetId");
  if (associations.length > 0) {
    return join(associations.map(({ resource }) => referencedTables(stack, resource, "routeTableId")));
  }
  const vpcs = vpcsOf(subnet);
  return vpcs.length === 0
    ? { because: "it has no route table association, and its VPC is not made in this stack" }
    : join(vpcs.map((vpc) => mainTables(stack, vpc)));
}

/** The tables that a `routeTableId` names: a table itself, or a VPC's main one by an output of the VPC. */
function referencedTables(stack: Stack, holder: StackResource, property: string): readonly RouteTable[] | Unresolved {
  const dependencies = holder.dependenciesOf(property);
  const tables = dependencies.filter(({ type }) => TABLES.includes(type));
  if (tables.length > 0) {
    return tables.map(declaredTable);
  }
  const vpcs = dependencies.filter(({ type }) => type === ec2.vpc);
  return vpcs.length === 0
    ? { because: `${holder.name} names a route table that is not made in this stack` }
    : join(vpcs.map((vpc) => mainTables(stack, vpc)));
}

/**
 * A VPC's main table: one that took its place, or the one AWS made, which a DefaultRouteTable may have adopted. Routes may
 * also be put into it by an id that the VPC gives.
 */
function mainTables(stack: Stack, vpc: StackResource): readonly RouteTable[] | Unresolved {
  const promoted = stack.ofType(ec2.mainRouteTableAssociation).filter((association) => association.dependenciesOf("vpcId").includes(vpc));
  const replaced = join(promoted.map((association) => promotedTables(association)));
  const adopted = stack.ofType(ec2.defaultRouteTable).filter((table) => table.dependenciesOf("defaultRouteTableId").includes(vpc));
  const implicit = { name: `the main route table of ${vpc.name}`, routes: routesInto(vpc) };
  return "because" in replaced ? replaced : [...replaced, ...adopted.map(declaredTable), implicit];
}

function promotedTables(association: StackResource): readonly RouteTable[] | Unresolved {
  const tables = association.dependenciesOf("routeTableId").filter(({ type }) => TABLES.includes(type));
  return tables.length === 0
    ? { because: `${association.name} makes a route table the main one that is not made in this stack` }
    : tables.map(declaredTable);
}

function declaredTable(table: StackResource): RouteTable {
  return { name: table.name, routes: [...inlineRoutes(table), ...routesInto(table)] };
}

function routesInto(holder: StackResource): Route[] {
  return holder.uses
    .filter(({ resource, property }) => resource.type === ec2.route && property === "routeTableId")
    .map(({ resource }) => standaloneRoute(resource));
}

export function vpcsOf(subnet: StackResource): readonly StackResource[] {
  return subnet.dependenciesOf("vpcId").filter(({ type }) => type === ec2.vpc);
}

function join(parts: readonly (readonly RouteTable[] | Unresolved)[]): readonly RouteTable[] | Unresolved {
  const tables: RouteTable[] = [];
  for (const part of parts) {
    if ("because" in part) {
      return part;
    }
    tables.push(...part);
  }
  return tables;
}
