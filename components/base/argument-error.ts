import * as pulumi from "@pulumi/pulumi";

/**
 * An argument that a component refuses. Thrown before the component registers anything; as a `RunError` it reaches
 * the user as its sentence, without a stack trace.
 */
export class ArgumentError extends pulumi.RunError {
  /**
   * @param where - the component and its name, such as `KianaxNetwork "production"`
   * @param argument - path of the argument, such as `nodeGroups.general.minSize`
   * @param problem - what is wrong and the way out, as the rest of the sentence
   */
  constructor(
    readonly where: string,
    readonly argument: string,
    readonly problem: string,
  ) {
    super(`${where}: ${argument} ${problem}`);
  }
}

/** One thing wrong with arguments, for the pure checks that both components and configuration use. */
export interface Problem {
  readonly argument: string;
  readonly problem: string;
}

/** Throws the first problem; a program that is told one thing at a time still never registers half a component. */
export function refuseProblems(where: string, problems: readonly Problem[]): void {
  const [first] = problems;
  if (first !== undefined) {
    throw new ArgumentError(where, first.argument, first.problem);
  }
}

/** A problem when the number is not a whole one in the range; values in other units are named by `unit`. */
export function wholeNumber(argument: string, value: number, min: number, max: number, unit = ""): Problem[] {
  const suffix = unit === "" ? "" : ` ${unit}`;
  return Number.isInteger(value) && value >= min && value <= max
    ? []
    : [{ argument, problem: `must be a whole number from ${min} to ${max}${suffix}, not ${value}.` }];
}

/** A problem when the value is not one of those allowed. */
export function oneOf<T extends string | number>(argument: string, value: T, allowed: readonly T[]): Problem[] {
  return allowed.includes(value) ? [] : [{ argument, problem: `must be one of ${allowed.join(", ")}, not ${JSON.stringify(value)}.` }];
}
