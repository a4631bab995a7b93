/** Settings of the PostgreSQL parameter group. */

import { majorVersion } from "./engine-versions";

/** One setting and when it takes effect. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** `pending-reboot` for settings that PostgreSQL reads only at start. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** Statements slower than this are logged, in milliseconds. */
export const SLOW_STATEMENT_MS = 1000;

/** `16.9` and `16` belong to `postgres16`. */
export function parameterGroupFamily(engineVersion: string): string {
  return `postgres${majorVersion(engineVersion)}`;
}

/** Encrypted connections only, and a trail of who connected and who changed the schema or the rights. */
export function databaseParameters(): Parameter[] {
  return [
    immediate("rds.force_ssl", "1"),
    immediate("log_connections", "1"),
    immediate("log_disconnections", "1"),
    immediate("log_lock_waits", "1"),
    immediate("log_min_duration_statement", String(SLOW_STATEMENT_MS)),
    // pgaudit logs the schema changes; log_statement would log them a second time.
    immediate("log_statement", "none"),
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html
    { name: "shared_preload_libraries", value: "pg_stat_statements,pgaudit", applyMethod: "pending-reboot" },
    immediate("pgaudit.log", "ddl,role"),
  ];
}

function immediate(name: string, value: string): Parameter {
  return { name, value, applyMethod: "immediate" };
}
