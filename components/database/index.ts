export type { Peer } from "../data";
export type { KianaxDatabaseArgs } from "./arguments";
export { KianaxDatabase } from "./database";
export { POOLINGS, type PgBouncerValues, type Pooling } from "./pooling";
export type { RestoreFrom } from "./restore";
export type { RotationSchedule } from "./rotation-schedule";
export { databaseProblems, type DatabaseSettings } from "./validation";
