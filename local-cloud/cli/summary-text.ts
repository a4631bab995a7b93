/** The last lines of a command, at most 100 columns wide. */
import type { Summary } from "./summary";

export interface Outcome extends Summary {
  readonly operation: string;
  readonly stack: string;
  readonly code: number;
  /** What stands before a command's name. */
  readonly npm?: string;
}

export function printSummary(outcome: Outcome, say: (line: string) => void): void {
  for (const line of summaryLines(outcome)) {
    say(line);
  }
}

export function summaryLines(outcome: Outcome): string[] {
  const { operation, stack, code, resourcesByKind, findings, policyPacks, notices } = outcome;
  const lines = [`${operation} of ${stack} on the local cloud: ${code === 0 ? "done" : `failed (exit code ${code})`}`];
  const total = [...resourcesByKind.values()].reduce((sum, count) => sum + count, 0);
  if (total > 0 && operation !== "destroy") {
    lines.push(`  resources  ${total}`, ...columns(resourcesByKind).map((row) => `             ${row}`));
  }
  if (operation === "up" || operation === "preview") {
    lines.push(`  policies   ${verdict(findings, policyPacks)}`);
    lines.push(...refusals(findings).map((row) => `             ${row}`));
  }
  lines.push(...notices.flatMap(({ severity, message }) => wrapped(severity === "warning" ? `warning: ${message}` : message)).map((row, index) => `  ${index === 0 ? "notices" : "       "}    ${row}`));
  lines.push(...next(outcome).map((row, index) => `  ${index === 0 ? "next" : "    "}       ${row}`));
  return lines;
}

function verdict(findings: Outcome["findings"], packs: readonly string[]): string {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const advisory = findings.length - mandatory;
  const pack = packs.length > 0 ? ` (${packs.join(", ")})` : "";
  return mandatory + advisory === 0 ? `no violation${pack}` : `${mandatory} mandatory and ${advisory} advisory violations${pack}`;
}

function refusals(findings: Outcome["findings"]): string[] {
  const names = findings.filter(({ level }) => level === "mandatory").map(({ policy, urn }) => `${policy}: ${urn.split("::").at(-1) ?? ""}`);
  return [...new Set(names)];
}

/** A sentence over as many lines as it takes. */
function wrapped(text: string): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const row = rows.at(-1);
    if (row === undefined || row.length + 1 + word.length > 80) {
      rows.push(word);
    } else {
      rows[rows.length - 1] = `${row} ${word}`;
    }
  }
  return rows;
}

/** Kinds side by side, as many as 80 columns hold. */
function columns(counts: ReadonlyMap<string, number>): string[] {
  const cells = [...counts].map(([kind, count]) => `${kind} ${count}`);
  const width = Math.max(...cells.map((cell) => cell.length)) + 3;
  const perRow = Math.max(1, Math.floor(80 / width));
  const rows: string[] = [];
  for (let start = 0; start < cells.length; start += perRow) {
    rows.push(cells.slice(start, start + perRow).map((cell) => cell.padEnd(width)).join("").trimEnd());
  }
  return rows;
}

function next({ operation, stack, code, findings, npm = "npm run " }: Outcome): string[] {
  const command = (name: string): string => {
    const flag = stack === "production" ? "" : ` --stack ${stack}`;
    return `${npm}${name}${flag !== "" && !npm.endsWith("-- ") ? ` --${flag}` : flag}`;
  };
  if (code !== 0) {
    return findings.some(({ level }) => level === "mandatory")
      ? ["mend what the policies name, then run the command again; docs in policies/README.md"]
      : ["read the message above; the same command goes on from where this one stopped"];
  }
  switch (operation) {
    case "up":
      // Any other Pulumi command goes to the platform's own stacks.
      return [command("outputs"), command("preview"), ...(npm.endsWith("-- ") ? [] : [`npm run local -- stack --stack ${stack} --show-urns`])];
    case "preview":
      return [command("up")];
    default:
      return [command("preview")];
  }
}
