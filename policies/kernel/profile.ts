import type { EnforcementLevel, PolicyConfigSchema } from "@pulumi/policy";

/** The pack's profiles, one per stack. */
export const PROFILES = ["production", "development"] as const;
export type Profile = (typeof PROFILES)[number];

/** How a rule stands in a profile: it refuses the plan, it advises, or it is not asked. */
export type Level = "mandatory" | "advisory" | "off";

export function enforcementOf(level: Level): EnforcementLevel {
  return level === "off" ? "disabled" : level;
}

/** A number or choice of a rule that differs between profiles. Without configuration the production value holds. */
export interface Setting<T> {
  readonly schema: PolicyConfigSchema["properties"][string];
  readonly profiles: Readonly<Record<Profile, T>>;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type SettingValues<S extends Settings> = { readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

/** A whole number that no configuration can put below `minimum`. */
export function count(description: string, minimum: number, profiles: Record<Profile, number>): Setting<number> {
  return { schema: { type: "integer", description, minimum, default: profiles.production }, profiles };
}

export function flag(description: string, profiles: Record<Profile, boolean>): Setting<boolean> {
  return { schema: { type: "boolean", description, default: profiles.production }, profiles };
}

export function settingsOf(settings: Settings, profile: Profile): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.profiles[profile]]));
}
