export { bucketsOf, partsOf, takesAccessLogs } from "./buckets";
export { isNarrow, isOpen } from "./networks";
export { permissionsOf, type Direction, type Permission } from "./permissions";
export { privacyOf, type Privacy } from "./privacy";
export { routeTablesOf, vpcsOf, type RouteTable, type Unresolved } from "./route-tables";
export { type Route } from "./routes";
export { rulesInto, SECURITY_GROUP_RULES, SECURITY_GROUPS, securityGroupsIn } from "./security-groups";
export { isDeclaredPublic, mustBePrivate, subnetsIn } from "./subnets";
export { mustSpanZones, zoneOf, zonesOf } from "./zones";
