/** Random values that are the same for the same seed. https://github.com/pulumi/pulumi-random */
import { createHash } from "node:crypto";

export const CLASSES = {
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  lower: "abcdefghijklmnopqrstuvwxyz",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
} as const;

export type CharacterClass = keyof typeof CLASSES;

export interface TextOptions {
  readonly length: number;
  /** Alphabets of the classes that may occur. */
  readonly alphabets: Readonly<Partial<Record<CharacterClass, string>>>;
  /** At least so many characters of a class. */
  readonly minimums: Readonly<Partial<Record<CharacterClass, number>>>;
}

/** A stream of whole numbers below a limit, without bias towards small ones. */
export class Source {
  private block = 0;
  private bytes: number[] = [];

  constructor(private readonly seed: string) {}

  byte(): number {
    if (this.bytes.length === 0) {
      this.bytes = [...createHash("sha256").update(`${this.seed}\n${this.block++}`).digest()];
    }
    return this.bytes.pop() ?? 0;
  }

  below(limit: number): number {
    const usable = Math.floor(2 ** 32 / limit) * limit;
    for (;;) {
      const number = this.byte() * 2 ** 24 + this.byte() * 2 ** 16 + this.byte() * 2 ** 8 + this.byte();
      if (number < usable) {
        return number % limit;
      }
    }
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let index = result.length - 1; index > 0; index--) {
      const other = this.below(index + 1);
      const kept = result[index] as T;
      result[index] = result[other] as T;
      result[other] = kept;
    }
    return result;
  }
}

/** Characters with the minimum of each class, in random order. */
export function text(source: Source, { length, alphabets, minimums }: TextOptions): string {
  const from = (alphabet: string): string => alphabet[source.below(alphabet.length)] ?? "";
  const required = (Object.keys(CLASSES) as CharacterClass[]).flatMap((name) => {
    const alphabet = alphabets[name] ?? "";
    return alphabet === "" ? [] : Array.from({ length: minimums[name] ?? 0 }, () => from(alphabet));
  });
  const all = Object.values(alphabets).join("");
  const rest = Array.from({ length: Math.max(0, length - required.length) }, () => (all === "" ? "" : from(all)));
  return source.shuffled([...required, ...rest]).join("");
}

const ADJECTIVES = ["able", "bold", "calm", "deep", "eager", "fair", "glad", "hardy", "ideal", "just", "keen", "loyal", "merry", "neat", "open", "proud"];
const ANIMALS = ["ant", "bear", "crow", "deer", "eel", "fox", "goat", "hare", "ibis", "jay", "kite", "lark", "mole", "newt", "owl", "puma"];

export function pet(source: Source, words: number, separator: string): string {
  const chosen = Array.from({ length: words }, (_, index) => {
    const list = index === words - 1 ? ANIMALS : ADJECTIVES;
    return list[source.below(list.length)] ?? "";
  });
  return chosen.join(separator);
}
