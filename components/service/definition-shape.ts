/** What kind of value each part of a service's definition takes. */
import { flag, listOf, number, objectOf, optional, text, type Shape } from "../base/shape";
import type { Exposure, InternetHost, Objectives, Scaling, ServiceDefinition, ServiceNeeds } from "./definition";
import type { Resources } from "./resources";

export const definitionShape: Shape<ServiceDefinition> = {
  name: text,
  purpose: text,
  port: number,
  calls: listOf(text),
  needs: objectOf<ServiceNeeds>({
    database: optional(text),
    cache: optional(listOf(text)),
    secrets: optional(listOf(text)),
    internetHosts: optional(listOf(objectOf<InternetHost>({ host: text, port: number }))),
    brokerCredentials: optional(flag),
    audit: optional(flag),
  }),
  exposure: optional(objectOf<Exposure>({ paths: listOf(text), websocket: optional(flag), priority: optional(number) })),
  scaling: objectOf<Scaling>({ min: number, max: number, cpuPercent: number, memoryPercent: number }),
  resources: optional(objectOf<Resources>({ cpuMillicores: number, memoryMiB: number })),
  objectives: objectOf<Objectives>({ availabilityPercent: number, p95LatencyMs: number }),
};
