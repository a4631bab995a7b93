export { KianaxKeys, type KianaxKeysArgs, type RecoveryKeys } from "./keys";
export { keysProblems } from "./validation";
export { secretReplicas } from "./secret-replicas";
