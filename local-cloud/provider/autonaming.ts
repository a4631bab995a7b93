/**
 * Physical names for resources that were given none, the way the Pulumi AWS provider makes them: the logical name, a
 * dash and seven hexadecimal digits of the seed that the engine keeps for the resource.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
import { createHash } from "node:crypto";
import type { Properties } from "./values";

interface NameRule {
  readonly property: string;
  readonly maxLength: number;
}

/** Types whose name goes by another property, or is short. */
const SPECIAL: Readonly<Record<string, NameRule | null>> = {
  "aws:rds/instance:Instance": { property: "identifier", maxLength: 63 },
  "aws:rds/cluster:Cluster": { property: "clusterIdentifier", maxLength: 63 },
  "aws:elasticache/replicationGroup:ReplicationGroup": { property: "replicationGroupId", maxLength: 40 },
  "aws:elasticache/cluster:Cluster": { property: "clusterId", maxLength: 50 },
  "aws:s3/bucket:Bucket": { property: "bucket", maxLength: 63 },
  "aws:lb/loadBalancer:LoadBalancer": { property: "name", maxLength: 32 },
  "aws:lb/targetGroup:TargetGroup": { property: "name", maxLength: 32 },
  "aws:iam/role:Role": { property: "name", maxLength: 64 },
  "aws:eks/nodeGroup:NodeGroup": { property: "nodeGroupName", maxLength: 63 },
};

/** Properties that count as the physical name of a resource. */
export function nameRule(type: string, inputs: readonly string[]): NameRule | undefined {
  const special = SPECIAL[type];
  if (special !== undefined) {
    return special ?? undefined;
  }
  return type.startsWith("aws:") && inputs.includes("name") ? { property: "name", maxLength: 255 } : undefined;
}

/** The inputs with a physical name: the one given, the one it had, or a new one. */
export function withPhysicalName(
  rule: NameRule | undefined,
  logicalName: string,
  seed: Uint8Array,
  inputs: Properties,
  olds: Properties,
  hasPrefix: boolean,
): Properties {
  if (rule === undefined || hasPrefix || (inputs[rule.property] ?? null) !== null) {
    return inputs;
  }
  const kept = olds[rule.property];
  if (typeof kept === "string" && kept !== "") {
    return { ...inputs, [rule.property]: kept };
  }
  const digits = createHash("sha256").update(seed).update(logicalName).digest("hex").slice(0, 7);
  return { ...inputs, [rule.property]: `${logicalName.slice(0, rule.maxLength - 8)}-${digits}` };
}
