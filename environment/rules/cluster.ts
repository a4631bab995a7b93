import { clusterProblems } from "../../components/cluster/validation";
import type { Settings } from "../schema";
import { zonesOf } from "../zones";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function clusterRules(cluster: Settings["cluster"], { today, region, settings }: RuleContext): Finding[] {
  const administrators = Object.fromEntries(Object.entries(cluster.administrators).map(([name, principal]) => [name, arnOf(principal)]));
  const { admin, developer, readOnly } = cluster.people;
  const people = { admin: admin.map(arnOf), developer: developer.map(arnOf), readOnly: readOnly.map(arnOf) };
  return fromComponent(clusterProblems({ ...cluster, administrators, people, network: { zones: zonesOf(settings.network ?? {}, region) } }, today));
}

/** The component wants ARNs; which account completes a principal is known at deployment, and no matter here. */
function arnOf(principal: string): string {
  return principal.startsWith("arn:") ? principal : `arn:aws:iam::000000000000:${principal}`;
}
