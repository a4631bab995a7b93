export { ADDON_NAMES, ADDONS, addonsOf, type AddonName, type AddonPhase, type AddonVersions } from "./addons";
export {
  AMI_TYPES,
  CAPACITY_TYPES,
  LOG_TYPES,
  type AmiType,
  type CapacityType,
  type KianaxClusterArgs,
  type LogType,
  type NodeGroup,
} from "./arguments";
export { KianaxCluster } from "./cluster";
export { SUPPORT_CALENDAR, supportedVersions, supportOf, supportProblems, type Support } from "./support";
export { clusterProblems } from "./validation";
