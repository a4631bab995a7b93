/** SARIF 2.1.0, as code scanning of a repository reads it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import type { Log, ReportingDescriptor, Result } from "sarif";
import { isRefusal, type GateFinding, type GateRule, type Verdict } from "./verdict";

/** Code scanning takes no more of a rule: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const MOST_TAGS = 20;

/** Code scanning sorts by it: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SCORES: Readonly<Record<GateRule["severity"], string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0", unspecified: "0.0" };

export function sarifOf(verdicts: readonly Verdict[]): string {
  const rules = verdicts[0]?.rules ?? [];
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "kianax-policies", rules: rules.map(ruleOf) } }, results: verdicts.flatMap((verdict) => resultsOf(verdict, rules)) }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ name, description, remediation, severity, tags }: GateRule): ReportingDescriptor {
  return {
    id: name,
    shortDescription: { text: description },
    help: { text: remediation },
    properties: { "security-severity": SCORES[severity], tags: ["security", ...tags].slice(0, MOST_TAGS) },
  };
}

function resultsOf({ stack, findings }: Verdict, rules: readonly GateRule[]): Result[] {
  return findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ name }) => name === finding.rule),
    level: isRefusal(finding) ? "error" : "warning",
    message: { text: finding.message },
    locations: [
      {
        // A plan has no lines; the stack's file is what a reviewer of it opens.
        physicalLocation: { artifactLocation: { uri: `Pulumi.${stack}.yaml` }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: finding.urn, name: finding.resource, kind: "resource" }],
      },
    ],
    partialFingerprints: { "finding/v1": fingerprintOf(stack, finding) },
  }));
}

/** Stays while a finding does, whatever the values in its sentence; the sentence ends with `[rule:id]`. */
function fingerprintOf(stack: string, { rule, resource, message }: GateFinding): string {
  const [, id = ""] = /\[([^\]]*(?:\[[^\]]*\][^\]]*)*)\]$/.exec(message) ?? [];
  return `${stack}/${resource}/${id || rule}`;
}
