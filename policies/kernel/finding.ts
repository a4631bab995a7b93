/** What a finding is about. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** One thing that is wrong. */
export interface Finding {
  /** Stable within the rule, so that one finding can be told from the next: a property path, a port, an action. */
  readonly id: string;
  /** A clause that follows the resource's name and ends without a full stop: "multiAz is false, and must be true". */
  readonly message: string;
  /** The resource at fault. A resource rule leaves it out: it is the resource under check. */
  readonly subject?: Subject;
}

/** What a check returns: nothing, one finding, or any nesting of them. */
export type Findings = Finding | undefined | readonly Findings[];

export function flatten(findings: Findings): Finding[] {
  if (findings === undefined) {
    return [];
  }
  return isList(findings) ? findings.flatMap(flatten) : [findings];
}

function isList(findings: Finding | readonly Findings[]): findings is readonly Findings[] {
  return Array.isArray(findings);
}

/** A finding on a resource of the stack. */
export function on(subject: Subject, id: string, message: string): Finding {
  return { id, message, subject };
}

/** Findings of a check, on a resource of the stack. */
export function about(subject: Subject, findings: Findings): Finding[] {
  return flatten(findings).map((finding) => ({ ...finding, subject }));
}
