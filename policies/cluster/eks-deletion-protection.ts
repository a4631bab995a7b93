import { resourceRule } from "../kernel";
import { eks } from "../tokens";

export const eksDeletionProtection = resourceRule({
  name: "eks-deletion-protection",
  title: "EKS refuses to delete the cluster.",
  why: "The protection of Pulumi ends where Pulumi is gone around: in the console, in a script, or by a slip in another stack.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation: "Set deletionProtection: true, and lift it in a deployment of its own before the cluster is to go.",
  examples: {
    compliant: 'new aws.eks.Cluster("main", { deletionProtection: true, … });',
    violating: 'new aws.eks.Cluster("main", { … });',
  },
  guardsDeletion: true,
  types: [eks.cluster],
  check: (cluster) => cluster.value("deletionProtection").must.equal(true),
});
