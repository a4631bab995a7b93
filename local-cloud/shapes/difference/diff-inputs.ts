/** What changed between two sets of inputs, and which of the changes replace the resource. */
import type { Properties } from "../../provider/values";
import { isAbsent } from "../absent";
import { pathText, rulePath } from "../property-path";
import type { InputDifference, Replacement, ResourceShape } from "../types";
import { changesBetween, type Change } from "./values";

export function diffInputs(shape: ResourceShape, olds: Properties, news: Properties): InputDifference {
  const { implied } = shape.replacement;
  const changes = [...changesBetween(withImplied(olds, implied), withImplied(news, implied), [], shape)].filter(
    ({ path }) => !isWriteOnly(String(path[0]), shape),
  );
  return {
    changes: changes.map(({ path }) => pathText(path)),
    replaces: changes.filter((change) => replaces(change, shape.replacement)).map(({ path }) => pathText(path)),
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

function replaces(change: Change, replacement: Replacement): boolean {
  const path = rulePath(change.path);
  return (
    replacement.changed.some((rule) => concerns(rule, path)) ||
    (!isAbsent(change.before) && replacement.unset.some((rule) => concerns(rule, path)))
  );
}

/** A rule speaks of its own path and all below it; a change of something whole is one of all its parts. */
function concerns(rule: string, path: readonly string[]): boolean {
  const parts = rule === "*" ? [] : rule.split(".");
  return parts.every((part, index) => index >= path.length || part === "*" || part === path[index]);
}
