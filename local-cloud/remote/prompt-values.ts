import * as pulumi from "@pulumi/pulumi";

/**
 * Applies `fn` at once where the value holds no output, so that a wrong argument is refused before any resource is
 * registered, and when the value is known otherwise.
 */
export function applyPromptly<T, U>(value: pulumi.Input<T>, fn: (value: pulumi.Unwrap<T>) => U): pulumi.Input<U> {
  return holdsOutput(value)
    ? (pulumi.output(value).apply((known) => fn(known)) as pulumi.Output<U>)
    : fn(value as pulumi.Unwrap<T>);
}

export function holdsOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return true;
  }
  if (pulumi.Resource.isInstance(value) || typeof value !== "object" || value === null) {
    return false;
  }
  return Object.values(value).some(holdsOutput);
}
