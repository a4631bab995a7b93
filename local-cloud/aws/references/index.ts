export { missingReferences, resolve, usersOf } from "./resolve";
export { referencesOf, type Reference } from "./table";
export { TARGETS, type Target, type TargetName } from "./targets";
