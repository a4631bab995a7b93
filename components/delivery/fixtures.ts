import type { KianaxPipelinesArgs, StateFacts } from "./arguments";

/** Arguments of pipelines with nothing wrong; the state comes from the test. */
export function pipelinesArgs(state: StateFacts): KianaxPipelinesArgs {
  return {
    environment: "production",
    state,
    project: "kianax",
    region: "us-east-1",
    furtherRegions: ["us-west-2"],
    repository: { name: "kianax/infrastructure" },
    branch: "main",
    githubEnvironment: "production",
    imageRepositories: [{ name: "kianax/platform" }, { name: "kianax/agent" }],
    deploySessionMinutes: 120,
  };
}
