/** Control planes for all tests of a run: each started when the first test asks for it, all stopped after the last. */
import { startCluster, type Cluster } from "./cluster/cluster";
import { installDefinitions, readDefinitions } from "./crds/crds";
import { ROOT } from "./root";
import { CONTROL_PLANE_VERSION, ensureTools, type ToolModuleName } from "./tools/tools";
import type { Environment } from "./values";

/** What the API servers of these tests are, and what charts are rendered for. */
export const KUBE_VERSION = `v${CONTROL_PLANE_VERSION}`;

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

/** Folder with the programs of a module. */
export function tools(name: ToolModuleName): Promise<string> {
  return ensureTools(name, { root: ROOT, environment: process.env, progress });
}

const started = new Map<Environment, Promise<Cluster>>();

/** The control plane of an environment, with every definition installed: one each, as on AWS. */
export function controlPlane(environment: Environment): Promise<Cluster> {
  const running = started.get(environment) ?? start();
  started.set(environment, running);
  return running;
}

async function start(): Promise<Cluster> {
  const cluster = await startCluster(await tools("control-plane"));
  await installDefinitions(cluster.client, readDefinitions(process.env));
  return cluster;
}

export const mochaHooks = {
  async afterAll(): Promise<void> {
    for (const cluster of await Promise.all(started.values())) {
      await cluster.stop();
    }
  },
};
