export { KianaxAlerting, type KianaxAlertingArgs } from "./alerting";
export { alertingProblems } from "./validation";
