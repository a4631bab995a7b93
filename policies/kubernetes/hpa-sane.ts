import { idOf, isReplicated, namespaceOf, objectsOf, scales, workloadsOf, type KubernetesObject, type Pod } from "../documents";
import { about, count, on, stackRule, type Findings, type StackResource } from "../kernel";
import { kubernetes } from "../tokens";

export const hpaSane = stackRule({
  name: "hpa-sane",
  title: "An autoscaler scales a workload of its namespace, between two numbers, and nobody else does.",
  why: "An autoscaler without a target scales nothing, with equal bounds it cannot, and a workload that says its replicas is put back to them at every update.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { soc2: ["A1.1"] },
  remediation: "Let scaleTargetRef name a workload of the same namespace that leaves replicas out, and set minReplicas to 2 or more and maxReplicas above it.",
  examples: {
    compliant: 'spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "trading" }, minReplicas: 2, maxReplicas: 10, … }',
    violating: "spec: { scaleTargetRef, maxReplicas: 10 }   // minReplicas is 1 then",
  },
  settings: { replicas: count("The fewest replicas that an autoscaler may leave", 2, { production: 2, development: 2 }) },
  check: (stack, { replicas }) => {
    const workloads = workloadsOf(stack).filter(isReplicated);
    return objectsOf(stack, kubernetes.autoscalers).map((autoscaler) => [checkBounds(autoscaler, replicas), autoscaler.isPatch ? undefined : checkTarget(autoscaler, workloads)]);
  },
});

function checkBounds({ resource, view, isPatch }: KubernetesObject<StackResource>, replicas: number): Findings {
  const [least, most] = [view.value("spec.minReplicas"), view.value("spec.maxReplicas")];
  const floor = least.reading.state === "known" ? Number(least.reading.value) : replicas;
  return about(resource, [isPatch && !least.exists ? undefined : least.must.atLeast(replicas), isPatch && !most.exists ? undefined : most.must.atLeast(floor + 1)]);
}

function checkTarget(autoscaler: KubernetesObject<StackResource>, workloads: readonly Pod<StackResource>[]): Findings {
  const targets = workloads.filter(({ object }) => scales(autoscaler, object));
  if (namespaceOf(autoscaler) !== undefined && targets.length === 0) {
    return on(autoscaler.resource, idOf(autoscaler, "scaleTargetRef"), "scales no workload of its namespace, as far as names are known at preview");
  }
  return targets
    .filter(({ object }) => object.view.value("spec.replicas").exists)
    .map(({ object }) => on(object.resource, idOf(object, "spec.replicas"), "spec.replicas is set, although an autoscaler sets it, too"));
}
