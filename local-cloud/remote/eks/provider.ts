import type * as eks from "@pulumi/eks";
import { version } from "@pulumi/eks/package.json";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentProvider } from "../server";
import { unsupportedFunction, unsupportedType } from "../unsupported";
import { Addon, type AddonArgs } from "./addon";
import { Cluster, clusterKubeconfig } from "./cluster";
import { ClusterReference } from "./cluster-reference";
import type { Credentials } from "./kubeconfig";
import { ManagedNodeGroup, type ManagedNodeGroupArgs } from "./managed-node-group";
import { VpcCniAddon, VpcCniAddonReference, type VpcCniAddonArgs } from "./vpc-cni-addon";

type Construct = ComponentProvider["construct"];
type Builder = (...args: [name: string, inputs: unknown, options: Parameters<Construct>[3]]) => Awaited<
  ReturnType<Construct>
>;

const builders: Readonly<Record<string, Builder>> = {
  "eks:index:Addon": (name, inputs, options) => {
    const { urn, addon } = new Addon(name, inputs as AddonArgs, options);
    return { urn, state: { addon } };
  },
  "eks:index:Cluster": (name, inputs, options) => new Cluster(name, inputs as eks.ClusterArgs, options),
  "eks:index:ManagedNodeGroup": (name, inputs, options) => {
    const { urn, nodeGroup } = new ManagedNodeGroup(name, inputs as ManagedNodeGroupArgs, options);
    return { urn, state: { nodeGroup, placementGroupName: "" } };
  },
  "eks:index:VpcCniAddon": (name, inputs, options) => {
    const { urn, addon } = new VpcCniAddon(name, inputs as VpcCniAddonArgs, options);
    return { urn, state: { addon } };
  },
};

const getKubeconfig = "eks:index:Cluster/getKubeconfig";

/** Stands in for the component plugin of package `eks`. */
export const eksProvider: ComponentProvider = {
  name: "eks",
  version,
  async construct(name, type, inputs, options) {
    const build = builders[type];
    if (!build) {
      throw unsupportedType(type, Object.keys(builders));
    }
    const { urn, state } = build(name, inputs, options);
    return { urn, state };
  },
  async call(token, inputs) {
    if (token !== getKubeconfig) {
      throw unsupportedFunction(token, [getKubeconfig]);
    }
    const self = inputs.__self__ as ClusterReference;
    const { profileName, roleArn } = inputs;
    const credentials = pulumi.output({ profileName, roleArn }) as pulumi.Output<Credentials>;
    const config = self.eksCluster.apply((cluster) => clusterKubeconfig(cluster, credentials));
    return { outputs: { result: pulumi.jsonStringify(config) } };
  },
};

// References that come back among inputs, such as the cluster of a node group, become these.
pulumi.runtime.registerResourceModule("eks", "index", {
  version,
  construct(name: string, type: string, urn: string): pulumi.Resource {
    switch (type) {
      case "eks:index:Cluster":
        return new ClusterReference(name, urn);
      case "eks:index:VpcCniAddon":
        return new VpcCniAddonReference(name, urn);
      default:
        throw new Error(`A reference to ${type} (${urn}) means nothing to the eks components.`);
    }
  },
});
