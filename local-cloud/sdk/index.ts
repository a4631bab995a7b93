export { openCatalogue, type Catalogue, type FunctionShape, type ResourceShape } from "./catalogue";
export { applyDefaults, checkInputs } from "./check";
export type { InputDifference } from "./diff";
export type { PropertyShape, TypeShape } from "./type-shapes";
