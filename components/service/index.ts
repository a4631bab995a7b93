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
export type { ChartContext, DatabaseContext, NetworkContext } from "./chart-context";
export { chartValues, SECRETS_DIRECTORY, type ServiceValues } from "./chart-values";
export { DRAIN_SECONDS, HEALTH_PATH, LIVENESS_PATH, METRICS_PORT } from "./health";
export {
  networkPolicies,
  podLabels,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
  type NetworkPolicySpec,
  type PodComponent,
  type ServiceNetworkPolicies,
} from "./network-policies";
export { DEFAULT_RESOURCES, resourcesOf, type Resources } from "./resources";
export { servicePath, type Place } from "./names";
export { serviceSettingsProblems, type ServiceSettings } from "./checks";
export { KianaxService } from "./service";
