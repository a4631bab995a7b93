import { existsSync, readFileSync } from "node:fs";
import { dayOf, globMatches, NO_EXEMPTIONS, type Exemption, type Exemptions } from "./exemption";

const REQUIRED = ["rule", "stack", "urn", "reason", "ticket", "owner", "approvedBy", "expires"] as const;
const OPTIONAL = ["finding"] as const;
/** Below this nobody has said why. */
const SHORTEST_REASON = 20;
/** Type and name of no resource, of punctuation alone: a pattern that covers them names neither. */
const NOTHING_NAMED = "\0:\0/\0:\0::\0";

/**
 * Reads a file of exemptions: a JSON list, so that the pack needs no parser of its own. What is wrong in it is kept as
 * sentences, which a rule reports: an unreadable file exempts nothing, and stops no other rule.
 */
export function readExemptions(file: string, source = "exemptions.json"): Exemptions {
  if (!existsSync(file)) {
    return { ...NO_EXEMPTIONS, source };
  }
  try {
    return parseExemptions(readFileSync(file, "utf8"), source);
  } catch (error) {
    return { source, entries: [], problems: [`${source} cannot be read (${error instanceof Error ? error.message : String(error)}); nothing is exempted`] };
  }
}

export function parseExemptions(text: string, source: string): Exemptions {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    return { source, entries: [], problems: [`${source} is no JSON (${(error as Error).message}); nothing is exempted`] };
  }
  if (!Array.isArray(list)) {
    return { source, entries: [], problems: [`${source} must be a list of exemptions, and is ${list === null ? "null" : `of type ${typeof list}`}; nothing is exempted`] };
  }
  const read = list.map((entry: unknown, index) => {
    const where = `${source}, entry ${index + 1}${nameOf(entry)}`;
    return { entry, problems: entryProblems(entry).map((problem) => `${where}: ${problem}`) };
  });
  return {
    source,
    entries: read.flatMap(({ entry, problems }) => (problems.length === 0 ? [entry as Exemption] : [])),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function nameOf(entry: unknown): string {
  return isRecord(entry) && typeof entry["rule"] === "string" ? ` (${entry["rule"]})` : "";
}

function entryProblems(entry: unknown): string[] {
  if (!isRecord(entry)) {
    return ["must be an object with the keys " + REQUIRED.join(", ")];
  }
  const known: readonly string[] = [...REQUIRED, ...OPTIONAL];
  return [
    ...REQUIRED.filter((key) => !isText(entry[key])).map((key) => `${key} is ${entry[key] === undefined ? "missing" : "no text"}; say it as a text`),
    ...OPTIONAL.filter((key) => entry[key] !== undefined && !isText(entry[key])).map((key) => `${key} is no text; say it as a text, or leave it out`),
    ...Object.keys(entry).filter((key) => !known.includes(key)).map((key) => `${key} is no key of an exemption; there are ${known.join(", ")}`),
    ...(isText(entry["reason"]) && entry["reason"].trim().length < SHORTEST_REASON ? [`reason has fewer than ${SHORTEST_REASON} characters; say why the finding may stay`] : []),
    ...(isText(entry["expires"]) && dayOf(entry["expires"]) === undefined ? [`expires is ${JSON.stringify(entry["expires"])}, which is no day such as 2027-05-15, and counts as expired`] : []),
    ...(isText(entry["stack"]) && !/^[^/]+\/[^/]+$/.test(entry["stack"]) ? [`stack is ${JSON.stringify(entry["stack"])}; name the project too, as in kianax/production`] : []),
    ...(isText(entry["urn"]) && !/::/.test(entry["urn"]) ? ["urn must be a URN, or a pattern of one such as urn:pulumi:production::*::aws:s3/bucket:Bucket::*"] : []),
    ...(coversEverything(entry) ? [`urn is ${JSON.stringify(entry["urn"])}, which takes in every resource; name a type or a resource`] : []),
  ];
}

function coversEverything({ stack, urn }: Record<string, unknown>): boolean {
  const [project, name] = isText(stack) ? stack.split("/") : [];
  return isText(urn) && globMatches(urn, `urn:pulumi:${name}::${project}::${NOTHING_NAMED}`);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
