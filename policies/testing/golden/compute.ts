import type { Profile } from "../../kernel";
import { ec2, eks, iam, kmsKey, logGroup } from "../../tokens";
import type { Inputs, Plan, PlannedResource } from "../plan";
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
      ...guards(production),
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: secrets.out("arn") } },
    },
    { parent: component, protect: production },
  );
  addAccess(plan, cluster);
  addLogs(plan, production);
  const template = plan.add(ec2.launchTemplate, "nodes", {
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
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
      version: "1.35",
      subnetIds: privateIds,
      scalingConfig: { minSize: production ? 3 : 1, maxSize: 10, desiredSize: 3 },
      launchTemplate: { id: template.id, version: template.out("latestVersion") },
    },
    { parent: group },
  );
}

function guards(production: boolean) {
  return {
    version: "1.35",
    upgradePolicy: { supportType: "STANDARD" },
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    enabledClusterLogTypes: production ? ["api", "audit", "authenticator", "controllerManager", "scheduler"] : ["audit", "authenticator"],
    deletionProtection: production,
  };
}

/** The network plug-in that enforces policies, whom the cluster lets in, and a role for one service account. */
function addAccess(plan: Plan, cluster: PlannedResource): void {
  plan.add(eks.addon, "vpc-cni", { clusterName: cluster.out("name"), addonName: "vpc-cni", configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }) });
  const role = plan.add(iam.role, "cluster-admin", {
    name: "kianax-admin",
    assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:user/ada" }, Action: "sts:AssumeRole" }] }),
  });
  const policyArn = (policy: string): string => `arn:aws:eks::aws:cluster-access-policy/${policy}`;
  const associate = (name: string, policy: string, principalArn: Inputs[string], accessScope: Inputs[string]): void =>
    void plan.add(eks.accessPolicyAssociation, name, { clusterName: cluster.out("name"), policyArn: policyArn(policy), principalArn, accessScope });
  associate("admin", "AmazonEKSClusterAdminPolicy", role.out("arn"), { type: "cluster" });
  associate("developer", "AmazonEKSEditPolicy", "arn:aws:iam::111122223333:role/kianax-developer", { type: "namespace", namespaces: ["kianax"] });
  associate("viewer", "AmazonEKSViewPolicy", "arn:aws:iam::111122223333:role/kianax-read-only", { type: "cluster" });
  plan.add(iam.role, "service-account", { assumeRolePolicy: serviceAccountTrust({ sub: "system:serviceaccount:kianax:orders", aud: "sts.amazonaws.com" }) });
}

/** Trust of a service account by the OIDC issuer of a cluster. */
export function serviceAccountTrust(conditions: Record<string, string>, operator = "StringEquals"): string {
  const issuer = "oidc.eks.us-east-1.amazonaws.com/id/0A1B";
  const keyed = Object.fromEntries(Object.entries(conditions).map(([key, value]) => [`${issuer}:${key}`, value]));
  const Condition = { [operator]: keyed };
  return JSON.stringify({ Statement: [{ Sid: "Orders", Effect: "Allow", Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` }, Action: "sts:AssumeRoleWithWebIdentity", Condition }] });
}

function addLogs(plan: Plan, production: boolean): void {
  const key = plan.add(kmsKey, "control-plane-logs", { enableKeyRotation: true, deletionWindowInDays: production ? 30 : 7 });
  plan.add(logGroup, "control-plane", { name: "/aws/eks/kianax/cluster", retentionInDays: production ? 365 : 14, kmsKeyId: key.out("arn") });
  plan.add(logGroup, "flow-logs", { name: "/kianax/flow-logs", retentionInDays: production ? 365 : 14, kmsKeyId: key.out("arn") });
}
