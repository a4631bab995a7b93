/** A table of facts about AWS, with its origin. */
export interface Catalogue<T> {
  /** Page or repository the facts come from. */
  readonly source: string;
  /** The day the table was last compared with its source. */
  readonly asOf: string;
  readonly entries: T;
}

/** Sizes by family, written out as full type names. */
export function sizes(prefix: string, families: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.entries(families).flatMap(([family, list]) => list.split(" ").map((size) => `${prefix}${family}.${size}`)));
}

/** The entry most like a mistyped one, for "did you mean". */
export function nearest(value: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(3, Math.ceil(value.length / 3));
  for (const entry of known) {
    const distance = editDistance(value, entry);
    if (distance < bestDistance) {
      best = entry;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/** Compares dotted versions part by part: negative when the first is older. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.replace(/^v/, "").split(/[.-]/).map((part) => Number(part) || 0));
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
