/** Which rules evidence which control: docs/compliance.md. */
import type { Controls } from "../kernel";
import { rules } from "../rules";
import { FRAMEWORKS } from "./catalogue";
import { ORGANISATIONAL, type Audited } from "./organisational";

const REFERENCES: Readonly<Record<Audited, string>> = {
  pci: "PCI DSS 4.0, requirements by their numbers",
  soc2: "SOC 2, trust services criteria of 2017 with the points of focus of 2022",
  gdpr: "GDPR (Regulation (EU) 2016/679), articles",
  cis: "CIS Amazon Web Services Foundations Benchmark 5.0",
  eksCis: "CIS Amazon EKS Benchmark 1.8",
};

export function matrixText(): string {
  const lines = [
    "# Compliance matrix",
    "",
    "Written by `npx ts-node -T policies/tools/generate-docs.ts` from the rules themselves; a test compares. A rule evidences that a plan keeps to its part of",
    "a control, before anything is made; it is no audit, and what stays with the organisation is said below each table. Rules: [policies.md](policies.md).",
    "",
    ...(Object.keys(ORGANISATIONAL) as Audited[]).flatMap(frameworkOf),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function frameworkOf(framework: Audited): string[] {
  const byControl = new Map<string, string[]>();
  for (const { name, controls } of rules) {
    for (const id of controls[framework satisfies keyof Controls] ?? []) {
      byControl.set(id, [...(byControl.get(id) ?? []), name]);
    }
  }
  const rows = [...byControl].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  return [
    `## ${FRAMEWORKS[framework]}`,
    `${REFERENCES[framework]}.`,
    "",
    "| control | evidenced by |",
    "|---|---|",
    ...rows.map(([id, names]) => `| ${id} | ${names.sort().map((name) => `[${name}](policies.md#${name})`).join(", ")} |`),
    "",
    "Stays organisational:",
    "",
    ...ORGANISATIONAL[framework].map((point) => `- ${point}`),
    "",
  ];
}
