/** Findings that were looked at and are left as they are, each with its reason and the day on which it is looked at again. */
import path from "node:path";
import { z } from "zod";
import { wildcardMatches } from "../test/iam";
import type { ScanFinding } from "./findings";
import { readReviewed } from "./reviewed";

export const EXCEPTIONS_FILE = path.join("scan", "exceptions.yaml");
/** What nobody has looked at for so long is no decision any more. */
export const LONGEST_DAYS = 180;

const exceptionSchema = z.strictObject({
  check: z.string().min(1),
  resources: z.array(z.string().min(1)).min(1),
  reason: z.string().min(20),
  owner: z.email(),
  expires: z.iso.date(),
});

export type Exception = z.output<typeof exceptionSchema>;

/** A finding as the gate takes it. */
export interface Judged {
  readonly finding: ScanFinding;
  readonly exception?: Exception;
}

/** Reads and checks a reviewed list. */
export function readExceptions(root: string, file = EXCEPTIONS_FILE): Exception[] {
  return readReviewed(root, file, exceptionSchema);
}

/** Which findings are excused, by the first entry that names them. An entry that has expired excuses nothing. */
export function judge(findings: readonly ScanFinding[], exceptions: readonly Exception[], today: Date): Judged[] {
  const day = today.toISOString().slice(0, 10);
  const valid = exceptions.filter(({ expires }) => expires >= day);
  return findings.map((finding) => {
    const exception = valid.find((candidate) => covers(candidate, finding));
    return exception === undefined ? { finding } : { finding, exception };
  });
}

/** What is wrong with the list itself: entries that have expired, run for too long, or excuse nothing any more. */
export function exceptionProblems(findings: readonly ScanFinding[], exceptions: readonly Exception[], today: Date, file = EXCEPTIONS_FILE): string[] {
  const day = today.toISOString().slice(0, 10);
  const latest = new Date(today.getTime() + LONGEST_DAYS * 86_400_000).toISOString().slice(0, 10);
  return exceptions.flatMap((exception) => {
    const named = `${file}: the entry for ${exception.check} on ${exception.resources.join(", ")}`;
    if (exception.expires < day) {
      return [`${named} expired on ${exception.expires}: mend what it excuses, or review it and give it a new day.`];
    }
    if (exception.expires > latest) {
      return [`${named} runs until ${exception.expires}, and ${LONGEST_DAYS} days are the most: give it a day until ${latest}.`];
    }
    const idle = exception.resources.filter((pattern) => !findings.some((finding) => finding.check === exception.check && wildcardMatches(pattern, finding.resource)));
    return idle.map((pattern) => `${named} excuses nothing on ${pattern}: remove it.`);
  });
}

function covers({ check, resources }: Exception, finding: ScanFinding): boolean {
  return check === finding.check && resources.some((pattern) => wildcardMatches(pattern, finding.resource));
}
