/** Findings for people, at most 100 columns wide where words allow it. */
import { isRefusal, type Verdict } from "./verdict";

const WIDTH = 96;

export function tableOf({ stack, profile, rules, findings, resources }: Verdict): string {
  const refused = findings.filter(isRefusal).length;
  const lines = findings.flatMap((finding) => {
    const severity = rules.find(({ name }) => name === finding.rule)?.severity ?? "";
    const when = finding.moments.length === 1 && finding.moments[0] === "deployed" ? ", seen once ARNs are known" : "";
    return [`${isRefusal(finding) ? "refused" : "advised"}  ${finding.rule} (${severity}${when})`, `         ${finding.resource}`, ...wrapped(finding.message).map((row) => `         ${row}`), ""];
  });
  const verdict = `${stack}, profile ${profile}: ${rules.length} rules on ${resources} resources, ${refused} mandatory and ${findings.length - refused} advisory violations`;
  return [...lines, verdict].join("\n");
}

function wrapped(text: string): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const row = rows.at(-1);
    if (row === undefined || row.length + 1 + word.length > WIDTH) {
      rows.push(word);
    } else {
      rows[rows.length - 1] = `${row} ${word}`;
    }
  }
  return rows;
}
