/** What the name of a stack says about its configuration. */
import type { Problem } from "./problems";
import type { ProfileName } from "./schema";

const STACK_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** AWS allows 32 characters in the names of load balancers and target groups; what follows the base is up to 8 of them. */
const LONGEST_BASE = 24;

export function stackProblems(stack: string, profile: ProfileName | undefined, namePrefix = "kianax"): Problem[] {
  const problems: Problem[] = [];
  const key = `the stack name "${stack}"`;
  if (!STACK_NAME.test(stack)) {
    problems.push({ key, sentence: "must be lower-case letters, digits and single dashes, beginning with a letter: AWS names are made of it." });
  }
  const base = `${namePrefix}-${stack}`;
  if (base.length > LONGEST_BASE) {
    problems.push({
      key,
      sentence: `makes names that begin with ${base}, and AWS names hold ${LONGEST_BASE} characters of that, not ${base.length}; choose a shorter stack name or kianax:namePrefix.`,
    });
  }
  // A stack that people take for production, or that takes production over, has to have its safeguards.
  if (profile === "development" && /prod|recover/.test(stack)) {
    problems.push({ key: "kianax:profile", sentence: `must be production for a stack named ${stack}, not "development".` });
  }
  return problems;
}
