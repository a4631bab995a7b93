export { objectsIn, type KubernetesObject } from "./objects";
export { containersOf, mustKnowPods, podsIn, podTypes, securityOf, type Pod } from "./pods";
