/** Identifiers that look like AWS's and are the same for the same seed. */
import { createHash } from "node:crypto";

/** Lower-case hexadecimal digits of a seed and a label. */
export function hex(seed: string, label: string, length: number): string {
  let digits = "";
  for (let block = 0; digits.length < length; block++) {
    digits += createHash("sha256").update(`${seed}\n${label}\n${block}`).digest("hex");
  }
  return digits.slice(0, length);
}

/** Characters of an alphabet, for identifiers that are not hexadecimal. */
export function characters(seed: string, label: string, length: number, alphabet: string): string {
  const digits = hex(seed, label, length * 4);
  let text = "";
  for (let index = 0; index < length; index++) {
    text += alphabet[parseInt(digits.slice(index * 4, index * 4 + 4), 16) % alphabet.length] ?? "";
  }
  return text;
}

export const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const DIGITS = "0123456789";

export function uuid(seed: string, label: string): string {
  const digits = hex(seed, label, 32);
  const variant = "89ab"[parseInt(digits[16] ?? "0", 16) % 4] ?? "8";
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `${variant}${digits.slice(17, 20)}`, digits.slice(20)].join("-");
}

/** A whole number from 0 to below the limit. */
export function pick(seed: string, label: string, limit: number): number {
  return parseInt(hex(seed, label, 8), 16) % limit;
}
