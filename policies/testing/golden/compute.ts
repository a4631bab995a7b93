import type { Profile } from "../../kernel";
import { ec2, eks, kmsKey } from "../../tokens";
import type { Plan, PlannedResource } from "../plan";
import type { GoldenNetwork } from "./network";

/** A cluster and one node group, as children of the remote components that make them. */
export function addCompute(plan: Plan, profile: Profile, { subnets }: GoldenNetwork, key: PlannedResource): void {
  const production = profile === "production";
  const privateIds = subnets.private.map(({ id }) => id);
  const secrets = plan.add(kmsKey, "secrets", { enableKeyRotation: true });
  const component = plan.add("eks:index:Cluster", "cluster", { privateSubnetIds: privateIds });
  const cluster = plan.add(
    eks.cluster,
    "cluster-eksCluster",
    {
      name: "kianax",
      vpcConfig: production
        ? { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: privateIds }
        : { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24"], subnetIds: privateIds },
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: secrets.out("arn") } },
    },
    { parent: component, protect: production },
  );
  const template = plan.add(ec2.launchTemplate, "nodes", {
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 50, ...(production ? { kmsKeyId: key.out("arn") } : {}) } },
    ],
  });
  const group = plan.add("eks:index:ManagedNodeGroup", "nodes", { subnetIds: privateIds });
  plan.add(
    eks.nodeGroup,
    "nodes",
    {
      clusterName: cluster.out("name"),
      subnetIds: privateIds,
      scalingConfig: { minSize: production ? 3 : 1, maxSize: 10, desiredSize: 3 },
      launchTemplate: { id: template.id, version: template.out("latestVersion") },
    },
    { parent: group },
  );
}
