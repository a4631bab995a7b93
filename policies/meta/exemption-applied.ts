import { daysLeft, on, packRule, type Findings } from "../kernel";

export const exemptionApplied = packRule({
  name: "exemption-applied",
  title: "Every exemption at work is shown with its reason and the days it has left.",
  why: "What is let through in silence is forgotten.",
  severity: "low",
  levels: { production: "advisory", development: "advisory" },
  controls: { soc2: ["CC3.4"] },
  remediation: "Nothing has to be done until the day it ends; then mend the finding, or have it reviewed again.",
  examples: {
    compliant: "A plan without exemptions.",
    violating: "A plan with a finding that an exemption covers: it is told, and lets the plan through.",
  },
  check: ({ applied, today }, stack) => {
    const members = new Map(stack.all().map((each) => [each.urn, each]));
    return applied.map(({ exemption, urn, finding }): Findings => {
      const subject = members.get(urn);
      const left = daysLeft(exemption, today);
      return subject && on(subject, `${exemption.rule}:${finding}`, `is exempt from ${exemption.rule} for ${left} more days (${exemption.ticket}, ${exemption.approvedBy}): ${exemption.reason.replace(/\.$/, "")}`);
    });
  },
});
