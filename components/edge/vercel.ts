/** The front end on Vercel: its project, the names that lead there, and what it is told. */
import type * as pulumi from "@pulumi/pulumi";
import type * as Vercel from "@pulumiverse/vercel";
import { ArgumentError, type KianaxComponent } from "../base";

/** Where a variable is seen. */
export type VercelTarget = "production" | "preview" | "development";
export const VERCEL_TARGETS: readonly VercelTarget[] = ["production", "preview", "development"];

/** A variable of the front end's build and functions. */
export interface VercelVariable {
  /** In place, from the next deployment on. */
  readonly value: pulumi.Input<string>;
  /**
   * Whether nobody can read the value back on Vercel. Those that `vercel dev` downloads, target `development`, cannot be.
   * **Replaces** the variable.
   * @default true
   */
  readonly sensitive?: boolean;
  /**
   * Deployments that see it. In place.
   * @default production and preview
   */
  readonly targets?: readonly VercelTarget[];
}

/** The front end's project. Needs the package `@pulumiverse/vercel` and, as a secret, the configuration `vercel:apiToken`. */
export interface VercelArgs {
  /** Name of the project, up to 52 lower-case letters, digits and dashes. In place. */
  readonly projectName: string;
  /**
   * Team that owns it, such as `team_abc`. **Replaces** the project, which protection refuses.
   * @default the team of the configuration `vercel:team`, or the token's own account
   */
  readonly teamId?: string;
  /**
   * Preset for building. In place.
   * @default "nextjs"
   */
  readonly framework?: string;
  /**
   * GitHub repository whose pushes are deployed, as `owner/name`. In place.
   * @default none: deployments come from the command line
   */
  readonly repository?: string;
  /**
   * Branch whose deployments the domain shows. In place.
   * @default "main"
   */
  readonly productionBranch?: string;
  /**
   * Variables by name. In place.
   * @default none
   */
  readonly environmentVariables?: Readonly<Record<string, VercelVariable>>;
}

const DEFAULTS = { framework: "nextjs", productionBranch: "main", targets: ["production", "preview"] } as const;

/**
 * @param records - what leads the domain to Vercel: a domain without it is never verified
 */
export function createVercelProject(edge: KianaxComponent, args: VercelArgs, domain: string, records: readonly pulumi.Resource[]): pulumi.Output<string> {
  const vercel = loadVercel(`KianaxEdge "${edge.name}"`);
  const { teamId, framework = DEFAULTS.framework, repository, productionBranch = DEFAULTS.productionBranch } = args;
  const team = teamId === undefined ? {} : { teamId };
  const project = edge.child(
    vercel.Project,
    "vercelProject",
    "website",
    {
      name: args.projectName,
      ...team,
      framework,
      ...(repository === undefined ? {} : { gitRepository: { type: "github", repo: repository, productionBranch } }),
      // Previews are for the team; forks get neither variables nor deployments; sources and build logs are nobody else's.
      vercelAuthentication: { deploymentType: "standard_protection_new" },
      gitForkProtection: true,
      publicSource: false,
    },
    { stateful: true },
  );
  const shared = { projectId: project.id, ...team };
  edge.child(vercel.ProjectDomain, "vercelDomain", "website", { ...shared, domain }, { dependsOn: [...records] });
  edge.child(vercel.ProjectDomain, "vercelDomain", "website-www", { ...shared, domain: `www.${domain}`, redirect: domain, redirectStatusCode: 308 }, { dependsOn: [...records] });
  createVariables(edge, vercel, shared, args);
  return project.id;
}

function createVariables(edge: KianaxComponent, vercel: typeof Vercel, shared: Pick<Vercel.ProjectEnvironmentVariableArgs, "projectId" | "teamId">, { environmentVariables = {} }: VercelArgs): void {
  for (const [key, { value, sensitive = true, targets = DEFAULTS.targets }] of Object.entries(environmentVariables)) {
    edge.child(vercel.ProjectEnvironmentVariable, "vercelVariable", `website-${key}`, { ...shared, key, value, sensitive, targets: [...targets] });
  }
}

/** Only here, and only when it is asked for: programs without a front end on Vercel need not install its package. */
function loadVercel(where: string): typeof Vercel {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("@pulumiverse/vercel") as typeof Vercel;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") {
      throw error;
    }
    throw new ArgumentError(where, "vercel", "needs the package @pulumiverse/vercel: install it beside this library, or leave vercel out.");
  }
}
