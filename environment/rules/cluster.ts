import type { Settings } from "../schema";
import type { Finding, RuleContext } from "./finding";

export function clusterRules(cluster: Settings["cluster"], _context: RuleContext): Finding[] {
  const groups = Object.entries(cluster.nodeGroups);
  const findings = groups.flatMap(([name, group]) => sizeRules(`nodeGroups.${name}`, group));
  if (groups.length === 0) {
    findings.push({ setting: "nodeGroups", sentence: "must have at least one node group." });
  }
  if (Object.keys(cluster.administrators).length === 0) {
    findings.push({
      setting: "administrators",
      sentence: "must name at least one IAM role or user, such as platform: role/platform; without it nobody could enter the cluster.",
    });
  }
  return findings;
}

function sizeRules(path: string, { minSize, maxSize, desiredSize }: Settings["cluster"]["nodeGroups"][string]): Finding[] {
  if (minSize > maxSize) {
    return [{ setting: `${path}.minSize`, sentence: `is ${minSize}, above maxSize (${maxSize}); it must be at most that.` }];
  }
  return desiredSize >= minSize && desiredSize <= maxSize
    ? []
    : [{ setting: `${path}.desiredSize`, sentence: `is ${desiredSize}; it must lie between minSize (${minSize}) and maxSize (${maxSize}).` }];
}
