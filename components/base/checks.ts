import { ArgumentError } from "./errors";
import { quote, sentenceList } from "./sentences";

/**
 * Checks of one component's arguments. Every method throws an {@link ArgumentError} that reads as a sentence, and does nothing
 * when the value is right. `undefined` never passes: an optional argument is checked only where it is given.
 */
export interface ArgumentChecks {
  /** Throws the sentence when the condition does not hold. */
  require(holds: boolean, sentence: string): void;
  /** A string that is not empty. */
  text(argument: string, value: unknown): void;
  /** A string that matches; `shape` says in words what is allowed. */
  matches(argument: string, value: unknown, pattern: RegExp, shape: string): void;
  /** A whole number from `minimum` to `maximum`; `unit` is the plural noun the sentence uses. */
  integer(argument: string, value: unknown, range: { minimum: number; maximum?: number; unit?: string }): void;
  /** true or false. */
  flag(argument: string, value: unknown): void;
  /** One of the listed values. */
  oneOf(argument: string, value: unknown, allowed: readonly (string | number)[]): void;
  /** A list in which every entry occurs once. */
  distinct(argument: string, values: readonly unknown[]): void;
  /** A list; `minimum` entries at least. */
  list(argument: string, value: unknown, minimum?: number): void;
  /** An object none of whose keys is unknown. */
  knownKeys(argument: string, value: object | undefined, known: readonly string[]): void;
  /** Another component, or another object that must be handed in. */
  wiring(argument: string, value: unknown): void;
}

/** The checks of the component with this type name and this instance name. */
export function checksFor(component: string, name: string): ArgumentChecks {
  const fail = (sentence: string): never => {
    throw new ArgumentError(component, name, sentence);
  };
  const require = (holds: boolean, sentence: string): void => {
    if (!holds) fail(sentence);
  };

  return {
    require,
    text: (argument, value) =>
      require(typeof value === "string" && value.trim() !== "", `${argument} is ${show(value)}; give it a text that is not empty.`),
    matches: (argument, value, pattern, shape) =>
      require(typeof value === "string" && pattern.test(value), `${argument} is ${show(value)}, but must be ${shape}.`),
    integer: (argument, value, { minimum, maximum, unit }) => {
      const number = unit ? `whole number of ${unit}` : "whole number";
      const range = maximum === undefined ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
      const inside =
        typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= (maximum ?? Number.MAX_SAFE_INTEGER);
      require(inside, `${argument} is ${show(value)}, but must be a ${number} ${range}.`);
    },
    flag: (argument, value) => require(typeof value === "boolean", `${argument} is ${show(value)}, but must be true or false.`),
    oneOf: (argument, value, allowed) =>
      require(allowed.some(each => each === value), `${argument} is ${show(value)}, but must be one of ${sentenceList(allowed.map(show), "or")}.`),
    distinct: (argument, values) => {
      const twice = values.find((value, index) => values.indexOf(value) !== index);
      require(twice === undefined, `${argument} names ${show(twice)} twice; name it once.`);
    },
    list: (argument, value, minimum = 0) => {
      require(Array.isArray(value), `${argument} is ${show(value)}, but must be a list.`);
      const length = Array.isArray(value) ? value.length : 0;
      require(length >= minimum, `${argument} has ${length} ${length === 1 ? "entry" : "entries"}, but needs at least ${minimum}.`);
    },
    knownKeys: (argument, value, known) => {
      const unknown = Object.keys(value ?? {}).find(key => !known.includes(key));
      require(unknown === undefined, `${argument} has no ${quote(unknown ?? "")}; it knows ${sentenceList(known.map(quote), "and")}.`);
    },
    wiring: (argument, value) => require(typeof value === "object" && value !== null, `${argument} is missing; hand in the component.`),
  };
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") return quote(value);
  return JSON.stringify(value) ?? String(value);
}
