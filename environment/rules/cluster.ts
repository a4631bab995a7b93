import { clusterProblems } from "../../components/cluster/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function clusterRules(cluster: Settings["cluster"], { today }: RuleContext): Finding[] {
  // The component wants ARNs; which account completes a role is known at deployment, and no matter here.
  const administrators = Object.entries(cluster.administrators).map(([name, principal]) => [
    name,
    principal.startsWith("arn:") ? principal : `arn:aws:iam::000000000000:${principal}`,
  ]);
  return fromComponent(clusterProblems({ ...cluster, administrators: Object.fromEntries(administrators) }, today));
}
