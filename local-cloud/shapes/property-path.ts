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

const PART = /^\.?([^.[\]"]+)|^\[(\d+)\]|^\.?\["((?:[^"\\]|\\.)*)"\]/;

/** Reads a path such as `nodeGroups.general.taints[0]` or `tags["kubernetes.io/role"]`; undefined for what is none. */
export function parsePath(text: string): Path | undefined {
  const parts: (string | number)[] = [];
  let rest = text;
  while (rest !== "") {
    const [part = "", plain, index, quoted] = PART.exec(rest) ?? [];
    if (part === "" || (parts.length === 0 && part.startsWith("."))) {
      return undefined;
    }
    parts.push(plain ?? (index === undefined ? (quoted ?? "").replace(/\\(.)/g, "$1") : Number(index)));
    rest = rest.slice(part.length);
  }
  return parts.length === 0 ? undefined : parts;
}
