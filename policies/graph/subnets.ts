import { on, type Findings, type Stack, type StackResource } from "../kernel";
import { ec2 } from "../tokens";
import { privacyOf } from "./privacy";

const SUBNETS: readonly string[] = [ec2.subnet, ec2.defaultSubnet];

/** The subnets that flow into a property. */
export function subnetsIn(owner: StackResource, property: string): readonly StackResource[] {
  return owner.dependenciesOf(property).filter(({ type }) => SUBNETS.includes(type));
}

/** Whether the program says that a subnet is meant to be public: KianaxNetwork's tag, or the one of awsx. */
export function isDeclaredPublic(subnet: StackResource): boolean {
  return ["tags.Tier", "tags.SubnetType"].some((path) => subnet.value(path).text?.toLowerCase() === "public");
}

/**
 * Every subnet of a property is proven private.
 * @param list path of the list of subnet ids, where it is not the property itself
 */
export function mustBePrivate(stack: Stack, owner: StackResource, property: string, list = property): Findings {
  const subnets = subnetsIn(owner, property);
  if (subnets.length === 0) {
    return on(owner, list, `${list} names no subnet of this stack, so nothing proves it private`);
  }
  const listed = owner.list(list).items.length;
  return [
    listed > subnets.length
      ? on(owner, list, `${list} names ${listed} subnets, of which only ${subnets.length} are made in this stack, so nothing proves the others private`)
      : undefined,
    subnets.map((subnet) => {
      const privacy = privacyOf(stack, subnet);
      return privacy.kind === "private"
        ? undefined
        : on(owner, `${list}[${subnet.name}]`, `${list} includes ${subnet.name}, which is ${privacy.kind === "public" ? "public" : "not proven private"}: ${privacy.because}`);
    }),
  ];
}
