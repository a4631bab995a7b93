/** Pulumi's resource monitor in this process: what a program registers, without an engine. */
export { type DeploymentFacts } from "./components";
export { isProvider } from "./default-providers";
export { listen, messageLimits, unary } from "./grpc";
export type { Backend, CustomResource, CustomState, Registration } from "./monitor";
export { startMonitor, type LogEntry, type MonitorServer } from "./server";
export * from "./urn";
export * from "./wire";
