/** The control plane and what it needs before it. */
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { createLogGroup } from "../monitoring";
import type { KianaxClusterArgs } from "./arguments";
import { createControlPlaneRole } from "./identities";

export function createControlPlane(
  component: KianaxComponent,
  args: KianaxClusterArgs,
  partition: pulumi.Output<string>,
  isProtected: boolean,
): eks.Cluster {
  const name = component.physical("eks cluster", "");
  // EKS would make the group itself, without a key and never to expire. Its name is EKS's choice.
  const logs = createLogGroup(component, "control-plane", { name: `/aws/eks/${name}/cluster`, retentionDays: args.logRetentionDays, keys: args.keys });
  const { role, ready } = createControlPlaneRole(component, partition);
  return component.child(
    eks.Cluster,
    "cluster",
    "",
    {
      name,
      version: args.version,
      upgradePolicy: { supportType: "STANDARD" },
      serviceRole: role,
      vpcId: args.network.vpcId,
      privateSubnetIds: args.network.privateSubnetIds,
      ...endpoints(args.publicAccessCidrs),
      enabledClusterLogTypes: [...args.logTypes],
      encryptionConfigKeyArn: args.keys.secrets.arn,
      deletionProtection: args.deletionProtection,
      ...access(component, args.administrators, partition),
      ...networking(args.addons),
      // Nodes are managed groups and security groups EKS's own; identities come through pods, not through OIDC.
      skipDefaultNodeGroup: true,
      skipDefaultSecurityGroups: true,
      createOidcProvider: false,
      bootstrapSelfManagedAddons: false,
      tags: component.tags(),
    },
    { dependsOn: [logs, ...ready], transforms: [controlPlaneTransform(isProtected, args.keys.secrets.arn)] },
  );
}

/** The private endpoint is always there; the public one only for those who are named. */
function endpoints(publicAccessCidrs: readonly string[]): Pick<eks.ClusterArgs, "endpointPrivateAccess" | "endpointPublicAccess" | "publicAccessCidrs"> {
  return publicAccessCidrs.length === 0
    ? { endpointPrivateAccess: true, endpointPublicAccess: false }
    : { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: [...publicAccessCidrs] };
}

/** Access entries alone, no aws-auth map. */
function access(component: KianaxComponent, administrators: KianaxClusterArgs["administrators"], partition: pulumi.Output<string>): Pick<eks.ClusterArgs, "authenticationMode" | "accessEntries"> {
  const policyArn = pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
  const entries = Object.entries(administrators).map(([name, principalArn]) => [
    name,
    { principalArn, accessPolicies: { administrator: { policyArn, accessScope: { type: "cluster" } } }, tags: component.tags() },
  ]);
  return { authenticationMode: eks.AuthenticationMode.Api, accessEntries: Object.fromEntries(entries) };
}

/** The add-ons that eks.Cluster installs itself; CoreDNS needs nodes, so it comes after them. */
function networking(versions: KianaxClusterArgs["addons"]): Pick<eks.ClusterArgs, "vpcCniOptions" | "kubeProxyAddonOptions" | "corednsAddonOptions"> {
  return {
    vpcCniOptions: {
      addonVersion: versions["vpc-cni"],
      enableNetworkPolicy: true,
      // Addresses come in blocks of 16: a t3.large holds 110 pods in place of 35.
      enablePrefixDelegation: true,
      warmPrefixTarget: 1,
      logLevel: "INFO",
    },
    kubeProxyAddonOptions: { enabled: true, version: versions["kube-proxy"] },
    corednsAddonOptions: { enabled: false },
  };
}

/**
 * What eks.Cluster has no argument for (https://github.com/pulumi/pulumi-eks/blob/master/nodejs/eks/cluster/cluster.ts).
 * It makes whoever creates the cluster its administrator. It hides all of the encryption settings behind the key's
 * ARN, so that no policy could see at preview that secrets are encrypted. It knows nothing of zonal shift. And protection
 * set on it would reach every child, so that no add-on or access entry could be removed again: here it goes to the cluster alone.
 */
export function controlPlaneTransform(isProtected: boolean, keyArn: pulumi.Input<string>): pulumi.ResourceTransform {
  return ({ type, props, opts }) => {
    if (type !== "aws:eks/cluster:Cluster") {
      return undefined;
    }
    const accessConfig: unknown = props["accessConfig"];
    return {
      props: {
        ...props,
        accessConfig: { ...(accessConfig as object), bootstrapClusterCreatorAdminPermissions: false },
        encryptionConfig: { provider: { keyArn }, resources: ["secrets"] },
        // Lets AWS steer traffic away from a zone that is unwell; free. https://docs.aws.amazon.com/eks/latest/userguide/zone-shift.html
        zonalShiftConfig: { enabled: true },
      },
      opts: { ...opts, protect: isProtected },
    };
  };
}
