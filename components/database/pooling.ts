/** How clients share the connections of PostgreSQL, as figures. */
import type * as pulumi from "@pulumi/pulumi";
import { certainConnections } from "./instance-classes";

/**
 * `none`: clients connect to the instance. `pgbouncer`: a chart runs PgBouncer in the cluster, after the values that the
 * component puts out. `rds-proxy`: AWS runs RDS Proxy before the instance.
 */
export const POOLINGS = ["none", "pgbouncer", "rds-proxy"] as const;
export type Pooling = (typeof POOLINGS)[number];

/** superuser_reserved_connections, rds.rds_superuser_reserved_connections, and ten for migrations, rotation and people. */
export const RESERVED_CONNECTIONS = 3 + 2 + 10;
/** Pods of PgBouncer, in different zones; a third one stands while they are replaced one by one. */
const PODS = 2;
const SURGE = 1;
/** Part of a pod's connections that it opens only when clients have waited. */
const RESERVE_SHARE = 0.1;
/** Sockets of clients that a pod holds, at about 2 KiB each: https://www.pgbouncer.org/features.html */
const MAX_CLIENTS = 1000;
/** Prepared statements that a server connection keeps for its clients, in spite of sharing it by transaction. */
const MAX_PREPARED = 200;

/** Connections that a pool, all its parts together, may open on an instance of the class. */
export function pooledConnections(instanceClass: string): number {
  return Math.max(1, certainConnections(instanceClass) - RESERVED_CONNECTIONS);
}

/** The same as RDS Proxy is told it: in whole percent of the connections that the instance really has. */
export function proxyPercent(instanceClass: string): number {
  return Math.max(1, Math.floor((100 * pooledConnections(instanceClass)) / certainConnections(instanceClass)));
}

/** How PgBouncer is set up, in its own terms: https://www.pgbouncer.org/config.html */
export interface PgBouncerSizes {
  /** `pool_mode`: a connection is the client's for a transaction. Session state, as of LISTEN, does not last. */
  readonly poolMode: "transaction";
  readonly pods: number;
  /** `max_db_connections` of each pod. All pods of a rolling update together stay within what the instance has. */
  readonly maxDbConnections: number;
  /** `default_pool_size`: what a pair of user and database gets. */
  readonly defaultPoolSize: number;
  /** `reserve_pool_size`: what a pair gets beyond that when clients have waited for `reserve_pool_timeout`. */
  readonly reservePoolSize: number;
  /** `max_client_conn` of each pod. */
  readonly maxClientConnections: number;
  /** `max_prepared_statements`. */
  readonly maxPreparedStatements: number;
  /** `server_tls_sslmode`: the instance is refused when its certificate is not of RDS's authority. */
  readonly serverTlsMode: "verify-full";
}

export function pgBouncerSizes(instanceClass: string): PgBouncerSizes {
  const maxDbConnections = Math.max(1, Math.floor(pooledConnections(instanceClass) / (PODS + SURGE)));
  const reservePoolSize = Math.floor(maxDbConnections * RESERVE_SHARE);
  return {
    poolMode: "transaction",
    pods: PODS,
    maxDbConnections,
    defaultPoolSize: maxDbConnections - reservePoolSize,
    reservePoolSize,
    maxClientConnections: MAX_CLIENTS,
    maxPreparedStatements: MAX_PREPARED,
    serverTlsMode: "verify-full",
  };
}

/** Everything that a chart of PgBouncer needs. */
export interface PgBouncerValues extends PgBouncerSizes {
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly databaseName: string;
  /** Where the password is, which rotation changes: read it again, at latest when a login fails. */
  readonly secretArn: pulumi.Output<string>;
}
