import { EVERY_TYPE, resourceRule, type Findings } from "../kernel";
import { READS } from "./reads";

export const noIgnoredSecurityProps = resourceRule({
  name: "no-ignored-security-props",
  title: "No property that a mandatory rule reads is left out of updates by ignoreChanges.",
  why: "What is ignored is judged by what the program says, and stays as somebody set it by hand: the rule would see nothing for ever.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC8.1"] },
  remediation: "Take the property out of ignoreChanges; where AWS changes it by itself, have it exempted with that reason.",
  examples: {
    compliant: 'new aws.eks.NodeGroup("general", { … }, { ignoreChanges: ["scalingConfig.desiredSize"] });',
    violating: 'new aws.rds.Instance("database", { multiAz: true, … }, { ignoreChanges: ["multiAz"] });',
  },
  types: [EVERY_TYPE],
  check: ({ type, options }) => options.ignoreChanges.map((path) => findingOf(path, READS[type] ?? {})),
});

function findingOf(path: string, reads: Readonly<Record<string, readonly string[]>>): Findings {
  const names = Object.entries(reads).flatMap(([property, rules]) => (overlap(keysOf(property), keysOf(path)) ? rules : []));
  return names.length === 0 ? undefined : { id: path, message: `ignoreChanges names ${path}, which ${[...new Set(names)].sort().join(", ")} would judge` };
}

const ANY = "*";

/** The keys of a path, an index being any: `a`, `*` and `b` of `a[0].b` and of `["a"][*]["b"]`. https://www.pulumi.com/docs/concepts/options/ignorechanges/ */
function keysOf(path: string): string[] {
  return [...path.matchAll(/\["((?:\\.|[^"\\])*)"\]|\[[^\]]*\]|[^.[\]]+/g)].map(([key, quoted]) => (quoted !== undefined ? quoted.replace(/\\(.)/g, "$1") : key.startsWith("[") ? ANY : key));
}

/** Whether two paths lead to the same property, or one to a part of the other's. */
function overlap(one: readonly string[], other: readonly string[]): boolean {
  return one.every((key, index) => [ANY, key, undefined].includes(other[index]) || key === ANY);
}
