export { stateBackendChecks, type KianaxStateBackendArgs } from "./arguments";
export type { KeyPair } from "./keys";
export { BOOTSTRAP_PATH } from "./path";
export { KianaxStateBackend } from "./state-backend";
