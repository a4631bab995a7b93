/** What a preview said, as a comment on a pull request. */

/** GitHub takes 65,536 characters: https://github.com/orgs/community/discussions/27190 */
const MOST = 60_000;

export interface Preview {
  readonly stack: string;
  readonly output: string;
  readonly succeeded: boolean;
  /** Commit that was previewed. */
  readonly commit: string;
}

export function commentOf({ stack, output, succeeded, commit }: Preview): string {
  const text = output.trim();
  // The end has the summary and what was refused.
  const kept = text.length <= MOST ? text : `… ${text.length - MOST} characters before this are in the log of the job.\n${text.slice(-MOST)}`;
  const fence = longestFence(kept);
  const verdict = succeeded ? "would be deployed like this" : "**would be refused**: a policy, or an error, stands against it";
  return [`### Preview of \`${stack}\``, "", `\`${commit.slice(0, 12)}\` ${verdict}.`, "", `${fence}diff`, kept, fence, ""].join("\n");
}

/** Longer than any in the text, which so cannot end the block. */
function longestFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return "`".repeat(longest + 1);
}
