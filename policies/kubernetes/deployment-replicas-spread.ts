import { autoscalerOf, idOf, isDecidable, isReplicated, podLabelsOf, selects, workloadsOf, type Pod } from "../documents";
import { about, count, on, stackRule, type Findings, type Stack, type StackResource, type Value } from "../kernel";

const SPREAD = ["topology.kubernetes.io/zone", "kubernetes.io/hostname"] as const;
const MOST_UNAVAILABLE = 25;

export const deploymentReplicasSpread = stackRule({
  name: "deployment-replicas-spread",
  title: "A service has replicas in several zones and on several nodes, and keeps them during an update.",
  why: "Two replicas on one node, or in one zone, are lost together; and an update that stops the old ones first is an outage that somebody planned.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: { soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation:
    "Set replicas to 2 or more, or add an autoscaler; add topologySpreadConstraints by topology.kubernetes.io/zone and kubernetes.io/hostname whose labelSelector matches the pod; leave maxUnavailable at 25% or less.",
  examples: {
    compliant: 'topologySpreadConstraints: [{ topologyKey: "topology.kubernetes.io/zone", maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway", labelSelector }, { topologyKey: "kubernetes.io/hostname", … }]',
    violating: 'spec: { replicas: 1, strategy: { type: "Recreate" }, … }',
  },
  settings: { replicas: count("The fewest replicas of a workload without an autoscaler", 2, { production: 2, development: 2 }) },
  check: (stack, { replicas }) =>
    workloadsOf(stack)
      .filter(isReplicated)
      .map((pod) => [checkReplicas(stack, pod, replicas), isDecidable(pod) ? SPREAD.map((topology) => checkSpread(pod, topology)) : undefined, checkUpdate(pod)]),
});

/** Of an autoscaler hpa-sane says how few it may leave. */
function checkReplicas(stack: Stack, pod: Pod<StackResource>, least: number): Findings {
  return autoscalerOf(stack, pod) === undefined ? about(pod.object.resource, pod.object.view.value("spec.replicas").must.atLeast(least)) : undefined;
}

function checkSpread(pod: Pod<StackResource>, topology: string): Findings {
  const labels = podLabelsOf(pod);
  const constraints = pod.spec.list("topologySpreadConstraints").items;
  const isSpread = constraints.some((each) => each.value("topologyKey").is(topology) && selects(each.at("labelSelector"), labels) === true);
  return isSpread ? undefined : on(pod.object.resource, idOf(pod.object, topology), `has no topologySpreadConstraint by ${topology} that takes in its own pods, as far as is known at preview`);
}

function checkUpdate({ object }: Pod<StackResource>): Findings {
  const strategy = object.view.at("spec.strategy");
  const unavailable = strategy.value("rollingUpdate.maxUnavailable");
  return about(object.resource, [strategy.value("type").must.notEqual("Recreate"), isFew(unavailable) ? undefined : [unavailable.must.beLiteral(), tooMany(unavailable)]]);
}

/** Left out it is 25%. A number other than 0 is half of two replicas. */
function isFew({ present, reading, text }: Value): boolean {
  const [, percent] = /^(\d+)%$/.exec(text ?? "") ?? [];
  return !present || (reading.state === "known" && Number(reading.value) === 0) || (percent !== undefined && Number(percent) <= MOST_UNAVAILABLE);
}

function tooMany({ path, reading }: Value): Findings {
  return reading.state === "known" ? { id: path, message: `${path} is ${String(reading.value)}, and must be 0, or at most ${MOST_UNAVAILABLE}%` } : undefined;
}
