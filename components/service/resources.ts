/** What a pod asks of its node. */
import { wholeNumber, type Problem } from "../base/argument-error";
import type { NodeSize } from "../cluster/node-size";
import type { ServiceDefinition } from "./definition";

/** Requests of a pod. Its memory ends at what it asked for; its CPU does not, while the node has some. */
export interface Resources {
  /** In thousandths of a CPU. */
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
}

/** A Node.js service that waits for others most of the time: two pods of each of six services fit two nodes beside the platform's own. */
export const DEFAULT_RESOURCES: Resources = { cpuMillicores: 150, memoryMiB: 256 };
/** Below this Node.js does not start. */
const LEAST: Resources = { cpuMillicores: 10, memoryMiB: 64 };
/** The largest instances of EC2. */
const MOST: Resources = { cpuMillicores: 448_000, memoryMiB: 24_576 * 1024 };

export function resourcesOf({ resources = DEFAULT_RESOURCES }: Pick<ServiceDefinition, "resources">): Resources {
  return resources;
}

export function resourceProblems(resources: Resources): Problem[] {
  return [
    ...wholeNumber("resources.cpuMillicores", resources.cpuMillicores, LEAST.cpuMillicores, MOST.cpuMillicores, "thousandths of a CPU"),
    ...wholeNumber("resources.memoryMiB", resources.memoryMiB, LEAST.memoryMiB, MOST.memoryMiB, "MiB"),
  ];
}

/** A pod that asks for more than any node has waits for ever, and no autoscaler can help it. */
export function fitProblems(definition: Pick<ServiceDefinition, "resources">, node: NodeSize): Problem[] {
  const { cpuMillicores, memoryMiB } = resourcesOf(definition);
  const tooMuch = (argument: string, asked: number, has: number, unit: string): Problem[] =>
    asked <= has ? [] : [{ argument, problem: `asks for ${asked} ${unit}, and the largest node (${node.instanceType}) has ${has} for pods: lower it, or choose larger instances.` }];
  return [
    ...tooMuch("resources.cpuMillicores", cpuMillicores, node.cpuMillicores, "thousandths of a CPU"),
    ...tooMuch("resources.memoryMiB", memoryMiB, node.memoryMiB, "MiB"),
  ];
}
