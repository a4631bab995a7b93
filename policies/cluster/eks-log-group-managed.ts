import { on, stackRule, type Findings, type Stack, type StackResource } from "../kernel";
import { eks, logGroup } from "../tokens";

/** Retention and key of the group are those of every log group: log-group-retention-cmk. */
export const eksLogGroupManaged = stackRule({
  name: "eks-log-group-managed",
  title: "The log group of the control plane is made before EKS makes it.",
  why: "EKS makes a missing group itself: without a key of this account, never to expire, and out of sight of every rule on log groups.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { eksCis: ["2.1.2"], pci: ["10.5.1"], gdpr: ["5(1)(e)"] },
  remediation: "Give the cluster a literal name, and add a LogGroup named /aws/eks/<name>/cluster on which the cluster depends.",
  examples: {
    compliant: 'const logs = new aws.cloudwatch.LogGroup("control-plane", { name: "/aws/eks/main/cluster", retentionInDays: 365, kmsKeyId });\nnew aws.eks.Cluster("main", { name: "main", … }, { dependsOn: logs });',
    violating: 'new aws.eks.Cluster("main", { name: "main", enabledClusterLogTypes: ["audit"], … });   // and no log group',
  },
  check: (stack) => stack.ofType(eks.cluster).map((cluster) => checkCluster(stack, cluster)),
});

function checkCluster(stack: Stack, cluster: StackResource): Findings {
  const name = cluster.value("name");
  if (name.text === undefined) {
    return on(cluster, "name", `name is ${name.present ? "known only after deployment" : "not set"}, so no log group can be made before EKS makes it`);
  }
  const wanted = `/aws/eks/${name.text}/cluster`;
  return stack.ofType(logGroup).some((group) => group.value("name").is(wanted)) ? undefined : on(cluster, "logGroup", `has no LogGroup named ${wanted} in this stack`);
}
