import type { Value, View } from "../kernel";
import { ec2 } from "../tokens";

export type Direction = "ingress" | "egress";

/** One rule of a security group, in whichever of its forms it is written. */
export interface Permission {
  /** Where it stands in its resource: `ingress[0]`, or "" for a resource that is one rule. */
  readonly path: string;
  readonly protocol: Value;
  readonly fromPort: Value;
  readonly toPort: Value;
  readonly description: Value;
  /** What is set of each kind of peer. */
  readonly networks: readonly Value[];
  readonly prefixLists: readonly Value[];
  readonly groups: readonly Value[];
  /** Whether the members of the group itself are peers; undefined where that is written as a group. */
  readonly self: Value | undefined;
}

interface Permissions {
  readonly permissions: readonly Permission[];
  /** Lists that are known only after deployment. */
  readonly unread: readonly Value[];
}

/** What a security group or a rule of one allows in a direction. */
export function permissionsOf(resource: View & { readonly type: string }, direction: Direction): Permissions {
  switch (resource.type) {
    case ec2.securityGroupIngressRule:
      return direction === "ingress" ? single(resource) : NONE;
    case ec2.securityGroupEgressRule:
      return direction === "egress" ? single(resource) : NONE;
    case ec2.securityGroupRule:
      return resource.value("type").is(direction === "ingress" ? "egress" : "ingress") ? NONE : many(resource, ["sourceSecurityGroupId"]);
    default:
      return inline(resource, direction);
  }
}

const NONE: Permissions = { permissions: [], unread: [] };

function inline(group: View, direction: Direction): Permissions {
  const rules = group.list(direction);
  const each = rules.items.map((rule) => many(rule, []));
  return {
    permissions: each.flatMap(({ permissions }) => permissions),
    unread: [...(rules.state === "unknown" ? [group.value(direction)] : []), ...each.flatMap(({ unread }) => unread)],
  };
}

function single(rule: View): Permissions {
  const set = (...names: readonly string[]): Value[] => present(names.map((name) => rule.value(name)));
  const peers = { networks: set("cidrIpv4", "cidrIpv6"), prefixLists: set("prefixListId"), groups: set("referencedSecurityGroupId") };
  return { permissions: [{ ...ports(rule, "ipProtocol"), ...peers, self: undefined }], unread: [] };
}

function many(rule: View, groups: readonly string[]): Permissions {
  const lists = { networks: ["cidrBlocks", "ipv6CidrBlocks"], prefixLists: ["prefixListIds"], groups: ["securityGroups"] };
  const members = (names: readonly string[]): Value[] => names.flatMap((name) => rule.list(name).items.map((item) => item.value("")));
  const peers = {
    networks: members(lists.networks),
    prefixLists: members(lists.prefixLists),
    groups: [...members(lists.groups), ...present(groups.map((name) => rule.value(name)))],
  };
  const unread = Object.values(lists).flat().filter((name) => rule.list(name).state === "unknown").map((name) => rule.value(name));
  return { permissions: [{ ...ports(rule, "protocol"), ...peers, self: rule.value("self") }], unread };
}

function ports(rule: View, protocol: string): Pick<Permission, "path" | "protocol" | "fromPort" | "toPort" | "description"> {
  return { path: rule.path, protocol: rule.value(protocol), fromPort: rule.value("fromPort"), toPort: rule.value("toPort"), description: rule.value("description") };
}

function present(values: readonly Value[]): Value[] {
  return values.filter((value) => value.present && !value.is(""));
}
