export { ADDON_NAMES, ADDONS, addonsOf, type AddonName, type AddonPhase, type AddonVersions } from "./addons";
export {
  AMI_TYPES,
  CAPACITY_TYPES,
  LOG_TYPES,
  TAINT_EFFECTS,
  type AmiType,
  type CapacityType,
  type ClusterPeople,
  type KianaxClusterArgs,
  type LogType,
  type NodeGroup,
  type Taint,
  type TaintEffect,
} from "./arguments";
export { KianaxCluster } from "./cluster";
export { largestNode, nodeSize, type NodeSize } from "./node-size";
export { PEOPLE_ROLES, type PeopleRole } from "./people";
export { SUPPORT_CALENDAR, supportedVersions, supportNotice, supportOf, supportProblems, type Support, type SupportNotice } from "./support";
export { clusterProblems } from "./validation";
