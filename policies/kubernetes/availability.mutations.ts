import { describeCases } from "../testing/cases";
import { add, all, label, remove, retype, set, type Change } from "../testing/changes";
import { LABELS } from "../testing/golden/kubernetes";
import { API, DEPLOYMENT, offPod, onPod, other, patch, POD } from "../testing/kubernetes";
import { UNKNOWN, type Input } from "../testing/plan";
import { kubernetes } from "../tokens";
import { deploymentReplicasSpread } from "./deployment-replicas-spread";
import { hpaSane } from "./hpa-sane";
import { pdbPresentAndSane } from "./pdb-present-and-sane";

const SCALER = kubernetes.autoscalers[0];
const OLD_SCALER = "kubernetes:autoscaling/v1:HorizontalPodAutoscaler";
const BUDGET = kubernetes.disruptionBudgets[0];
const STATEFUL_SET = kubernetes.statefulSets[0];
const API_SCALER = [label(SCALER, "api")];
const API_BUDGET = [label(BUDGET, "api")];

const onDeployment = (path: string, value: Input): Change => set(DEPLOYMENT, "api", `spec.${path}`, value);
const onScaler = (path: string, value: Input): Change => set(SCALER, "api", `spec.${path}`, value);
const onBudget = (spec: Input): Change => set(BUDGET, "api", "spec", spec);
const budget = (bounds: Record<string, Input>): Change => onBudget({ ...bounds, selector: { matchLabels: LABELS } });
/** A number of its own instead of an autoscaler. */
const fixed = (replicas: Input): Change => all(remove(SCALER, "api"), onDeployment("replicas", replicas));

describeCases("availability", [deploymentReplicasSpread, pdbPresentAndSane, hpaSane], {
  "deployment-replicas-spread": [
    { state: "violating", when: "one replica", change: fixed(1), fires: API, says: /spec\.replicas is 1, and must be at least 2/ },
    { state: "unknown", when: "replicas known only later", change: fixed(UNKNOWN), fires: API },
    { state: "absent", when: "neither replicas nor an autoscaler", change: fixed(undefined), fires: API },
    { state: "compliant", when: "two replicas", change: fixed(2), fires: [] },
    { state: "violating", when: "a StatefulSet of one", change: all(other(STATEFUL_SET, POD, "hostPID", undefined), set(STATEFUL_SET, "other", "spec.replicas", 1)), fires: [label(STATEFUL_SET, "other")] },
    { state: "violating", when: "no spread over zones", change: onPod("topologySpreadConstraints.0", undefined), fires: API, says: /by topology\.kubernetes\.io\/zone/ },
    { state: "violating", when: "no spread over nodes", change: onPod("topologySpreadConstraints.1", undefined), fires: API, says: /by kubernetes\.io\/hostname/ },
    { state: "violating", when: "a spread of other pods", change: onPod("topologySpreadConstraints.0.labelSelector", { matchLabels: { app: "worker" } }), fires: API },
    { state: "absent", when: "a spread of no pods, for want of a selector", change: onPod("topologySpreadConstraints.0.labelSelector", undefined), fires: API },
    { state: "violating", when: "a spread over something else", change: onPod("topologySpreadConstraints.1.topologyKey", "node.kubernetes.io/instance-type"), fires: API },
    { state: "unknown", when: "a spread known only later", change: onPod("topologySpreadConstraints", UNKNOWN), fires: API },
    { state: "unknown", when: "a topology known only later", change: onPod("topologySpreadConstraints.0.topologyKey", UNKNOWN), fires: API },
    { state: "absent", when: "no spread", change: offPod("topologySpreadConstraints"), fires: API },
    { state: "violating", when: "an update that stops all first", change: onDeployment("strategy", { type: "Recreate" }), fires: API },
    { state: "violating", when: "an update that stops one of two", change: onDeployment("strategy.rollingUpdate.maxUnavailable", 1), fires: API, says: /must be 0, or at most 25%/ },
    { state: "violating", when: "an update that stops half", change: onDeployment("strategy.rollingUpdate.maxUnavailable", "50%"), fires: API },
    { state: "unknown", when: "an update known only later", change: onDeployment("strategy.rollingUpdate.maxUnavailable", UNKNOWN), fires: API },
    { state: "unknown", when: "a strategy known only later", change: onDeployment("strategy", UNKNOWN), fires: API },
    { state: "compliant", when: "an update of a quarter", change: onDeployment("strategy.rollingUpdate.maxUnavailable", "25%"), fires: [] },
    { state: "absent", when: "the strategy that Kubernetes takes", change: onDeployment("strategy", undefined), fires: [] },
    { state: "compliant", when: "a patch", change: patch({ terminationGracePeriodSeconds: 60 }), fires: [] },
  ],
  "pdb-present-and-sane": [
    { state: "absent", when: "no budget", change: remove(BUDGET, "api"), fires: API },
    { state: "violating", when: "a budget of another service", change: onBudget({ maxUnavailable: 1, selector: { matchLabels: { app: "worker" } } }), fires: API },
    { state: "violating", when: "another namespace's budget", change: set(BUDGET, "api", "metadata.namespace", "other"), fires: API },
    { state: "violating", when: "a patch of a budget", change: retype(BUDGET, "api", `${BUDGET}Patch`), fires: API },
    { state: "absent", when: "a budget of no pods, for want of a selector", change: onBudget({ maxUnavailable: 1 }), fires: API },
    { state: "compliant", when: "a budget of all pods", change: onBudget({ maxUnavailable: 1, selector: {} }), fires: [] },
    { state: "unknown", when: "a selector known only later", change: onBudget({ maxUnavailable: 1, selector: UNKNOWN }), fires: API },
    { state: "violating", when: "a budget that lets none go", change: budget({ maxUnavailable: 0 }), fires: API_BUDGET },
    { state: "violating", when: "a budget that lets none go in percent", change: budget({ maxUnavailable: "0%" }), fires: API_BUDGET },
    { state: "violating", when: "a budget that lets all go", change: budget({ maxUnavailable: "100%" }), fires: API_BUDGET },
    { state: "violating", when: "a budget that keeps none", change: budget({ minAvailable: 0 }), fires: API_BUDGET },
    { state: "violating", when: "a budget that keeps all", change: budget({ minAvailable: "100%" }), fires: API_BUDGET },
    { state: "violating", when: "a budget as large as the fewest replicas", change: budget({ minAvailable: 2 }), fires: API_BUDGET, says: /not less than the 2 replicas/ },
    { state: "violating", when: "a budget as large as the replicas", change: all(fixed(3), budget({ minAvailable: 3 })), fires: API_BUDGET },
    { state: "unknown", when: "a budget known only later", change: budget({ maxUnavailable: UNKNOWN }), fires: API_BUDGET },
    { state: "absent", when: "a budget of nothing", change: budget({}), fires: API_BUDGET },
    { state: "compliant", when: "a budget that keeps one", change: budget({ minAvailable: 1 }), fires: [] },
    { state: "compliant", when: "the older API version", change: retype(BUDGET, "api", "kubernetes:policy/v1beta1:PodDisruptionBudget"), fires: [] },
  ],
  "hpa-sane": [
    { state: "violating", when: "one replica at least", change: onScaler("minReplicas", 1), fires: API_SCALER },
    { state: "absent", when: "no least, which is one", change: onScaler("minReplicas", undefined), fires: API_SCALER },
    { state: "unknown", when: "a least known only later", change: onScaler("minReplicas", UNKNOWN), fires: API_SCALER },
    { state: "violating", when: "equal bounds", change: onScaler("maxReplicas", 2), fires: API_SCALER, says: /maxReplicas is 2, and must be at least 3/ },
    { state: "unknown", when: "a most known only later", change: onScaler("maxReplicas", UNKNOWN), fires: API_SCALER },
    { state: "absent", when: "no most", change: onScaler("maxReplicas", undefined), fires: API_SCALER },
    { state: "violating", when: "replicas that the workload says, too", change: onDeployment("replicas", 2), fires: API, says: /although an autoscaler sets it, too/ },
    { state: "violating", when: "a target that there is not", change: add(SCALER, "second", { metadata: { name: "second", namespace: "kianax" }, spec: scalerOf("worker") }), fires: [label(SCALER, "second")] },
    { state: "violating", when: "a workload that has another name by now", change: all(onDeployment("replicas", 2), set(DEPLOYMENT, "api", "metadata.name", "web")), fires: API_SCALER },
    { state: "violating", when: "a target of another kind", change: add(SCALER, "second", { metadata: { name: "second", namespace: "kianax" }, spec: scalerOf("api", "StatefulSet") }), fires: [label(SCALER, "second")] },
    { state: "violating", when: "a target in another namespace", change: add(SCALER, "second", { metadata: { name: "second", namespace: "other" }, spec: scalerOf("api") }), fires: [label(SCALER, "second")] },
    { state: "unknown", when: "a target known only later", change: add(SCALER, "second", { metadata: { name: "second", namespace: "kianax" }, spec: { ...scalerOf("api"), scaleTargetRef: UNKNOWN } }), fires: [label(SCALER, "second")] },
    { state: "violating", when: "a patch", change: add(`${SCALER}Patch`, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, spec: { minReplicas: 1 } }), fires: [label(`${SCALER}Patch`, "theirs")] },
    { state: "compliant", when: "a patch of the most", change: add(`${SCALER}Patch`, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, spec: { maxReplicas: 20 } }), fires: [] },
    { state: "compliant", when: "the older API version", change: retype(SCALER, "api", OLD_SCALER), fires: [] },
  ],
});

function scalerOf(name: string, kind = "Deployment"): Record<string, Input> {
  return { scaleTargetRef: { apiVersion: "apps/v1", kind, name }, minReplicas: 2, maxReplicas: 10 };
}
