export { objectsIn, type KubernetesObject } from "./objects";
export { credentialIn, isCredentialName } from "./credentials";
export { containersOf, isDecidable, mustKnowPods, podsIn, podTypes, securityOf, sizedContainersOf, type Pod } from "./pods";
export { labelsAt, selects, selectsAll } from "./selectors";
export { autoscalerOf, idOf, isReplicated, leastReplicasOf, nameOf, namespaceOf, objectsOf, podLabelsOf, scales, workloadsOf } from "./workloads";
