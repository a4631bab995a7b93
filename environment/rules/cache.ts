import { cacheSettingsProblems } from "../../components/cache/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function cacheRules(cache: Settings["cache"], { common }: RuleContext): Finding[] {
  return fromComponent(cacheSettingsProblems({ ...common, ...cache }));
}
