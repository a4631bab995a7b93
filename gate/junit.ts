/** JUnit's XML, as pipelines read it: a suite for each stack, a case for each rule. */
import { isRefusal, type GateFinding, type Verdict } from "./verdict";

export function junitOf(verdicts: readonly Verdict[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${verdicts.map(suiteOf).join("")}</testsuites>\n`;
}

function suiteOf({ stack, profile, rules, findings }: Verdict): string {
  const refusals = findings.filter(isRefusal);
  const failed = new Set(refusals.map(({ rule }) => rule));
  const cases = rules.map(({ name }) => caseOf(name, stack, findings.filter(({ rule }) => rule === name)));
  return `  <testsuite name="${xml(`policies of ${stack} (${profile})`)}" tests="${rules.length}" failures="${failed.size}">\n${cases.join("")}  </testsuite>\n`;
}

function caseOf(rule: string, stack: string, findings: readonly GateFinding[]): string {
  const refused = findings.filter(isRefusal);
  const advised = findings.filter((finding) => !isRefusal(finding));
  const failure = refused.length === 0 ? "" : `      <failure message="${xml(`${refused.length} ${refused.length === 1 ? "violation" : "violations"}`)}">${xml(refused.map(({ message }) => message).join("\n"))}</failure>\n`;
  const advice = advised.length === 0 ? "" : `      <system-out>${xml(advised.map(({ message }) => message).join("\n"))}</system-out>\n`;
  return `    <testcase name="${xml(rule)}" classname="${xml(`policies.${stack}`)}">\n${failure}${advice}    </testcase>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no place for control characters, escaped or not: https://www.w3.org/TR/xml/#charsets */
function xml(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
   .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
