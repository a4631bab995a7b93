/** The number by which a provider notices that a write-only value is another one. */
import { createHmac } from "node:crypto";

/** A number of 31 bits, which is an integer to every provider and every version of JSON. */
const LARGEST = 2 ** 31 - 1;

/**
 * A write-only value is in no state, so the provider cannot see that it changed: it asks for a number that does. A counter
 * would be a second thing to remember at each rotation, so the number is made of the value itself: it moves when the value
 * moves, and at no other time. It gives nothing away. It is 31 bits of a keyed hash, and what a slot holds has a hundred
 * bits and more that these do not tell; the key is the secret's name, so one value in two secrets has two numbers; and the
 * number is marked as a secret all the same, so that plans hide it and the state encrypts it. Two values of one secret
 * have the same number once in two thousand million rotations.
 */
export function versionOf(secretName: string, value: string): number {
  const digest = createHmac("sha256", secretName).update(value, "utf8").digest();
  // Not 0: to the provider that is the same as no number.
  return (digest.readUInt32BE(0) % LARGEST) + 1;
}
