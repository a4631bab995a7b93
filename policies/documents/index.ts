export { narrowsCaller, requires, type Condition } from "./condition";
export { documentOf, type PolicyDocument, type Principal, type Statement } from "./document";
export { finding, letsAnyoneIn, mustBecomeKnown, mustBePrivate, mustBeReadable, mustNotBePublic } from "./public";
export { covers, coversAll } from "./wildcard";
export { objectsIn, type KubernetesObject } from "./objects";
export { credentialIn, isCredentialName } from "./credentials";
export { containersOf, isDecidable, mustKnowPods, podsIn, podTypes, securityOf, sizedContainersOf, type Pod } from "./pods";
export { labelsAt, selects, selectsAll } from "./selectors";
export { autoscalerOf, idOf, isReplicated, leastReplicasOf, nameOf, namespaceOf, objectsOf, podLabelsOf, scales, workloadsOf } from "./workloads";
