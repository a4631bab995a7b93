/** URNs and aliases. https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";

export interface Deployment {
  readonly project: string;
  readonly stack: string;
}

const ROOT = "pulumi:pulumi:Stack";
const SEPARATOR = "::";

export function urnOf({ project, stack }: Deployment, parent: string, type: string, name: string): string {
  const above = qualifiedTypeOf(parent);
  const path = above === "" || above === ROOT ? type : `${above}$${type}`;
  return ["urn:pulumi:" + stack, project, path, name].join(SEPARATOR);
}

/** The type with those of its parents; empty for an empty URN. */
export function qualifiedTypeOf(urn: string): string {
  return urn.split(SEPARATOR)[2] ?? "";
}

export function typeOf(urn: string): string {
  return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

export function nameOf(urn: string): string {
  return urn.split(SEPARATOR).slice(3).join(SEPARATOR);
}

/** Of a reference to a provider, `<urn>::<id>`. */
export function providerUrnOf(reference: string): string {
  return reference.split(SEPARATOR).slice(0, -1).join(SEPARATOR);
}

/** The package whose resources a provider serves, from its reference; empty for none. */
export function packageServedBy(reference: string): string {
  return reference === "" ? "" : packageOf(typeOf(providerUrnOf(reference)).replace(/^pulumi:providers:/, ""));
}

export function packageOf(token: string): string {
  return token.split(":")[0] ?? "";
}

/** What a resource was called before, as a URN. */
function formerUrn(alias: Alias, deployment: Deployment, type: string, name: string, parent: string): string {
  const spec = alias.getSpec();
  if (spec === undefined) {
    return alias.getUrn();
  }
  const above = spec.getNoparent() ? "" : spec.getParenturn() || parent;
  const former = { project: spec.getProject() || deployment.project, stack: spec.getStack() || deployment.stack };
  return urnOf(former, above, spec.getType() || type, spec.getName() || name);
}

/** A child that is named after its parent was named after its parent's former name. */
function inheritedAlias(child: string, parent: string, formerParent: string, deployment: Deployment): string {
  const [name, above] = [nameOf(child), nameOf(parent)];
  const former = name.startsWith(above) ? nameOf(formerParent) + name.slice(above.length) : name;
  return urnOf(deployment, formerParent, typeOf(child), former);
}

/**
 * The URNs under which the engine would look for a resource in an older state: its own aliases first, then those that
 * follow from its parent's. The engine takes the one alias under which it found the parent; without a state, each is possible.
 */
export function aliasesOf(
  urn: string,
  parent: string,
  aliases: readonly Alias[],
  deployment: Deployment,
  aliasesOfParent: readonly string[],
): string[] {
  const own = aliases.map((alias) => formerUrn(alias, deployment, typeOf(urn), nameOf(urn), parent));
  const inherited = aliasesOfParent.flatMap((former) => [urn, ...own].map((each) => inheritedAlias(each, parent, former, deployment)));
  return [...new Set([...own, ...inherited])].filter((alias) => alias !== urn);
}
