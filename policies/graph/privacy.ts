import type { Stack, StackResource } from "../kernel";
import { ec2 } from "../tokens";
import { routeTablesOf } from "./route-tables";

/** Whether the internet can reach into a subnet. */
export type Privacy =
  | { readonly kind: "private" }
  | { readonly kind: "public"; readonly because: string }
  | { readonly kind: "unproven"; readonly because: string };

const PRIVATE: Privacy = { kind: "private" };

/**
 * A subnet is private when no table it may obey has a route to an internet gateway, whatever the destination: AWS's own
 * definition. What the plan does not prove is not private.
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export function privacyOf(stack: Stack, subnet: StackResource): Privacy {
  if (subnet.type === ec2.defaultSubnet) {
    return { kind: "public", because: "it is a default subnet of AWS, which are public" };
  }
  const tables = routeTablesOf(stack, subnet);
  if ("because" in tables) {
    return { kind: "unproven", because: tables.because };
  }
  const exits = tables.flatMap(({ name, routes }) => routes.map(({ exit, declaredBy }) => ({ exit, table: name, route: declaredBy.name })));
  const open = exits.find(({ exit }) => exit === "internet");
  if (open) {
    return { kind: "public", because: `its route table ${open.table} has a route to an internet gateway (${open.route})` };
  }
  const unproven = exits.find(({ exit }) => exit === "unproven");
  return unproven
    ? { kind: "unproven", because: `its route table ${unproven.table} has a route whose gateway is not made in this stack (${unproven.route})` }
    : PRIVATE;
}
