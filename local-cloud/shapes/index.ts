export { openCatalogue } from "./catalogue";
export { checkInputs } from "./check/check-inputs";
export { applyDefaults } from "./defaults";
export { diffInputs } from "./difference/diff-inputs";
export type {
  Catalogue,
  FunctionShape,
  InputDifference,
  InputShape,
  InstalledPackage,
  ObjectShape,
  PropertyShape,
  Replacement,
  ResourceShape,
  TypeShape,
} from "./types";
