export { bucketsOf, partsOf, takesAccessLogs } from "./buckets";
export { privacyOf, type Privacy } from "./privacy";
export { routeTablesOf, vpcsOf, type RouteTable, type Unresolved } from "./route-tables";
export { type Route } from "./routes";
export { isDeclaredPublic, mustBePrivate, subnetsIn } from "./subnets";
export { mustSpanZones, zoneOf, zonesOf } from "./zones";
