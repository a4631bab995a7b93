import { enforcementOf, settingsOf, type ProfileFile, type Rule } from "../kernel";
import { levelIn } from "../profiles/levels";

/** What `--policy-pack-config` of a profile holds: every rule by name, so that none stands at a level by accident. */
export function profileConfig(rules: readonly Rule[], profile: ProfileFile): Record<string, unknown> {
  return Object.fromEntries(
    rules.map((rule) => {
      const settings = settingsOf(rule.settings, profile);
      // The guard of the profile knows it by this name.
      const named = "profile" in settings ? { ...settings, profile } : settings;
      return [rule.name, { enforcementLevel: enforcementOf(levelIn(rule, profile)), ...named }];
    }),
  );
}

export function profileText(rules: readonly Rule[], profile: ProfileFile): string {
  return `${JSON.stringify(profileConfig(rules, profile), null, 2)}\n`;
}
