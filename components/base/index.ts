export { type ArgumentChecks, checksFor } from "./checks";
export {
  type ChildOptions,
  type CommonArgs,
  DEFAULT_NAME_PREFIX,
  type Identity,
  KianaxComponent,
  awsName,
  validateCommonArgs,
} from "./component";
export { ArgumentError } from "./errors";
export { maximumNameLength, namedTypes, physicalName } from "./naming";
export { quote, sentenceList } from "./sentences";
export { type CostLine, type DataClass, STANDARD_TAG_KEYS, type Tags, standardTags } from "./tags";
export { type Transform, type Transformed, applyTransform, mergeDeep } from "./transform";
