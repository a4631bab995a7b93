import { mustBePrivate } from "../graph";
import { stackRule } from "../kernel";
import { eks } from "../tokens";

export const eksNodesPrivate = stackRule({
  name: "eks-nodes-private",
  title: "Nodes and the control plane's interfaces live in private subnets.",
  why: "A node that the internet can reach exposes its kubelet and every host port; load balancers are the only way in.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { eksCis: ["5.4.3"], pci: ["1.4.4"], gdpr: ["25"] },
  remediation: "Use the private subnets of KianaxNetwork, each as an output of its own.",
  examples: {
    compliant: 'new aws.eks.NodeGroup("general", { subnetIds: network.privateSubnetIds, … });',
    violating: 'new aws.eks.NodeGroup("general", { subnetIds: network.publicSubnetIds, … });',
  },
  check: (stack) => [
    stack.ofType(eks.nodeGroup, eks.fargateProfile).map((nodes) => mustBePrivate(stack, nodes, "subnetIds")),
    stack.ofType(eks.cluster).map((cluster) => mustBePrivate(stack, cluster, "vpcConfig", "vpcConfig.subnetIds")),
  ],
});
