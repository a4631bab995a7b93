/** The policy pack in the process in which Pulumi runs it, without an engine. */
export { Analyzer, type PackConfig, type Violation } from "./analyzer";
export { UNKNOWN_STRING, type WireProvider, type WireResource } from "./wire";
