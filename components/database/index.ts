export type { Peer } from "../data";
export type { KianaxDatabaseArgs } from "./arguments";
export { KianaxDatabase } from "./database";
export type { RestoreFrom } from "./restore";
export { databaseProblems, type DatabaseSettings } from "./validation";
