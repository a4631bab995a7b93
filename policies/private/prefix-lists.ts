import { isOpen, permissionsOf } from "../graph";
import { texts, type StackResource, type Value } from "../kernel";
import { ec2 } from "../tokens";
import type { Ingress } from "./open-ingress";

/** For the rules that judge prefix lists: those that the stack does not make, such as AWS's own, prove nothing by themselves. */
export const prefixLists = texts("Ids of prefix lists of other stacks or of AWS whose networks were looked at, such as that of CloudFront.", 0, { production: [], development: [] });

/** Ingress by a prefix list that is, or may be, open to the internet. */
export interface PrefixListIngress extends Ingress {
  readonly source: string;
}

/** What a resource lets in by prefix lists that are not proven narrow. An id stands for a list that the stack makes by what flows into it. */
export function openPrefixListsOf(resource: StackResource, accepted: readonly string[]): PrefixListIngress[] {
  const { permissions, unread } = permissionsOf(resource, "ingress");
  const rules = permissions.map((permission) => {
    const unknown = unread.filter(({ path }) => path === [permission.path, "prefixListIds"].filter(Boolean).join("."));
    const ids = [...permission.prefixLists, ...unknown].filter(({ text }) => text === undefined || !accepted.includes(text));
    return { permission, ids };
  });
  const source = doubtOn(resource, rules.map(({ ids }) => ids));
  return source === undefined ? [] : rules.flatMap(({ permission, ids }) => ids.map((network) => ({ ...permission, network, source })));
}

/** What speaks against the lists that flow into a resource, if anything does. */
function doubtOn(resource: StackResource, rules: readonly (readonly Value[])[]): string | undefined {
  const made = resource.dependenciesOf(PROPERTIES[resource.type] ?? "ingress").filter(({ type }) => type === ec2.managedPrefixList);
  return named(rules) > made.length ? "a prefix list that is not made in this stack" : made.map(openingOf).find((doubt) => doubt !== undefined);
}

const PROPERTIES: Readonly<Record<string, string>> = { [ec2.securityGroupIngressRule]: "prefixListId", [ec2.securityGroupRule]: "prefixListIds" };

/** How many lists the rules name at least: an id that is unknown may be one that another rule names as well, but not its own rule. */
function named(rules: readonly (readonly Value[])[]): number {
  const unknown = rules.map((ids) => ids.filter(({ text }) => text === undefined).length);
  return new Set(rules.flat().flatMap(({ text }) => text ?? [])).size + Math.max(0, ...unknown);
}

function openingOf(list: StackResource): string | undefined {
  const inline = list.list("entries");
  const standalone = list.uses.filter(({ resource, property }) => resource.type === ec2.managedPrefixListEntry && property === "prefixListId");
  const networks = [...inline.items, ...standalone.map(({ resource }) => resource)].map((entry) => entry.value("cidr").text);
  if (inline.state === "unknown" || networks.length === 0 || networks.includes(undefined)) {
    return `the prefix list ${list.name}, whose networks are not known at preview,`;
  }
  const open = networks.find((network) => network !== undefined && isOpen(network));
  return open === undefined ? undefined : `${open} of the prefix list ${list.name}`;
}
