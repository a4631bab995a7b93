/** How two golden texts differ, resource by resource, for people. */

export interface GoldenDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Lines that begin with `+`, `-` or a space, below the resource they are about; empty when there is no difference. */
  readonly lines: readonly string[];
}

export function goldenDifference(before: string, after: string): GoldenDifference {
  const [former, present] = [blocksOf(before), blocksOf(after)];
  const added = [...present.keys()].filter((key) => !former.has(key));
  const removed = [...former.keys()].filter((key) => !present.has(key));
  const changed = [...present.keys()].filter((key) => former.has(key) && former.get(key) !== present.get(key));
  const lines = [...new Set([...former.keys(), ...present.keys()])].sort().flatMap((key) => {
    const [old = "", now = ""] = [former.get(key), present.get(key)];
    return former.has(key) && present.has(key) && old === now ? [] : [key, ...lineDifference(old.split("\n"), now.split("\n"))];
  });
  return { added, removed, changed, lines };
}

export function isSame({ added, removed, changed }: GoldenDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** `2 resources added (a, b), 1 changed (c)`. */
export function differenceSentence({ added, removed, changed }: GoldenDifference): string {
  const parts = Object.entries({ added, removed, changed }).filter(([, keys]) => keys.length > 0);
  return parts.length === 0 ? "nothing changed" : parts.map(([what, keys]) => `${keys.length} ${keys.length === 1 ? "resource" : "resources"} ${what} (${listed(keys)})`).join(", ");
}

const LISTED = 5;

function listed(keys: readonly string[]): string {
  return keys.length <= LISTED ? keys.join(", ") : `${keys.slice(0, LISTED).join(", ")} and ${keys.length - LISTED} more`;
}

/** Text below each line that is not indented, by that line. */
function blocksOf(text: string): Map<string, string> {
  const blocks = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "" && !each.startsWith("#"))) {
    if (line.startsWith(" ")) {
      current.push(line);
    } else {
      const [, key = line, rest = ""] = /^(.*?):(?:\s+(.*))?$/.exec(line) ?? [];
      current = rest === "" ? [] : [`  ${rest}`];
      blocks.set(key, current);
    }
  }
  return new Map([...blocks].map(([key, lines]) => [key, lines.join("\n")]));
}

const CONTEXT = 2;

/** The changed lines with those around them. */
function lineDifference(before: readonly string[], after: readonly string[]): string[] {
  const marked = markedLines(before.filter(Boolean), after.filter(Boolean));
  const near = (index: number): boolean => marked.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== " ");
  return marked.flatMap(({ mark, line }, index) => (near(index) ? [`${mark} ${line}`] : []));
}

/** By the longest common subsequence. */
function markedLines(before: readonly string[], after: readonly string[]): { mark: "+" | "-" | " "; line: string }[] {
  const lengths = before.map(() => new Array<number>(after.length + 1).fill(0));
  lengths.push(new Array<number>(after.length + 1).fill(0));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      (lengths[row] ?? [])[column] = before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const marked: { mark: "+" | "-" | " "; line: string }[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      marked.push({ mark: " ", line: before[row] ?? "" });
      row += 1;
      column += 1;
    } else if (column >= after.length || (row < before.length && at(row + 1, column) >= at(row, column + 1))) {
      marked.push({ mark: "-", line: before[row] ?? "" });
      row += 1;
    } else {
      marked.push({ mark: "+", line: after[column] ?? "" });
      column += 1;
    }
  }
  return marked;
}
