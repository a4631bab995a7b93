import type { Problem } from "../../components/base";
import type { Common } from "../environment";
import type { Settings } from "../schema";

/** What rules know beside the section itself. */
export interface RuleContext {
  readonly common: Common;
  /** Empty when the configuration has no valid one. */
  readonly region: string;
  readonly today: Date;
  /** All sections that could be read, for what two of them have to agree on. */
  readonly settings: Partial<Settings>;
}

/** A problem within a section: the path of the setting below it, and the rest of the sentence. */
export interface Finding {
  readonly setting: string;
  readonly sentence: string;
}

/**
 * Components check their own arguments, and settings are arguments: what they find needs no second rule here. What they
 * say about the environment's name is no setting's fault; the check of the stack's name comes before it.
 */
export function fromComponent(problems: readonly Problem[]): Finding[] {
  return problems.filter(({ argument }) => argument !== "environment").map(({ argument, problem }) => ({ setting: argument, sentence: problem }));
}
