import { budgetProblems } from "../../components/budget/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding } from "./finding";

export function budgetRules(budget: Settings["budget"]): Finding[] {
  return fromComponent(budgetProblems(budget));
}
