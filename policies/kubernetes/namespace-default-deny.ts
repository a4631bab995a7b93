import { idOf, namespaceOf, objectsOf, policedPods, selectsAll, workloadsOf, type KubernetesObject } from "../documents";
import { on, stackRule } from "../kernel";
import { kubernetes } from "../tokens";

const DIRECTIONS = { Ingress: "ingress", Egress: "egress" } as const;
type Direction = keyof typeof DIRECTIONS;

export const namespaceDefaultDeny = stackRule({
  name: "namespace-default-deny",
  title: "In every namespace with workloads, traffic that no network policy allows is refused, in both directions.",
  why: "A pod that no policy selects is open to, and opens, every connection in the cluster: one flaw then reaches every service and the internet.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { eksCis: ["4.3.2"], pci: ["1.3.1"] },
  remediation: 'Add a NetworkPolicy to the namespace with podSelector: {}, policyTypes: ["Ingress", "Egress"] and no rules.',
  examples: {
    compliant: 'new k8s.networking.v1.NetworkPolicy("deny", { metadata: { namespace: "kianax" }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } });',
    violating: 'new k8s.apps.v1.Deployment("trading", { metadata: { namespace: "kianax" }, … });   // and no such policy',
  },
  check: (stack) => {
    const policies = objectsOf(stack, kubernetes.networkPolicies).filter(({ isPatch }) => !isPatch);
    return workloadsOf(stack).map(({ object }) => {
      const namespace = namespaceOf(object);
      const own = policies.filter((policy) => namespaceOf(policy) === namespace);
      const open = (Object.keys(DIRECTIONS) as Direction[]).filter((direction) => !own.some((policy) => denies(policy, direction)));
      return namespace === undefined || open.length === 0
        ? undefined
        : on(object.resource, idOf(object, open.join("+")), `is in the namespace ${namespace}, which has no policy that denies all ${open.join(" and ").toLowerCase()}`);
    });
  },
});

/** Whether a policy takes in every pod of its namespace for a direction, and allows nothing. Rules that are unknown networkpolicy-not-allow-all refuses. */
function denies({ view }: KubernetesObject, direction: Direction): boolean {
  const rules = view.list(`spec.${DIRECTIONS[direction]}`);
  const types = view.list("spec.policyTypes").items.map((type) => type.value("").text);
  return selectsAll(policedPods(view)) && types.includes(direction) && rules.items.length === 0;
}
