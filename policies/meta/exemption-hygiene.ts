import { daysLeft, globMatches, isUnknown, packRule, type Exemption, type Finding, type PackFacts, type Stack } from "../kernel";
import { READS } from "./reads";

const LONGEST_DAYS = 180;

export const exemptionHygiene = packRule({
  name: "exemption-hygiene",
  title: "Every exemption is readable, names a resource and a rule about resources, is in use, and ends within 180 days.",
  why: "An exemption that nobody needs any more, or that never ends, is a hole that nobody looks at.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC3.4"] },
  remediation: "Mend or remove the entry in the file of exemptions; a finding that has to stay needs a new review and a new date.",
  examples: {
    compliant: '{ "rule": "secret-rotation", "stack": "kianax/production", "urn": "urn:pulumi:production::*::auth-oauth-github", "expires": "2027-05-15", … }',
    violating: '{ "rule": "secret-rotatoin", "stack": "kianax/production", "urn": "*::*", "expires": "never", … }',
  },
  check: (pack, stack) => [
    ...pack.exemptions.problems.map((problem, index) => finding(`problem-${index + 1}`, problem)),
    ...pack.exemptions.entries.flatMap((entry) => ruleFinding(entry, pack) ?? (entry.stack === stack.qualifiedName ? entryFindings(entry, pack, stack) : [])),
  ],
});

/** What is wrong whichever stack the entry is for. */
function ruleFinding(entry: Exemption, pack: PackFacts): Finding | undefined {
  const rule = pack.rules.find(({ name }) => name === entry.rule);
  if (rule === undefined) {
    return finding(idOf(entry), `${nameOf(entry, pack)} names a rule that does not exist`);
  }
  return rule.checkPack === undefined ? undefined : finding(idOf(entry), `${nameOf(entry, pack)} names a rule that is about the pack itself and cannot be exempted`);
}

function entryFindings(entry: Exemption, pack: PackFacts, stack: Stack): Finding[] {
  const name = nameOf(entry, pack);
  const left = daysLeft(entry, pack.today);
  if (left < 0) {
    return [finding(idOf(entry), `${name} ended on ${entry.expires}`)];
  }
  if (left > LONGEST_DAYS) {
    return [finding(idOf(entry), `${name} lasts for ${left} days, and may for ${LONGEST_DAYS} at the most`)];
  }
  const covered = stack.all().filter(({ urn }) => globMatches(entry.urn, urn));
  if (covered.length === 0) {
    return [finding(idOf(entry), `${name} has a URN that no resource of the stack has`)];
  }
  const isUsed = pack.applied.some(({ exemption }) => exemption === entry);
  // What a rule finds in a document made of outputs shows when they are known, in `up` and in the previews after it.
  const maySay = covered.some(({ urn, type }) => readBy(entry.rule, type).some((property) => holdsUnknown(pack.inputs.get(urn)?.[property])));
  return isUsed || maySay ? [] : [finding(idOf(entry), `${name} covers no finding any more`)];
}

/** Properties of a type, the outermost of their paths, that a rule reads. */
function readBy(rule: string, type: string): string[] {
  return Object.entries(READS[type] ?? {}).flatMap(([path, rules]) => (rules.includes(rule) ? (path.split(/[.[]/)[0] ?? []) : []));
}

function holdsUnknown(value: unknown): boolean {
  return isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));
}

function nameOf({ rule, urn }: Exemption, { exemptions }: PackFacts): string {
  return `${exemptions.source} has an exemption from ${rule} for ${urn} that cannot stay: it`;
}

function idOf({ rule, urn }: Exemption): string {
  return `${rule}@${urn}`;
}

function finding(id: string, message: string): Finding {
  return { id, message };
}
