import { auditProblems } from "../../components/audit/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function auditTrailRules(auditTrail: Settings["auditTrail"], { common, settings }: RuleContext): Finding[] {
  const nowhere = auditTrail.replicate && settings.recovery !== undefined && settings.recovery.region === undefined;
  return [
    ...fromComponent(auditProblems({ ...common, ...auditTrail })),
    ...(nowhere ? [{ setting: "replicate", sentence: "needs kianax:recovery.region: name the Region to copy to, or set it to false." }] : []),
  ];
}
