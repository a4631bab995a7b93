import * as pulumi from "@pulumi/pulumi";

/**
 * An argument that cannot be built. Its message is one sentence that names the component, the argument, what is wrong and
 * the way out. It is a `pulumi.RunError`, so the CLI prints the sentence alone, without a stack trace.
 */
export class ArgumentError extends pulumi.RunError {
  constructor(component: string, name: string, sentence: string) {
    super(`${component} "${name}": ${sentence}`);
    this.name = "ArgumentError";
    this.stack = this.message;
  }

  /** Recognises the error across copies of the library. */
  static is(error: unknown): error is ArgumentError {
    return error instanceof Error && error.name === "ArgumentError";
  }
}
