/** The catalogue of the rules, for people: docs/policies.md. */
import type { Controls, Level, Rule } from "../kernel";
import { levelIn } from "../profiles/levels";
import { themes } from "./themes";

export const FRAMEWORKS: Readonly<Record<keyof Controls, string>> = {
  checkov: "checkov",
  fsbp: "FSBP",
  cis: "CIS AWS 5.0",
  eksCis: "CIS EKS 1.8",
  pci: "PCI DSS 4.0",
  soc2: "SOC 2",
  gdpr: "GDPR",
};

const TITLES: Readonly<Record<string, string>> = {
  audit: "Audit trail and logs",
  cluster: "Kubernetes cluster (EKS)",
  data: "Databases and caches",
  edge: "Load balancer, firewall, certificates",
  encryption: "Encryption",
  identity: "Identity and rights",
  images: "Images",
  keys: "Keys and secrets",
  kubernetes: "Kubernetes objects",
  meta: "Every resource, and the pack itself",
  "multi-az": "Multi-AZ",
  network: "Network",
  private: "Privacy of networks",
  storage: "Object storage",
};

const LEVEL: Readonly<Record<Level, string>> = { mandatory: "refuses", advisory: "advises", off: "off" };

export function catalogueText(): string {
  const groups = [...themes()];
  const count = groups.reduce((sum, [, rules]) => sum + rules.length, 0);
  const lines = [
    "# Policy catalogue",
    "",
    "Written by `npx ts-node -T policies/tools/generate-docs.ts` from the rules themselves; a test compares. How the pack decides, and how a rule is",
    "written and tested: [policies/README.md](../policies/README.md). Which controls the rules evidence: [compliance.md](compliance.md).",
    "",
    `${count} rules. A violation that **refuses** stops the deployment before anything is made; one that **advises** is shown. What a stack may keep in`,
    "spite of a rule, for a while, stands in `policies/exemptions.json` with reason, owner and last day.",
    "",
    ...groups.flatMap(([theme, rules]) => [`## ${titleOf(theme)}`, "", ...tableOf(rules), "", ...rules.flatMap((rule) => sectionOf(rule, theme))]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function titleOf(theme: string): string {
  return TITLES[theme] ?? theme;
}

function tableOf(rules: readonly Rule[]): string[] {
  return [
    "| rule | severity | production | development | other teams (strict) |",
    "|---|---|---|---|---|",
    ...rules.map((rule) => `| [${rule.name}](#${rule.name}) | ${rule.severity} | ${LEVEL[levelIn(rule, "production")]} | ${LEVEL[levelIn(rule, "development")]} | ${LEVEL[levelIn(rule, "strict")]} |`),
  ];
}

function sectionOf(rule: Rule, theme: string): string[] {
  const settings = Object.entries(rule.settings).map(([name, { schema, profiles }]) => `- setting \`${name}\` (${schema.description ?? ""}): production ${shown(profiles.production)}, development ${shown(profiles.development)}`);
  const controls = Object.entries(rule.controls).map(([framework, ids]) => `${FRAMEWORKS[framework as keyof Controls]} ${ids.join(", ")}`);
  return [
    `### ${rule.name}`,
    `${rule.title} ${rule.why}`,
    "",
    `- way out: ${rule.remediation}`,
    ...settings,
    ...(controls.length > 0 ? [`- controls: ${controls.join("; ")}`] : []),
    ...(rule.guardsDeletion ? ["- guards against deletion: the profile `decommission` only advises it"] : []),
    `- source: [${theme}/${rule.name}.ts](../policies/${theme}/${rule.name}.ts)`,
    "",
    ...(rule.examples ? ["```ts", "// compliant", rule.examples.compliant, "// refused", rule.examples.violating, "```", ""] : []),
  ];
}

function shown(value: unknown): string {
  return Array.isArray(value) ? (value.length === 0 ? "none" : value.join(", ")) : String(value);
}
