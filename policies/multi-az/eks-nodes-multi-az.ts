import { mustSpanZones, placesIn, subnetsIn } from "../graph";
import { count, on, stackRule, type Findings, type StackResource } from "../kernel";
import { eks } from "../tokens";

export const eksNodesMultiAz = stackRule({
  name: "eks-nodes-multi-az",
  title: "A cluster's nodes stand in several availability zones.",
  why: "Pods can only be spread over zones that have nodes.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { fsbp: ["AutoScaling.2"], soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation:
    "Give the node groups subnets in more zones, either one group over all zones or one group in each, and let their minSize add up to the nodes asked for.",
  examples: {
    compliant: 'new aws.eks.NodeGroup("general", { subnetIds: network.privateSubnetIds, scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 9 }, … });',
    violating: 'new aws.eks.NodeGroup("general", { subnetIds: [subnetA.id], scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 3 }, … });',
  },
  settings: {
    minimumZones: count("Zones that the node groups of a cluster span together.", 1, { production: 3, development: 2 }),
    minimumNodes: count("Nodes that the node groups of a cluster keep together.", 1, { production: 3, development: 1 }),
  },
  check: (stack, { minimumZones, minimumNodes }) =>
    stack.ofType(eks.cluster).map((cluster) => {
      const groups = cluster.uses
        .filter(({ resource, property }) => resource.type === eks.nodeGroup && property === "clusterName")
        .map(({ resource }) => resource);
      if (groups.length === 0) {
        return undefined;
      }
      const subnets = groups.flatMap((group) => subnetsIn(group, "subnetIds"));
      const places = groups.reduce((sum, group) => sum + placesIn(group, "subnetIds"), 0);
      return [
        mustSpanZones(cluster, "zones", "the subnets of its node groups", subnets, minimumZones, places),
        mustKeepNodes(cluster, groups, minimumNodes),
      ];
    }),
});

function mustKeepNodes(cluster: StackResource, groups: readonly StackResource[], minimum: number): Findings {
  const sizes = groups.map((group) => group.value("scalingConfig.minSize"));
  // A size that is not known may be zero.
  const nodes = sizes.reduce((sum, { reading }) => sum + (reading.state === "known" ? Number(reading.value) : 0), 0);
  return nodes >= minimum
    ? undefined
    : on(cluster, "minSize", `the minSize of its node groups known at preview adds up to ${nodes}, and must be at least ${minimum}`);
}
