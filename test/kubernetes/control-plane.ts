/** One control plane for all tests of a run: started when the first asks for it, stopped after the last. */
import path from "node:path";
import { startCluster, type Cluster } from "./cluster/cluster";
import { installDefinitions, readDefinitions } from "./crds/crds";
import { ensureTools, type ToolModuleName } from "./tools/tools";

const ROOT = path.resolve(__dirname, "..", "..");
const progress = (line: string): void => void process.stderr.write(`${line}\n`);

/** Folder with the programs of a module. */
export function tools(name: ToolModuleName): Promise<string> {
  return ensureTools(name, { root: ROOT, environment: process.env, progress });
}

let started: Promise<Cluster> | undefined;

/** The control plane, with every definition installed. */
export function controlPlane(): Promise<Cluster> {
  started ??= start();
  return started;
}

async function start(): Promise<Cluster> {
  const cluster = await startCluster(await tools("control-plane"));
  await installDefinitions(cluster.client, readDefinitions(process.env));
  return cluster;
}

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await (await started)?.stop();
  },
};
