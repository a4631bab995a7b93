import { choice, isProduction, packRule, PROFILE_FILES, type PackFacts, type Stack } from "../kernel";

export const productionProfileNotWeakened = packRule({
  name: "production-profile-not-weakened",
  title: "A stack of production is held to production's profile, with every mandatory rule on.",
  why: "The profile is a file beside the command, and one wrong flag would hold production to development's levels.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC8.1"] },
  remediation: "Run the pack with profiles/production.json, or with no configuration at all; findings that have to stay go into the file of exemptions.",
  examples: {
    compliant: "pulumi up --stack production --policy-pack policies",
    violating: "pulumi up --stack production --policy-pack policies --policy-pack-config policies/profiles/development.json",
  },
  settings: { profile: choice("Name of the profile that this configuration is", PROFILE_FILES, { production: "production", development: "development" }) },
  check: (pack, stack, { profile }) => {
    if (!isProduction(stack.name ?? "")) {
      return undefined;
    }
    const held = profile !== "development" ? [] : [{ id: "profile", message: `${stack.name} is held to the profile ${profile}` }];
    return [...held, ...silent(pack, stack).map((rule) => ({ id: rule, message: `${rule} is switched off by the configuration` }))];
  },
});

/** Mandatory rules that the engine would have asked, had they not been switched off. */
function silent({ rules, ran }: PackFacts, stack: Stack): string[] {
  const types = new Set(stack.all().map(({ type }) => type));
  return rules
    .filter(({ levels, checkStack, checkPack, types: own }) => levels.production === "mandatory" && (checkStack !== undefined || checkPack !== undefined || own.some((type) => types.has(type))))
    .filter(({ name }) => !ran.has(name))
    .map(({ name }) => name);
}
