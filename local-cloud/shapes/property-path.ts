/** Property paths as Pulumi writes them. https://www.pulumi.com/docs/iac/concepts/miscellaneous/property-paths/ */

export type Path = readonly (string | number)[];

const PLAIN = /^[A-Za-z_$][\w$]*$/;

export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") {
      return `${text}[${part}]`;
    }
    if (!PLAIN.test(part)) {
      return `${text}[${JSON.stringify(part)}]`;
    }
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

/** The path without list indices, as replacement rules name it. */
export function rulePath(path: Path): readonly string[] {
  return path.filter((part) => typeof part === "string");
}
