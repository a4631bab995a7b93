import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { addonConfiguration } from "./addon-configuration";
import { validateVpcCni, vpcCniConfiguration } from "./vpc-cni-configuration";

/** Inputs of `eks:index:VpcCniAddon`. The schema of eks declares `tags` as a list of maps, which AWS would refuse. */
export type VpcCniAddonArgs = Omit<eks.VpcCniAddonArgs, "tags"> & { readonly tags?: aws.eks.AddonArgs["tags"] };

/** Stands in for `eks:index:VpcCniAddon`. */
export class VpcCniAddon extends pulumi.ComponentResource {
  readonly addon: pulumi.Output<aws.eks.Addon>;

  constructor(name: string, args: VpcCniAddonArgs, opts: pulumi.ComponentResourceOptions) {
    validateArguments(name, args);
    super("eks:index:VpcCniAddon", name, args, opts);
    const addon = new aws.eks.Addon(
      name,
      {
        clusterName: args.clusterName,
        addonName: "vpc-cni",
        addonVersion: this.version(args),
        // The self-managed add-on that EKS installs otherwise is adopted, and the component's settings win.
        resolveConflictsOnCreate: args.resolveConflictsOnCreate ?? "OVERWRITE",
        resolveConflictsOnUpdate: args.resolveConflictsOnUpdate ?? "OVERWRITE",
        preserve: true,
        configurationValues: addonConfiguration(configuration(args)),
        serviceAccountRoleArn: args.serviceAccountRoleArn,
        tags: args.tags,
      },
      { parent: this },
    );
    if (args.securityContextPrivileged) {
      this.patchDaemonSet(name, args.securityContextPrivileged, addon);
    }
    this.addon = pulumi.output(addon);
    this.registerOutputs({ addon: this.addon });
  }

  private version({ addonVersion, clusterVersion }: VpcCniAddonArgs): pulumi.Input<string> {
    if (addonVersion || clusterVersion === undefined) {
      return addonVersion ?? "";
    }
    return aws.eks.getAddonVersionOutput(
      { addonName: "vpc-cni", kubernetesVersion: clusterVersion, mostRecent: true },
      { parent: this },
    ).version;
  }

  /** Privilege is no part of the add-on's configuration, so it is patched into the DaemonSet that the add-on made. */
  private patchDaemonSet(name: string, privileged: pulumi.Input<boolean>, addon: aws.eks.Addon): void {
    new k8s.apps.v1.DaemonSetPatch(
      name,
      {
        metadata: {
          name: "aws-node",
          namespace: "kube-system",
          annotations: { "pulumi.com/patchForce": "true" },
        },
        spec: { template: { spec: { containers: [{ name: "aws-node", securityContext: { privileged } }] } } },
      },
      { parent: this, dependsOn: [addon], retainOnDelete: true },
    );
  }
}

/** What a reference to an add-on that another construct made becomes. */
export class VpcCniAddonReference extends pulumi.ComponentResource {
  constructor(name: string, urn: string) {
    super("eks:index:VpcCniAddon", name, { addon: undefined }, { urn });
  }
}

function validateArguments(name: string, args: VpcCniAddonArgs): void {
  if (args.clusterName === undefined) {
    throw new Error(`eks.VpcCniAddon "${name}": clusterName is missing; name the cluster the add-on is for.`);
  }
  if (!args.addonVersion && !args.clusterVersion) {
    throw new Error(
      `eks.VpcCniAddon "${name}": neither addonVersion nor clusterVersion is set, so no version of the add-on ` +
        "follows; set one of them.",
    );
  }
  validateVpcCni(name, args);
}

function configuration(args: VpcCniAddonArgs): pulumi.Output<object> {
  const { clusterName: _name, clusterVersion: _version, tags: _tags, ...options } = args;
  return pulumi.output(options).apply((known) => vpcCniConfiguration(known, (option) => Boolean(args[option])));
}
