export { ArgumentError, oneOf, refuseProblems, wholeNumber, type Problem } from "./argument-error";
export { DEFAULT_PREFIX, KianaxComponent, type ArgumentChecks, type ChildOptions, type CommonArgs, type ComponentFacts } from "./component";
export { nameProblem, physicalName, type Named } from "./names";
export { anyObject, date, flag, inputText, listOf, mapOf, neighbour, number, objectOf, optional, text, type Kind, type Shape } from "./shape";
export { RESERVED_TAGS, type CostLine, type DataClass, type Tags } from "./tags";
export { deepMerge, type Transform, type Transformed } from "./transform";
