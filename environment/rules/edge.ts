import { edgeProblems } from "../../components/edge/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function edgeRules(edge: Settings["edge"], { common }: RuleContext): Finding[] {
  return fromComponent(edgeProblems({ ...common, ...edge }));
}
