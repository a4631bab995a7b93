import type { EnforcementLevel, PolicyConfigSchema } from "@pulumi/policy";

/** The profiles of which every rule says how it stands in them. */
export const PROFILES = ["production", "development"] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * The profiles that there is a file for. `strict` is for other teams: every rule mandatory, and no Region of ours.
 * `decommission` is production, in which guards against deletion advise: to delete a stack on purpose.
 */
export const PROFILE_FILES = [...PROFILES, "strict", "decommission"] as const;
export type ProfileFile = (typeof PROFILE_FILES)[number];

const PRODUCTION = /(^|[-_.])(prod(uction)?|recovery)\d*([-_.]|$)/i;

/** Whether a stack is one of production by its name, or production brought back after a disaster. */
export function isProduction(stack: string): boolean {
  return PRODUCTION.test(stack);
}

/** How a rule stands in a profile: it refuses the plan, it advises, or it is not asked. */
export type Level = "mandatory" | "advisory" | "off";

export function enforcementOf(level: Level): EnforcementLevel {
  return level === "off" ? "disabled" : level;
}

/** A number or choice of a rule that differs between profiles. Without configuration the production value holds. */
export interface Setting<T> {
  readonly schema: PolicyConfigSchema["properties"][string];
  readonly profiles: Readonly<Record<Profile, T>>;
  /** In the profile of other teams. @default production's */
  readonly elsewhere?: T;
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

/** A list of texts, each of which is there for a reason; no configuration can leave it out where `minimum` is above 0. */
export function texts(description: string, minimum: number, profiles: Record<Profile, readonly string[]>, elsewhere?: readonly string[]): Setting<readonly string[]> {
  return { ...(elsewhere && { elsewhere }), schema: { type: "array", description, items: { type: "string", minLength: 1 }, minItems: minimum, uniqueItems: true, default: profiles.production as string[] }, profiles };
}

/** One of several words. */
export function choice<T extends string>(description: string, among: readonly T[], profiles: Record<Profile, T>): Setting<T> {
  return { schema: { type: "string", description, enum: [...among], default: profiles.production }, profiles };
}

export function settingsOf(settings: Settings, profile: ProfileFile): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, settingIn(setting, profile)]));
}

function settingIn({ profiles, elsewhere }: Setting<unknown>, profile: ProfileFile): unknown {
  return profile === "strict" ? (elsewhere ?? profiles.production) : profiles[profile === "decommission" ? "production" : profile];
}
