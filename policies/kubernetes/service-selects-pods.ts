import { idOf, labelsAt, namespaceOf, objectsOf, podLabelsOf, workloadsOf, type KubernetesObject, type Pod } from "../documents";
import { on, stackRule, type Findings, type List, type StackResource, type Value, type View } from "../kernel";
import { kubernetes } from "../tokens";

export const serviceSelectsPods = stackRule({
  name: "service-selects-pods",
  title: "A Service leads to pods, and to a port that they have.",
  why: "A Service whose labels match nothing answers with a refused connection, and nothing else in the cluster says so.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC8.1"] },
  remediation: "Let selector match the labels of a workload's pods in the same namespace, and targetPort name a port of its containers.",
  examples: {
    compliant: 'spec: { selector: { app: "trading" }, ports: [{ port: 80, targetPort: "http" }] }',
    violating: 'spec: { selector: { app: "tradng" }, ports: [{ port: 80, targetPort: 8081 }] }',
  },
  check: (stack) => {
    const workloads = workloadsOf(stack);
    return objectsOf(stack, kubernetes.services)
      .filter(({ isPatch }) => !isPatch)
      .map((service) => checkService(service, workloads));
  },
});

function checkService(service: KubernetesObject<StackResource>, workloads: readonly Pod[]): Findings {
  // Without a selector somebody else keeps its endpoints, and without a known namespace another rule refuses it.
  if (namespaceOf(service) === undefined || !service.view.value("spec.selector").exists) {
    return undefined;
  }
  const wanted = labelsAt(service.view, "spec.selector");
  const selected = workloads.filter((pod) => namespaceOf(pod.object) === namespaceOf(service) && wanted !== undefined && matches(wanted, podLabelsOf(pod)));
  if (selected.length === 0) {
    return on(service.resource, idOf(service, "spec.selector"), "selects no workload of its namespace, as far as labels are known at preview");
  }
  return service.view.list("spec.ports").items.map((port) => checkPort(service, port, selected));
}

function matches(wanted: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string> | undefined): boolean {
  return labels !== undefined && [...wanted].every(([key, value]) => labels.get(key) === value);
}

/** A targetPort that is left out is the port. One that is known only later matches none. */
function checkPort(service: KubernetesObject<StackResource>, port: View, selected: readonly Pod[]): Findings {
  const target = port.value("targetPort").present ? port.value("targetPort") : port.value("port");
  return selected.some((pod) => listens(pod, target))
    ? undefined
    : on(service.resource, target.path, `${target.path} is no port of the pods that it selects, as far as is known at preview`);
}

/** Containers and ports that are unknown pod-not-privileged refuses. A port need not be declared to be reached by its number. */
function listens({ spec }: Pod, target: Value): boolean {
  const containers = spec.list("containers");
  return containers.state === "unknown" || containers.items.some((container) => declares(container.list("ports"), target));
}

function declares(ports: List, { reading }: Value): boolean {
  if (reading.state !== "known" || ports.state !== "known") {
    return ports.state === "unknown" || (reading.state === "known" && typeof reading.value === "number");
  }
  return ports.items.some((port) => [port.value("name"), port.value("containerPort")].some((each) => each.reading.state === "known" && String(each.reading.value) === String(reading.value)));
}
