import { databaseProblems } from "../../components/database/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function databaseRules(database: Settings["database"], { common }: RuleContext): Finding[] {
  return fromComponent(databaseProblems({ ...common, ...database }));
}
