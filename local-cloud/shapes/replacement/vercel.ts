/**
 * What replaces resources of Vercel that are in use here; of all others, what their documentation says.
 * https://github.com/vercel/terraform-provider-vercel/tree/main/vercel (resource_project.go, resource_project_domain.go,
 * resource_project_environment_variable.go)
 */
import type { PropertyShape, Replacement } from "../types";

const REPLACING: Readonly<Record<string, readonly string[]>> = {
  "vercel:index/project:Project": ["teamId"],
  "vercel:index/projectDomain:ProjectDomain": ["domain", "projectId", "teamId"],
  "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable": ["customEnvironmentIds", "key", "projectId", "sensitive", "teamId"],
};

export function vercelReplacement(token: string, inputs: readonly PropertyShape[]): Replacement {
  const documented = inputs.filter((input) => input.documentedReplacement).map(({ name }) => name);
  return { rules: (REPLACING[token] ?? documented).map((path) => ({ path })), implied: {} };
}
