/** What the pack says of a stack, ready to be printed in any form. */
import type { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { shortUrn } from "../plan";
import type { Violation } from "../policies/analyzer";

/** A first preview, in which ids and ARNs are unknown; or the stack as deployed, in which they are known. */
export type Moment = "preview" | "deployed";

export interface GateRule {
  readonly name: string;
  readonly description: string;
  readonly remediation: string;
  readonly severity: "low" | "medium" | "high" | "critical" | "unspecified";
  readonly tags: readonly string[];
}

export interface GateFinding {
  readonly rule: string;
  readonly level: Violation["level"];
  readonly urn: string;
  /** `type::name`, or "the stack". */
  readonly resource: string;
  /** One sentence or two: what is wrong, and the way out. */
  readonly message: string;
  readonly moments: readonly Moment[];
}

export interface Verdict {
  readonly stack: string;
  readonly profile: string;
  readonly rules: readonly GateRule[];
  readonly findings: readonly GateFinding[];
  /** Resources that were looked at. */
  readonly resources: number;
}

const SEVERITIES = ["unspecified", "low", "medium", "high", "critical"] as const;

export function rulesOf(info: AnalyzerInfo.AsObject): GateRule[] {
  return info.policiesList.map(({ name, description, remediationSteps, severity, tagsList }) => ({
    name,
    description,
    remediation: remediationSteps,
    severity: SEVERITIES[severity] ?? "unspecified",
    tags: tagsList,
  }));
}

/** Findings of both moments, each once. */
export function findingsOf(violations: Readonly<Record<Moment, readonly Violation[]>>): GateFinding[] {
  const found = new Map<string, GateFinding>();
  for (const moment of ["preview", "deployed"] as const) {
    for (const { rule, level, urn, message } of violations[moment]) {
      // The engine's message is the rule's title, a line break, and the sentence.
      const sentence = message.split("\n").slice(1).join(" ") || message;
      const key = JSON.stringify([rule, urn, sentence]);
      const known = found.get(key);
      found.set(key, known ? { ...known, moments: [...new Set([...known.moments, moment])] } : { rule, level, urn, resource: urn === "" ? "the stack" : shortUrn(urn), message: sentence, moments: [moment] });
    }
  }
  return [...found.values()].sort((a, b) => a.level.localeCompare(b.level) * -1 || a.rule.localeCompare(b.rule) || a.urn.localeCompare(b.urn));
}

/** A policy that Pulumi could not run has proven nothing, whatever level Pulumi gives it. */
export function isRefusal({ level, message }: GateFinding): boolean {
  return level === "mandatory" || /can't run policy/.test(message);
}
