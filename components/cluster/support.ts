/**
 * How long EKS supports which Kubernetes version: 14 months of standard support, then 12 of extended support at six times the
 * price of the control plane. https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
import type { Problem } from "../base";

/** One version; the days are in UTC, and the last day of support is the one before its end. */
export interface Support {
  readonly version: string;
  readonly released: string;
  readonly standardEnds: string;
  readonly extendedEnds: string;
}

export const SUPPORT_CALENDAR: readonly Support[] = [
  { version: "1.31", released: "2024-09-26", standardEnds: "2025-11-26", extendedEnds: "2026-11-26" },
  { version: "1.32", released: "2025-01-23", standardEnds: "2026-03-23", extendedEnds: "2027-03-23" },
  { version: "1.33", released: "2025-05-29", standardEnds: "2026-07-29", extendedEnds: "2027-07-29" },
  { version: "1.34", released: "2025-10-02", standardEnds: "2026-12-02", extendedEnds: "2027-12-02" },
  { version: "1.35", released: "2026-01-27", standardEnds: "2027-03-27", extendedEnds: "2028-03-27" },
  { version: "1.36", released: "2026-06-02", standardEnds: "2027-08-02", extendedEnds: "2028-08-02" },
];

/** The versions in standard support on a day, the oldest first. */
export function supportedVersions(today: Date): string[] {
  return SUPPORT_CALENDAR.filter((support) => isSupported(support, dayOf(today))).map(({ version }) => version);
}

/** What the calendar knows of a version. */
export function supportOf(version: string): Support | undefined {
  return SUPPORT_CALENDAR.find((support) => support.version === version);
}

/** What is wrong with a version on a day: unknown, not released yet, or past its standard support. */
export function supportProblems(version: string, today: Date): Problem[] {
  const support = supportOf(version);
  const day = dayOf(today);
  const wayOut = `choose ${listed(supportedVersions(today))}.`;
  if (support === undefined) {
    return [{ argument: "version", problem: `is ${JSON.stringify(version)}, a version that EKS's support calendar does not have; ${wayOut}` }];
  }
  if (day < support.released) {
    return [{ argument: "version", problem: `is ${version}, which EKS has from ${support.released}; ${wayOut}` }];
  }
  return isSupported(support, day)
    ? []
    : [{ argument: "version", problem: `is ${version}, whose standard support ended on ${support.standardEnds}; ${wayOut}` }];
}

/** Days before the end of standard support from which it is said, and from which it is urgent. */
const NOTICE_DAYS = { info: 180, warn: 90 } as const;

/** What is said of a version whose standard support ends soon. */
export interface SupportNotice {
  readonly severity: keyof typeof NOTICE_DAYS;
  readonly sentence: string;
}

/**
 * A word in time, 180 days before standard support ends and louder from 90 on; undefined before that. From the day it ends,
 * and for a version that the calendar does not know, {@link supportProblems} refuses.
 */
export function supportNotice(version: string, today: Date): SupportNotice | undefined {
  const support = supportOf(version);
  const day = dayOf(today);
  if (support === undefined || !isSupported(support, day)) {
    return undefined;
  }
  const days = daysBetween(day, support.standardEnds);
  const severity = days <= NOTICE_DAYS.warn ? "warn" : "info";
  if (days > NOTICE_DAYS[severity]) {
    return undefined;
  }
  const end = `standard support of Kubernetes ${version} ends on ${support.standardEnds}, in ${days} day${days === 1 ? "" : "s"}`;
  const consequence = severity === "warn" ? "; EKS then upgrades the cluster by itself, and this version is refused here" : "";
  return { severity, sentence: `${end}${consequence}. ${wayUp(version, supportedVersions(today))}` };
}

/** EKS goes up one minor version at a time. */
function wayUp(version: string, supported: readonly string[]): string {
  const newer = supported.slice(supported.indexOf(version) + 1);
  const [next, newest = next] = [newer[0], newer.at(-1)];
  if (next === undefined || newest === undefined) {
    return "Before that, set version to a newer one that EKS supports, and add it to the calendar of this library.";
  }
  return next === newest ? `Before that, set version to ${newest}.` : `Before that, set version to ${next}, and from there to ${newest}, one minor version at a time.`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isSupported({ released, standardEnds }: Support, day: string): boolean {
  return released <= day && day < standardEnds;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function listed(versions: readonly string[]): string {
  if (versions.length === 0) {
    return "a version that EKS supports, and add it to the calendar of this library";
  }
  return versions.length === 1 ? (versions[0] ?? "") : `${versions.slice(0, -1).join(", ")} or ${versions.at(-1) ?? ""}`;
}
