import type * as eks from "@pulumi/eks";
import { supportsAccessEntries } from "./authentication";
import { validateVpcCni } from "./vpc-cni-configuration";

/** Arguments of one default node, which `nodeGroupOptions` would give all at once. */
const singleNodeArguments = [
  "nodeSubnetIds",
  "nodeAssociatePublicIpAddress",
  "instanceType",
  "instanceProfileName",
  "nodePublicKey",
  "nodeRootVolumeSize",
  "nodeUserData",
  "minSize",
  "maxSize",
  "desiredCapacity",
  "nodeAmiId",
  "gpu",
] as const satisfies readonly (keyof eks.ClusterArgs)[];

/** Throws a sentence for arguments the real component refuses, and for those the local cloud cannot stand in for. */
export function validateCluster(name: string, args: eks.ClusterArgs): void {
  validateVpcCni(name, args.vpcCniOptions ?? {});
  const problem = contradiction(args) ?? unsupported(args);
  if (problem) {
    throw new Error(`eks.Cluster "${name}": ${problem}`);
  }
}

function contradiction(args: eks.ClusterArgs): string | undefined {
  if (args.creationRoleProvider?.provider) {
    return "creationRoleProvider.provider works in no program but a Node.js one of eks 0.x; use providerCredentialOpts.";
  }
  if (args.instanceRole && args.instanceRoles) {
    return "instanceRole and instanceRoles exclude each other; set one of them.";
  }
  if (args.subnetIds && (args.publicSubnetIds || args.privateSubnetIds)) {
    return "subnetIds excludes publicSubnetIds and privateSubnetIds; name the subnets one way or the other.";
  }
  const single = singleNodeArguments.filter((argument) => args[argument]);
  if (args.nodeGroupOptions && single.length > 0) {
    return `nodeGroupOptions excludes ${single.join(", ")}; move them into nodeGroupOptions.`;
  }
  if (args.autoMode?.enabled && !supportsAccessEntries(args.authenticationMode)) {
    return "EKS Auto Mode needs access entries; set authenticationMode to API or API_AND_CONFIG_MAP.";
  }
  const publicAccess = args.endpointPublicAccess ?? true;
  if (args.publicAccessCidrs && publicAccess === false) {
    return "publicAccessCidrs limits the public endpoint, and endpointPublicAccess is false; drop one of them.";
  }
  return undefined;
}

function unsupported(args: eks.ClusterArgs): string | undefined {
  if (args.fargate) {
    return (
      "the local cloud does not stand in for fargate, which reads route tables at deployment; " +
      "add an aws.eks.FargateProfile of your own, or an eks.ManagedNodeGroup."
    );
  }
  if (!args.skipDefaultNodeGroup && !args.autoMode?.enabled) {
    return (
      "the local cloud does not stand in for the default node group (an Auto Scaling group of plain EC2 instances); " +
      "set skipDefaultNodeGroup to true and add an eks.ManagedNodeGroup, or enable autoMode."
    );
  }
  if (args.createOidcProvider) {
    return (
      "the local cloud does not stand in for createOidcProvider, which reads the issuer's certificate over the " +
      "network; set it to false and use pod identity, or an aws.iam.OpenIdConnectProvider of your own."
    );
  }
  return undefined;
}
