/** Where a profile asks less of a stack of production than the rules do: the pack that runs sees only each rule's own configuration. */
import { isProduction, type ProfileFile, type Rule } from "../kernel";
import { productionProfileNotWeakened } from "../meta/production-profile-not-weakened";
import { levelIn } from "./levels";

/** Stands for every rule whose own entry names no level: https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/ */
export const EVERY_RULE = "all";

/** One sentence for each entry that lowers what production makes mandatory; none for other stacks. The profile decommission may advise what guards deletion. */
export function weakened(content: Readonly<Record<string, unknown>>, rules: readonly Rule[], stack: string): string[] {
  if (!isProduction(stack)) {
    return [];
  }
  const profile: ProfileFile = settingOf(content[productionProfileNotWeakened.name], "profile") === "decommission" ? "decommission" : "production";
  const lowered = rules.flatMap((rule) => {
    const entry = levelOf(content[rule.name]) === undefined ? EVERY_RULE : rule.name;
    const level = levelOf(content[entry]) ?? "mandatory";
    const isAllowed = level === "mandatory" || levelIn(rule, "production") !== "mandatory" || level === levelIn(rule, profile);
    return isAllowed ? [] : [`${entry} is at the level ${JSON.stringify(level)}, and ${stack} is a stack of production, where ${entry === EVERY_RULE ? "rules stay" : "it stays"} mandatory.`];
  });
  return [...new Set(lowered)];
}

function levelOf(entry: unknown): unknown {
  return typeof entry === "string" ? entry : settingOf(entry, "enforcementLevel");
}

function settingOf(entry: unknown, key: string): unknown {
  return typeof entry === "object" && entry !== null ? (entry as Record<string, unknown>)[key] : undefined;
}
