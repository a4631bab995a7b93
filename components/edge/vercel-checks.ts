/** What is wrong with the front end's arguments, without Pulumi. */
import { flag, inputText, listOf, mapOf, objectOf, optional, text, type Kind, type Problem } from "../base";
import { VERCEL_TARGETS, type VercelArgs, type VercelTarget, type VercelVariable } from "./vercel";

export const vercelKind: Kind<false> = objectOf<VercelArgs>({
  projectName: text,
  teamId: optional(text),
  framework: optional(text),
  repository: optional(text),
  productionBranch: optional(text),
  environmentVariables: optional(mapOf(objectOf<VercelVariable>({ value: inputText, sensitive: optional(flag), targets: optional(listOf(text)) }))),
});

/** https://github.com/vercel/terraform-provider-vercel/blob/main/vercel/resource_project.go */
const PROJECT_NAME = /^[a-z0-9-]{1,52}$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
/** https://vercel.com/docs/environment-variables */
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function vercelProblems(vercel: VercelArgs | undefined, vercelRecords: boolean): Problem[] {
  if (vercel === undefined) {
    return [];
  }
  const { projectName, repository, productionBranch, environmentVariables = {} } = vercel;
  return [
    ...(vercelRecords ? [] : [{ argument: "vercel", problem: "needs vercelRecords, or its domain is never verified: set that to true, or leave vercel out." }]),
    ...(PROJECT_NAME.test(projectName) ? [] : [{ argument: "vercel.projectName", problem: `must be 1 to 52 lower-case letters, digits and dashes, not ${JSON.stringify(projectName)}.` }]),
    ...(repository === undefined || REPOSITORY.test(repository) ? [] : [{ argument: "vercel.repository", problem: `must be a GitHub repository as owner/name, not ${JSON.stringify(repository)}.` }]),
    ...(productionBranch !== undefined && repository === undefined ? [{ argument: "vercel.productionBranch", problem: "means nothing without repository: name that too, or leave it out." }] : []),
    ...Object.entries(environmentVariables).flatMap(([name, variable]) => variableProblems(name, variable)),
  ];
}

function variableProblems(name: string, { sensitive = true, targets }: VercelVariable): Problem[] {
  const argument = `vercel.environmentVariables.${name}`;
  if (!VARIABLE_NAME.test(name)) {
    return [{ argument, problem: "must be named with letters, digits and underscores, not beginning with a digit." }];
  }
  const known: readonly string[] = VERCEL_TARGETS;
  const wrong = targets !== undefined && (targets.length === 0 || new Set(targets).size < targets.length || targets.some((target: VercelTarget) => !known.includes(target)));
  if (wrong) {
    return [{ argument: `${argument}.targets`, problem: `must name one or more of ${VERCEL_TARGETS.join(", ")}, each once, not ${JSON.stringify(targets)}.` }];
  }
  return sensitive && targets?.includes("development") === true
    ? [{ argument: `${argument}.targets`, problem: "names development, which downloads values to read them, and the variable is sensitive: set sensitive to false, or make two variables." }]
    : [];
}
