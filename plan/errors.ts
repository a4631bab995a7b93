/** Why there is no plan: sentences for the user, and all that the program said for whoever looks for a defect. */
export class PlanError extends Error {
  /** @param details - everything the program printed, stack traces included */
  constructor(
    readonly sentences: readonly string[],
    readonly details = "",
  ) {
    super(sentences.join("\n"));
  }
}
