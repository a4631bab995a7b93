/** A set-up that cannot go on, said in one sentence. */
export class SetupError extends Error {}
