import { on, stackRule, type Findings, type Stack, type StackResource } from "../kernel";
import { eks } from "../tokens";

export const eksNetworkPolicyOn = stackRule({
  name: "eks-network-policy-on",
  title: "Network policies of Kubernetes are enforced.",
  why: "Kubernetes takes a NetworkPolicy and does nothing with it; only a network plug-in that enforces them keeps one pod from another.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { eksCis: ["4.3.1", "5.4.4"], gdpr: ["32(1)(b)"] },
  remediation: 'Add the add-on vpc-cni with configurationValues of JSON.stringify({ enableNetworkPolicy: "true" }).',
  examples: {
    compliant: 'new aws.eks.Addon("vpc-cni", { clusterName: cluster.name, addonName: "vpc-cni", configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }) });',
    violating: 'new aws.eks.Addon("vpc-cni", { clusterName: cluster.name, addonName: "vpc-cni" });',
  },
  check: (stack) => stack.ofType(eks.cluster).map((cluster) => checkCluster(stack, cluster)),
});

function checkCluster(stack: Stack, cluster: StackResource): Findings {
  const addons = stack.ofType(eks.addon).filter((addon) => addon.value("addonName").is("vpc-cni") && addon.dependenciesOf("clusterName").includes(cluster));
  return addons.length === 0
    ? on(cluster, "vpc-cni", "has no add-on vpc-cni in this stack, so nothing proves that network policies are enforced")
    : addons.map(checkAddon);
}

function checkAddon(addon: StackResource): Findings {
  const values = addon.value("configurationValues");
  if (values.reading.state === "unknown") {
    return on(addon, values.path, `${values.path} must be known at preview, since it says whether network policies are enforced`);
  }
  return settingOf(values.text ?? "") === "true" ? undefined : on(addon, values.path, `${values.path} does not say enableNetworkPolicy: "true"`);
}

/** The schema of the add-on has a text; a boolean is refused by some versions and taken by others. */
function settingOf(text: string): string {
  try {
    const values: unknown = JSON.parse(text);
    return typeof values === "object" && values !== null && "enableNetworkPolicy" in values ? String(values.enableNetworkPolicy) : "";
  } catch {
    return "";
  }
}
