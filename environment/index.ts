/** The typed configuration of a stack. */
export type { Environment } from "./environment";
export { loadEnvironment, type LoadedEnvironment } from "./load";
export { ConfigurationError, parseEnvironment, type StackConfiguration } from "./parse";
