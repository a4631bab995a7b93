/** A finding that was reviewed and stays until a day. */
export interface Exemption {
  /** Name of the rule. */
  readonly rule: string;
  /** Finding's id, as in the brackets of a violation after the colon; `*` stands for anything. @default every finding of the rule */
  readonly finding?: string;
  /** The project and its stack, as `kianax/production`: stacks of two projects may have the same name. */
  readonly stack: string;
  /** The whole URN; `*` stands for anything. A finding on the stack as a whole has the URN of the stack's own resource. */
  readonly urn: string;
  readonly reason: string;
  readonly ticket: string;
  readonly owner: string;
  readonly approvedBy: string;
  /** Last day on which it holds, as 2027-05-15. */
  readonly expires: string;
}

/** What a file of exemptions says, and what is wrong in it. */
export interface Exemptions {
  /** The file, as messages name it. */
  readonly source: string;
  readonly entries: readonly Exemption[];
  /** Sentences without a full stop, each naming its entry. An entry with a problem exempts nothing. */
  readonly problems: readonly string[];
}

export const NO_EXEMPTIONS: Exemptions = { source: "exemptions.json", entries: [], problems: [] };

const DAY = 24 * 60 * 60 * 1000;

/** Whole days from today to the last day of an exemption; negative when it is over, or when its date is no date. */
export function daysLeft({ expires }: Pick<Exemption, "expires">, today: Date): number {
  const end = dayOf(expires);
  return end === undefined ? -1 : Math.floor(end / DAY) - Math.floor(today.getTime() / DAY);
}

/** Milliseconds of a day written as 2027-05-15; undefined for anything else, such as 2027-02-30. */
export function dayOf(text: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, text.length) !== text ? undefined : time;
}

/** Whether a pattern covers the whole of a text. */
export function globMatches(pattern: string, text: string): boolean {
  const source = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${source}$`, "s").test(text);
}

interface Found {
  readonly rule: string;
  readonly finding: string;
  readonly urn: string;
}

/** Whether an entry is about a finding, whatever its date. */
export function isAbout({ rule, finding = "*", stack, urn }: Exemption, found: Found): boolean {
  return rule === found.rule && stack === qualifiedStack(found.urn) && globMatches(finding, found.finding) && globMatches(urn, found.urn);
}

/** `kianax/production` of `urn:pulumi:production::kianax::…`. */
export function qualifiedStack(urn: string): string | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn) ?? [];
  return stack === undefined ? undefined : `${project}/${stack}`;
}

/** `production` of `urn:pulumi:production::kianax::…`. */
export function stackOfUrn(urn: string): string | undefined {
  return /^urn:pulumi:(.+?)::/.exec(urn)?.[1];
}
