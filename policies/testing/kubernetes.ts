/** Changes of the golden plan's service in Kubernetes, and more pods beside it. */
import { kubernetes, rollouts } from "../tokens";
import { add, all, label, set, unset, type Change } from "./changes";
import { goldenPod, LABELS } from "./golden/kubernetes";
import type { Input, Inputs } from "./plan";

export const DEPLOYMENT = kubernetes.deployments[0];
export const API = [label(DEPLOYMENT, "api")];
export const POD = "spec.template.spec";
export const CONTAINER = `${POD}.containers.0`;

export const onPod = (path: string, value: Input): Change => set(DEPLOYMENT, "api", `${POD}.${path}`, value);
export const offPod = (path: string): Change => unset(DEPLOYMENT, "api", `${POD}.${path}`);
export const onContainer = (path: string, value: Input): Change => set(DEPLOYMENT, "api", `${CONTAINER}.${path}`, value);
export const offContainer = (path: string): Change => unset(DEPLOYMENT, "api", `${CONTAINER}.${path}`);

/** A second container, of the given sort, otherwise like the first. */
export const beside =
  (list: string, path: string, value: Input): Change =>
  (plan) => {
    const [container] = goldenPod().containers as readonly Inputs[];
    plan.get(DEPLOYMENT, "api").set(`${POD}.${list}`, [...(list === "containers" ? [container ?? {}] : []), { ...container, name: "beside" }]);
    plan.get(DEPLOYMENT, "api").set(`${POD}.${list}.${list === "containers" ? 1 : 0}.${path}`, value);
  };

export const PATCH = kubernetes.deployments[1] ?? "";
export const PATCHED = [label(PATCH, "theirs")];
/** A patch of a Deployment that this program does not make. */
export const patch = (pod: Inputs): Change => add(PATCH, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, spec: { template: { spec: pod } } });

/** The golden container with one thing changed, as a patch must have it whole. */
export const patchContainer = (path: string, value: Input): Change =>
  all(patch({ containers: goldenPod().containers, securityContext: goldenPod().securityContext }), set(PATCH, "theirs", `${CONTAINER}.${path}`, value));

const REPLICATED: readonly string[] = [kubernetes.deployments[0], kubernetes.statefulSets[0], rollouts[0]];

/** A pod of another kind, beside the service's and selected by what selects those, with one thing changed. */
export const other = (type: string, holder: string, path: string, value: Input): Change =>
  all(add(type, "other", { metadata: { name: "other", namespace: "kianax" } }), (plan) => {
    plan.get(type, "other").set(holder, goldenPod());
    plan.get(type, "other").set(holder.replace(/spec$/, "metadata.labels"), LABELS);
    if (REPLICATED.includes(type)) {
      plan.get(type, "other").set("spec.replicas", 2);
    }
    plan.get(type, "other").set(`${holder}.${path}`, value);
  });
