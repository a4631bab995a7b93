import type { Level, ProfileFile, Rule } from "../kernel";

/** How a rule stands in a profile. */
export function levelIn({ levels, guardsDeletion, checkPack }: Rule, profile: ProfileFile): Level {
  switch (profile) {
    case "strict":
      // What only tells of something stays a word of advice.
      return checkPack === undefined && levels.production !== "off" ? "mandatory" : levels.production;
    case "decommission":
      return guardsDeletion === true && levels.production === "mandatory" ? "advisory" : levels.production;
    default:
      return levels[profile];
  }
}
