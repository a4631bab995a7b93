/** Sentences that the checks of a cluster share. */
import type { Problem } from "../base";

export function nameProblems(argument: string, name: string): Problem[] {
  return /^[a-z][a-z0-9-]{0,29}$/.test(name)
    ? []
    : [{ argument, problem: `has the name ${JSON.stringify(name)}; a name is 1 to 30 lower-case letters, digits and dashes, beginning with a letter.` }];
}

export function duplicates(argument: string, values: readonly string[]): Problem[] {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  return twice === undefined ? [] : [{ argument, problem: `names ${twice} twice; name it once.` }];
}
