/** `npm run test:kubernetes`: makes what the tests need, runs them, and gives the exit code. */
import { runEach, suite } from "../../local-cloud/cli/checks";
import type { Progress } from "../../local-cloud/engine/go";
import { readDefinitions } from "./crds/crds";
import { ensureTools, TOOL_MODULES } from "./tools/tools";

export async function runKubernetes(root: string, progress: Progress): Promise<number> {
  for (const name of TOOL_MODULES) {
    await ensureTools(name, { root, environment: process.env, progress });
  }
  progress("Reading the definitions of Argo CD, External Secrets and the Prometheus operator …");
  // Fetched here, where it can be said in a sentence that a module is out of reach.
  readDefinitions(process.env);
  return runEach(root, [suite(root, "charts and platform on a real Kubernetes API server", "test/kubernetes/.mocharc.json", "kubernetes")]);
}
