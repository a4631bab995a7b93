export type { KianaxServiceArgs, Predecessor, ServiceCluster } from "./arguments";
export { cacheUses, catalogueProblems, validateCatalogue, type CatalogueProblem } from "./catalogue";
export {
  defineService,
  type DatabaseUse,
  type Exposure,
  type InternetHost,
  type Objectives,
  type Scaling,
  type ServiceDefinition,
  type ServiceNeeds,
} from "./definition";
export { HEALTH_PATH } from "./exposure";
export { servicePath, type Place } from "./names";
export { serviceSettingsProblems, type ServiceSettings } from "./checks";
export { KianaxService } from "./service";
