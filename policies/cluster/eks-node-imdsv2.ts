import { on, resourceRule, type Findings, type View } from "../kernel";
import { ec2, eks } from "../tokens";

export const eksNodeImdsv2 = resourceRule({
  name: "eks-node-imdsv2",
  title: "Nodes and instances give their credentials to nobody but themselves.",
  why: "By the first version of the metadata service, or over a second hop, any pod that can be talked into a request has the node's role.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_79", "CKV_AWS_341"], fsbp: ["EC2.8", "EC2.170"], cis: ["5.7"], pci: ["8.2.8"] },
  remediation: 'Set metadataOptions to { httpTokens: "required", httpPutResponseHopLimit: 1 }, and give each node group a LaunchTemplate of this stack.',
  examples: {
    compliant: 'new aws.ec2.LaunchTemplate("nodes", { metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 }, … });',
    violating: 'new aws.ec2.LaunchTemplate("nodes", { metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 2 }, … });',
  },
  types: [ec2.launchTemplate, ec2.instance],
  check: (compute) => {
    const inherits = compute.type === ec2.instance && compute.value("launchTemplate").exists && !compute.value("metadataOptions").exists;
    return inherits ? undefined : checkOptions(compute.at("metadataOptions"));
  },
  // That a node group has a template at all is the matter of eks-node-disk-encrypted.
  checkStack: (stack) =>
    stack
      .ofType(eks.nodeGroup)
      .filter((group) => group.value("launchTemplate").exists && !group.dependenciesOf("launchTemplate").some(({ type }) => type === ec2.launchTemplate))
      .map((group) => on(group, "launchTemplate", "launchTemplate is not made in this stack, so nothing proves how its nodes give out credentials")),
});

function checkOptions(options: View): Findings {
  return options.value("httpEndpoint").is("disabled")
    ? undefined
    : [options.value("httpTokens").must.equal("required"), options.value("httpPutResponseHopLimit").must.equal(1)];
}
