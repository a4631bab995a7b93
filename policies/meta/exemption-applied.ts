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
    const found = applied.flatMap((each) => {
      const subject = members.get(each.urn);
      return subject === undefined ? [] : [{ ...each, subject }];
    });
    return [...new Set(found.map(({ exemption }) => exemption))].map((exemption): Findings => {
      const covered = found.filter((each) => each.exemption === exemption);
      const [first, ...others] = covered;
      const reason = exemption.reason.replace(/\.$/, "");
      const more = others.length === 0 ? "" : `, with ${others.length === 1 ? "another finding" : `${others.length} other findings`},`;
      return first && on(first.subject, `${exemption.rule}:${first.finding}`, `is exempt${more} from ${exemption.rule} for ${daysLeft(exemption, today)} more days (${exemption.ticket}, ${exemption.approvedBy}): ${reason}`);
    });
  },
});
