import { idOf, namespaceOf, objectsOf, podLabelsOf, policedPods, selects, selectsAll, workloadsOf } from "../documents";
import { on, stackRule, type Findings, type View } from "../kernel";
import { kubernetes } from "../tokens";

export const podHasNetworkPolicy = stackRule({
  name: "pod-has-networkpolicy",
  title: "Every workload is selected by a network policy that says what it may talk to.",
  why: "Where all is denied by default, a workload without a policy of its own cannot work, and one that works without is not under the default.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV2_K8S_6"] },
  remediation: "Add a NetworkPolicy to the namespace whose podSelector matches labels of the pod, with the rules it needs.",
  examples: {
    compliant: 'new k8s.networking.v1.NetworkPolicy("trading", { metadata: { namespace: "kianax" }, spec: { podSelector: { matchLabels: { app: "trading" } }, ingress: [ … ] } });',
    violating: 'new k8s.apps.v1.Deployment("trading", { … });   // and no policy for its labels',
  },
  check: (stack) => {
    const policies = objectsOf(stack, kubernetes.networkPolicies).filter(({ view, isPatch }) => !isPatch && allows(view));
    return workloadsOf(stack).map((pod): Findings => {
      const namespace = namespaceOf(pod.object);
      const labels = podLabelsOf(pod);
      const found = policies.some((policy) => namespaceOf(policy) === namespace && selects(policedPods(policy.view), labels) === true);
      return namespace === undefined || found ? undefined : on(pod.object.resource, idOf(pod.object, "networkPolicy"), "is selected by no network policy of its namespace, as far as labels are known at preview");
    });
  },
});

/** A policy of some pods, or one that allows something: what denies all of all says nothing of a workload. */
function allows(policy: View): boolean {
  return !selectsAll(policedPods(policy)) || ["spec.ingress", "spec.egress"].some((rules) => policy.list(rules).items.length > 0);
}
