/** What changed between two sets of inputs, and which of the changes replace the resource. */
import { isObject, type Properties, type Value } from "../../provider/values";
import { isAbsent } from "../absent";
import { pathText, rulePath } from "../property-path";
import type { InputDifference, ResourceShape } from "../types";
import { changesBetween, type Change } from "./values";

export function diffInputs(shape: ResourceShape, olds: Properties, news: Properties): InputDifference {
  const { implied, rules } = shape.replacement;
  const before = withImplied(olds, implied);
  const after = withImplied(news, implied);
  const changes = [...changesBetween(before, after, [], shape)].filter(({ path: [name] }) => !isWriteOnly(String(name), shape));
  const replacing = rules.filter(
    ({ path, when }) => when === undefined || when(valueAt(before, path), valueAt(after, path)),
  );
  return {
    changes: changes.map(({ path }) => pathText(path)),
    replaces: changes
      .filter((change) => replacing.some(({ path }) => concerns(path.split("."), change)))
      .map(({ path }) => pathText(path)),
  };
}

function withImplied(inputs: Properties, implied: Properties): Properties {
  const given = Object.entries(inputs).filter(([, value]) => !isAbsent(value));
  return { ...implied, ...Object.fromEntries(given) };
}

/**
 * A write-only argument is sent and never kept, so only its version beside it tells of a change.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
function isWriteOnly(name: string, shape: ResourceShape): boolean {
  return name.endsWith("Wo") && shape.outputs.includes(`${name}Version`);
}

/**
 * A rule speaks of its own path and of all below it. Where something whole appears or goes, it speaks of it when the
 * path leads to a value inside.
 */
function concerns(rule: readonly string[], { path, before, after }: Change): boolean {
  const changed = rulePath(path);
  if (!changed.every((part, index) => index >= rule.length || part === rule[index])) {
    return false;
  }
  const inside = rule.slice(changed.length);
  return inside.length === 0 || holds(before, inside) || holds(after, inside);
}

function holds(value: Value | undefined, path: readonly string[]): boolean {
  if (Array.isArray(value)) {
    return value.some((element) => holds(element, path));
  }
  const [first, ...rest] = path;
  return first === undefined ? !isAbsent(value) : isObject(value) && holds(value[first], rest);
}

function valueAt(properties: Properties, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>((value, part) => (isObject(value) ? value[part] : undefined), properties);
}
