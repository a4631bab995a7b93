export { objectsIn, type KubernetesObject } from "./objects";
export { credentialIn, isCredentialName } from "./credentials";
export { containersOf, mustKnowPods, podsIn, podTypes, securityOf, sizedContainersOf, type Pod } from "./pods";
export { labelsAt, selects, selectsAll } from "./selectors";
export { idOf, nameOf, namespaceOf, objectsOf, podLabelsOf, workloadsOf } from "./workloads";
