/** What a microservice is, as data: everything else (roles, secrets, routes, alarms) follows from it. */
import { refuseProblems } from "../base/argument-error";
import { shapeProblems } from "../base/shape";
import type { CacheUse } from "../cache/uses";
import { definitionShape } from "./definition-shape";
import type { Resources } from "./resources";
import { definitionProblems } from "./validation";

/** How a service may use the database. */
export type DatabaseUse = "read-only" | "read-write";

/** A host outside of AWS that a service calls. */
export interface InternetHost {
  /** Host name; `*.example.com` stands for every name one level below. */
  readonly host: string;
  readonly port: number;
}

/** What a service cannot work without. It gets the rights for this and for nothing else. */
export interface ServiceNeeds {
  readonly database?: DatabaseUse;
  readonly cache?: readonly CacheUse[];
  /**
   * Secret slots, by the names that the platform fills them under; each becomes a secret in the service's own namespace
   * `<prefix>/<environment>/<service>/`. $0.40 a month each.
   */
  readonly secrets?: readonly string[];
  readonly internetHosts?: readonly InternetHost[];
  /** Whether it reads and writes the broker credentials of users, which have a key of their own. */
  readonly brokerCredentials?: boolean;
  /** Whether it puts records of what it does into the locked audit trail. */
  readonly audit?: boolean;
}

/** How the internet reaches a service: always at its `port`, and at no other. */
export interface Exposure {
  /** Path patterns of the load balancer, such as `/*`; one to four. */
  readonly paths: readonly string[];
  /** Whether clients keep connections open: they come back to the same pod, and leave it slowly. @default false */
  readonly websocket?: boolean;
  /** Order among exposed services, lower first, 1 to 50000. @default 1000 */
  readonly priority?: number;
}

/** How many pods run, and when there are more. */
export interface Scaling {
  readonly min: number;
  readonly max: number;
  /** Average use of requested CPU that adds pods, in percent. */
  readonly cpuPercent: number;
  /** Average use of requested memory that adds pods, in percent. */
  readonly memoryPercent: number;
}

/** What users may expect; alarms are derived from it. */
export interface Objectives {
  /** Share of requests that do not fail, 95 to 99.99. */
  readonly availabilityPercent: number;
  /** Time within which 95 of 100 requests are answered, in milliseconds. */
  readonly p95LatencyMs: number;
}

/** A microservice. */
export interface ServiceDefinition {
  /** DNS label; part of every name. Renaming **replaces** all that belongs to it. */
  readonly name: string;
  /** One sentence for people. */
  readonly purpose: string;
  /** Port that its pods listen on, 1024 to 65535: they run without privileges. */
  readonly port: number;
  /** Services that it calls, by name. */
  readonly calls: readonly string[];
  readonly needs: ServiceNeeds;
  /** @default reachable from other services only */
  readonly exposure?: Exposure;
  readonly scaling: Scaling;
  /**
   * What each pod asks of its node; a chart's values in Git may ask for something else in one environment. In place, one pod after
   * the other. Nodes are bought by it.
   * @default 150 thousandths of a CPU and 256 MiB
   */
  readonly resources?: Resources;
  readonly objectives: Objectives;
}

/** Declares a service; what is wrong with it is one sentence that names it. */
export function defineService<const D extends ServiceDefinition>(definition: D): D {
  refuseProblems(serviceName(definition), shapeProblems(definition, definitionShape));
  refuseProblems(serviceName(definition), definitionProblems(definition));
  return definition;
}

/** A service as messages give it: `Service "trading"`. */
export function serviceName({ name }: Pick<ServiceDefinition, "name">): string {
  return `Service "${name}"`;
}
