import type { Settings } from "../schema";
import type { Finding } from "./index";
import { dailyWindow, weeklyWindow, windowsOverlap } from "./windows";

export function cacheRules({ shards, replicasPerShard, multiAz, snapshotWindow, maintenanceWindow }: Settings["cache"]): Finding[] {
  const findings: Finding[] = [];
  if (multiAz && replicasPerShard === 0) {
    findings.push({ setting: "multiAz", sentence: "is true, which needs a replica to take over: set replicasPerShard to 1 or more." });
  }
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html
  const nodes = shards * (replicasPerShard + 1);
  if (nodes > 90) {
    findings.push({ setting: "shards", sentence: `makes ${nodes} nodes (${shards} shards with ${replicasPerShard} replicas each), and AWS allows 90 in a cluster.` });
  }
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
  if (dailyWindow(snapshotWindow).minutes < 60) {
    findings.push({ setting: "snapshotWindow", sentence: `must be at least 60 minutes long, not ${snapshotWindow}.` });
  }
  if (weeklyWindow(maintenanceWindow).minutes < 60) {
    findings.push({ setting: "maintenanceWindow", sentence: `must be at least 60 minutes long, not ${maintenanceWindow}.` });
  }
  if (windowsOverlap(dailyWindow(snapshotWindow), weeklyWindow(maintenanceWindow))) {
    findings.push({ setting: "snapshotWindow", sentence: `is ${snapshotWindow}, which overlaps maintenanceWindow (${maintenanceWindow}); move one of them.` });
  }
  return findings;
}
