import { oneOf, wholeNumber, type Problem } from "../base/argument-error";
import { CACHE_USES } from "../cache/uses";
import { SLOT_NAME } from "../secrets/validation";
import type { InternetHost, ServiceDefinition } from "./definition";
import { METRICS_PORT } from "./health";
import { resourceProblems, resourcesOf } from "./resources";

/** Files that hold the credentials of database and cache, beside a service's own secrets. */
export const DATABASE_FILE = "database";
export const CACHE_FILE = "cache";
/** Namespace of the secrets that belong to no service. */
const RESERVED_NAMES = ["platform"];
const DNS_LABEL = /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/;
const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const DATABASE_USES = ["read-only", "read-write"] as const;
/**
 * A rule has five values, and the host name is one of them.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
const MAX_PATHS = 4;
const PATH_PATTERN = /^\/[A-Za-z0-9_\-.$/~"'@:+&*?]{0,127}$/;

/** What is wrong with one definition by itself. */
export function definitionProblems(definition: ServiceDefinition): Problem[] {
  return [
    ...nameProblems(definition.name),
    ...(definition.purpose.trim() === "" ? [{ argument: "purpose", problem: "is empty: say in one sentence what the service does." }] : []),
    ...wholeNumber("port", definition.port, 1024, 65_535),
    ...(definition.port === METRICS_PORT ? [{ argument: "port", problem: `${METRICS_PORT} is where every pod gives its metrics: take another.` }] : []),
    ...callProblems(definition),
    ...needsProblems(definition),
    ...exposureProblems(definition),
    ...scalingProblems(definition),
    ...resourceProblems(resourcesOf(definition)),
    ...objectiveProblems(definition),
  ];
}

/** What is wrong with a name by itself. */
export function nameProblems(name: string): Problem[] {
  if (RESERVED_NAMES.includes(name)) {
    return [{ argument: "name", problem: `"${name}" belongs to the platform itself: take another.` }];
  }
  return DNS_LABEL.test(name) ? [] : [{ argument: "name", problem: `must be lower-case letters, digits and single dashes, beginning with a letter, not ${JSON.stringify(name)}.` }];
}

function callProblems({ name, calls }: ServiceDefinition): Problem[] {
  return [
    ...duplicates(calls).map((callee) => ({ argument: "calls", problem: `names "${callee}" twice: name it once.` })),
    ...(calls.includes(name) ? [{ argument: "calls", problem: "names the service itself: a call inside a service needs no declaration." }] : []),
  ];
}

function needsProblems({ needs }: ServiceDefinition): Problem[] {
  const { database, cache = [], secrets = [], internetHosts = [] } = needs;
  return [
    ...(database === undefined ? [] : oneOf("needs.database", database, DATABASE_USES)),
    ...cache.flatMap((use) => oneOf("needs.cache", use, CACHE_USES)),
    ...duplicates(cache).map((use) => ({ argument: "needs.cache", problem: `names "${use}" twice: name it once.` })),
    ...secrets
      .filter((secret) => !SLOT_NAME.test(secret))
      .map((secret) => ({ argument: "needs.secrets", problem: `must be names of lower-case letters, digits and single dashes, not ${JSON.stringify(secret)}.` })),
    ...secrets
      .filter((secret) => [DATABASE_FILE, CACHE_FILE].includes(secret))
      .map((secret) => ({ argument: "needs.secrets", problem: `names "${secret}", which is how pods find the ${secret}'s own credentials: call the secret something else.` })),
    ...duplicates(secrets).map((secret) => ({ argument: "needs.secrets", problem: `names "${secret}" twice: name it once.` })),
    ...internetHosts.flatMap(hostProblems),
    ...duplicates(internetHosts.map(({ host, port }) => `${host}:${port}`)).map((address) => ({ argument: "needs.internetHosts", problem: `names ${address} twice: name it once.` })),
  ];
}

function hostProblems({ host, port }: InternetHost): Problem[] {
  return [
    ...(HOST.test(host) ? [] : [{ argument: "needs.internetHosts", problem: `must be host names such as api.example.com or *.example.com, not ${JSON.stringify(host)}.` }]),
    ...wholeNumber(`needs.internetHosts ${JSON.stringify(host)} port`, port, 1, 65_535),
  ];
}

function exposureProblems({ exposure }: ServiceDefinition): Problem[] {
  if (exposure === undefined) {
    return [];
  }
  const { paths, priority = 1000 } = exposure;
  return [
    ...(paths.length >= 1 && paths.length <= MAX_PATHS
      ? []
      : [{ argument: "exposure.paths", problem: `must be 1 to ${MAX_PATHS} patterns, not ${paths.length}: a rule of the load balancer holds no more.` }]),
    ...paths
      .filter((path) => !PATH_PATTERN.test(path))
      .map((path) => ({ argument: "exposure.paths", problem: `must be patterns such as /* or /v1/orders/*, at most 128 characters, not ${JSON.stringify(path)}.` })),
    ...duplicates(paths).map((path) => ({ argument: "exposure.paths", problem: `names ${JSON.stringify(path)} twice: name it once.` })),
    ...wholeNumber("exposure.priority", priority, 1, 50_000),
  ];
}

function scalingProblems({ scaling: { min, max, cpuPercent, memoryPercent } }: ServiceDefinition): Problem[] {
  const problems = [
    ...wholeNumber("scaling.min", min, 1, 1000, "pods"),
    ...wholeNumber("scaling.max", max, 1, 1000, "pods"),
    ...wholeNumber("scaling.cpuPercent", cpuPercent, 1, 100, "percent"),
    ...wholeNumber("scaling.memoryPercent", memoryPercent, 1, 100, "percent"),
  ];
  if (problems.length === 0 && min > max) {
    problems.push({ argument: "scaling.min", problem: `${min} is above scaling.max ${max}: lower it, or raise the other.` });
  }
  return problems;
}

function objectiveProblems({ objectives: { availabilityPercent, p95LatencyMs } }: ServiceDefinition): Problem[] {
  const inRange = availabilityPercent >= 95 && availabilityPercent <= 99.99;
  return [
    ...(inRange ? [] : [{ argument: "objectives.availabilityPercent", problem: `must be from 95 to 99.99, not ${availabilityPercent}.` }]),
    ...wholeNumber("objectives.p95LatencyMs", p95LatencyMs, 1, 60_000, "milliseconds"),
  ];
}

/** Values that appear again, each once. */
export function duplicates<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
