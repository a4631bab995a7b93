/**
 * What an upgrade from a released version may replace or delete, each with the reason why nothing is lost. Nothing of the
 * replacement ledger can be allowed here.
 */
export interface Reviewed {
  /** Released versions that it concerns. */
  readonly from: readonly string[];
  /** Both stacks, or the one. */
  readonly stack?: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly reason: string;
}

export const REVIEWED: readonly Reviewed[] = [];
