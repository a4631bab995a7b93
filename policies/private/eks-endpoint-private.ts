import { isNarrow } from "../graph";
import { flag, resourceRule, type Findings, type View } from "../kernel";
import { eks } from "../tokens";

export const eksEndpointPrivate = resourceRule({
  name: "eks-endpoint-private",
  title: "The Kubernetes API is private.",
  why: "The API endpoint is the key to everything in the cluster; a public one is one stolen token away from all of it.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_38", "CKV_AWS_39"], fsbp: ["EKS.1"], eksCis: ["5.4.1", "5.4.2"], pci: ["1.3.1"], gdpr: ["5(1)(f)", "25"] },
  remediation:
    "Set endpointPrivateAccess: true and endpointPublicAccess: false; development may open the endpoint to listed networks of at most /16 in publicAccessCidrs.",
  examples: {
    compliant: 'new aws.eks.Cluster("main", { vpcConfig: { subnetIds, endpointPrivateAccess: true, endpointPublicAccess: false }, … });',
    violating: 'new aws.eks.Cluster("main", { vpcConfig: { subnetIds }, … });   // public, the default of AWS',
  },
  settings: {
    publicToListedNetworks: flag("Whether the endpoint may be public to listed networks.", { production: false, development: true }),
  },
  types: [eks.cluster],
  check: (cluster, { publicToListedNetworks }) => {
    const config = cluster.at("vpcConfig");
    const isPublic = config.value("endpointPublicAccess");
    return [
      config.value("endpointPrivateAccess").must.equal(true),
      publicToListedNetworks && isPublic.is(true) ? listedNetworks(config) : isPublic.must.equal(false),
    ];
  },
});

/** AWS opens an endpoint without a list to everyone. */
function listedNetworks(config: View): Findings {
  const networks = config.list("publicAccessCidrs");
  if (networks.state !== "unknown" && networks.items.length === 0) {
    return { id: networks.path, message: `${networks.path} is empty, which opens the endpoint to the whole internet` };
  }
  return networks.each((network) => {
    const cidr = network.value("");
    return cidr.text === undefined
      ? cidr.must.beLiteral()
      : isNarrow(cidr.text)
        ? undefined
        : { id: cidr.path, message: `${cidr.path} is ${cidr.text}, and must be a network of /16 or smaller (IPv6: /32)` };
  });
}
