import { idOf, isReplicated, leastReplicasOf, namespaceOf, objectsOf, podLabelsOf, selects, workloadsOf, type KubernetesObject, type Pod } from "../documents";
import { about, on, stackRule, type Findings, type Stack, type StackResource } from "../kernel";
import { kubernetes } from "../tokens";

export const pdbPresentAndSane = stackRule({
  name: "pdb-present-and-sane",
  title: "Every replicated workload has a PodDisruptionBudget that leaves one pod to be moved, and not all of them.",
  why: "Without a budget an update of the nodes may take all replicas at once; with one that leaves none, the update never ends.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation: "Add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches the labels of the pod.",
  examples: {
    compliant: 'new k8s.policy.v1.PodDisruptionBudget("trading", { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: { app: "trading" } } } });',
    violating: 'new k8s.policy.v1.PodDisruptionBudget("trading", { metadata, spec: { minAvailable: "100%", selector } });',
  },
  check: (stack) => {
    const all = objectsOf(stack, kubernetes.disruptionBudgets);
    const workloads = workloadsOf(stack).filter(isReplicated);
    return [
      all.map((budget) => checkBudget(stack, budget, workloads.filter((pod) => isOf(budget, pod)))),
      workloads.map(({ object, ...pod }): Findings => {
        const found = namespaceOf(object) === undefined || all.some((budget) => !budget.isPatch && isOf(budget, { object, ...pod }));
        return found ? undefined : on(object.resource, idOf(object, "budget"), "has no PodDisruptionBudget in its namespace that selects it, as far as labels are known at preview");
      }),
    ];
  },
});

function isOf(budget: KubernetesObject, pod: Pod): boolean {
  return namespaceOf(budget) === namespaceOf(pod.object) && selects(budget.view.at("spec.selector"), podLabelsOf(pod)) === true;
}

function checkBudget(stack: Stack, budget: KubernetesObject<StackResource>, workloads: readonly Pod[]): Findings {
  const [most, least] = [budget.view.value("spec.maxUnavailable"), budget.view.value("spec.minAvailable")];
  const stuck = workloads.map((pod) => leastReplicasOf(stack, pod)).find((replicas) => least.reading.state === "known" && replicas !== undefined && Number(least.reading.value) >= replicas);
  return about(budget.resource, [
    most.present || least.present || budget.isPatch ? undefined : most.must.bePresent(),
    most.exists ? [most.must.notEqual(0), most.must.notEqual("0"), most.must.notEqual("0%"), most.must.notEqual("100%")] : undefined,
    least.exists ? [least.must.notEqual("100%"), least.must.notEqual(0), least.must.notEqual("0%")] : undefined,
    stuck === undefined ? undefined : { id: `${least.path}:replicas`, message: `${least.path} is not less than the ${stuck} replicas that there may be` },
  ]);
}
