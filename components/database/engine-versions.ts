/**
 * PostgreSQL versions that RDS has had, by major: the first minor and the newest one known here. What RDS no longer creates
 * may still run, so nothing in between is refused.
 * https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
 */
import type { Problem } from "../base";

const AS_OF = "2026-11";

const MINORS: ReadonlyMap<string, { readonly first: number; readonly newest: number }> = new Map([
  ["14", { first: 1, newest: 22 }],
  ["15", { first: 2, newest: 17 }],
  ["16", { first: 1, newest: 13 }],
  ["17", { first: 1, newest: 9 }],
  ["18", { first: 1, newest: 3 }],
]);

/** The major versions there are. */
export const MAJOR_VERSIONS: readonly string[] = [...MINORS.keys()];

/** `16.9` and `16` are of major `16`. */
export function majorVersion(engineVersion: string): string {
  return engineVersion.split(".")[0] ?? engineVersion;
}

/** Whether the version names its minor too, which then stays as it is. */
export function namesMinor(engineVersion: string): boolean {
  return engineVersion.includes(".");
}

/** A problem with a version that does not exist. */
export function engineVersionProblems(argument: string, version: string): Problem[] {
  const [, major = "", minor] = /^(\d+)(?:\.(\d+))?$/.exec(version) ?? [];
  const minors = MINORS.get(major);
  if (minors === undefined) {
    return [{ argument, problem: `must be a PostgreSQL version such as 16 or 16.9, majors ${MAJOR_VERSIONS.join(", ")}, not ${JSON.stringify(version)}.` }];
  }
  const known = minor === undefined || (Number(minor) >= minors.first && Number(minor) <= minors.newest);
  return known
    ? []
    : [
        {
          argument,
          problem:
            `${JSON.stringify(version)} is no version of RDS for PostgreSQL: of ${major} there are ${major}.${minors.first} to ${major}.${minors.newest} (${AS_OF}). ` +
            `Give ${major} alone, which RDS keeps at its newest minor version, or extend the list of this library.`,
        },
      ];
}
