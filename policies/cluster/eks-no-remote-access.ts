import { resourceRule } from "../kernel";
import { ec2, eks } from "../tokens";

export const eksNoRemoteAccess = resourceRule({
  name: "eks-no-remote-access",
  title: "Nobody logs in to a node with an SSH key.",
  why: "A key is shared, never expires and leaves no name in the logs; what is changed by hand on a node is gone with it.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_100"], gdpr: ["5(1)(f)"] },
  remediation: "Leave remoteAccess of the node group and keyName of its launch template out; a node is looked at through Session Manager or kubectl debug.",
  examples: {
    compliant: 'new aws.eks.NodeGroup("general", { launchTemplate: { id: template.id, version: "1" }, … });   // no remoteAccess',
    violating: 'new aws.eks.NodeGroup("general", { remoteAccess: { ec2SshKey: "operations" }, … });',
  },
  types: [eks.nodeGroup, ec2.launchTemplate],
  check: (nodes) => (nodes.type === eks.nodeGroup ? nodes.value("remoteAccess") : nodes.value("keyName")).must.beAbsent(),
});
