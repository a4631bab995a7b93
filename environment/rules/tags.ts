import type { Settings } from "../schema";
import type { Finding } from "./finding";

/** Budgets, policies and access rules read these; components set them on every resource. */
const STANDARD_TAGS = ["Project", "Environment", "Component", "Service", "CostLine", "DataClass", "Name"];

export function tagRules(tags: Settings["tags"]): Finding[] {
  return STANDARD_TAGS.filter((key) => Object.hasOwn(tags, key)).map((key) => ({
    setting: key,
    sentence: "is a tag that the components set themselves; remove it.",
  }));
}
