/** What Argo CD installs beside the services. Each has an ApplicationSet of its name in platform/applicationsets. */
export const PLATFORM_ADDONS = ["aws-load-balancer-controller", "cluster-autoscaler", "external-secrets"] as const;
export type PlatformAddon = (typeof PLATFORM_ADDONS)[number];

/** The switch of an add-on among the labels of the bridge: `enable_cluster_autoscaler`. */
export function switchOf(addon: string): string {
  return `enable_${addon.replaceAll("-", "_")}`;
}
