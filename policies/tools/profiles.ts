import { enforcementOf, settingsOf, type Profile, type Rule } from "../kernel";

/** What `--policy-pack-config` of a profile holds: every rule by name, so that none stands at a level by accident. */
export function profileConfig(rules: readonly Rule[], profile: Profile): Record<string, unknown> {
  return Object.fromEntries(
    rules.map((rule) => [rule.name, { enforcementLevel: enforcementOf(rule.levels[profile]), ...settingsOf(rule.settings, profile) }]),
  );
}

export function profileText(rules: readonly Rule[], profile: Profile): string {
  return `${JSON.stringify(profileConfig(rules, profile), null, 2)}\n`;
}
