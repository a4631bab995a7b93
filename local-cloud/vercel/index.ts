/** Vercel as far as projects, their domains and their variables go. https://github.com/vercel/terraform-provider-vercel/tree/main/vercel */
import { createHash } from "node:crypto";
import type { Candidate, CloudRecord, CloudView, Created, Semantics } from "../provider/cloud";
import { isObject, type Failure, type Properties } from "../provider/values";

const PROJECT = "vercel:index/project:Project";
const DOMAIN = "vercel:index/projectDomain:ProjectDomain";
const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";

const PROTECTIONS = ["standard_protection_new", "standard_protection", "all_deployments", "only_preview_deployments", "none"];
const REDIRECTS = [301, 302, 307, 308];
const TARGETS = ["production", "preview", "development"];
const PREFIXES: Readonly<Record<string, string>> = { [PROJECT]: "prj_", [DOMAIN]: "dom_", [VARIABLE]: "env_" };

export const vercel: Semantics = {
  checkResource,
  admitResource,
  createResource,
  updateResource: (candidate) => ({ outputs: outputsOf(candidate, candidate.prior.id) }),
  deleteBlockers: () => undefined,
  invoke: () => undefined,
};

/** What the provider itself refuses. */
function checkResource({ type, inputs }: Candidate): Failure[] {
  switch (type) {
    case PROJECT:
      return projectFailures(inputs);
    case DOMAIN:
      return domainFailures(inputs);
    case VARIABLE:
      return variableFailures(inputs);
    default:
      return [];
  }
}

function projectFailures({ name, vercelAuthentication }: Properties): Failure[] {
  const deployment = isObject(vercelAuthentication) ? vercelAuthentication["deploymentType"] : undefined;
  return [
    ...refuseIf(typeof name === "string" && !/^[a-z0-9-]{1,52}$/.test(name), "name", `a project's name has 1 to 52 lower-case letters, digits and dashes, and "${String(name)}" is none.`),
    ...refuseIf(typeof deployment === "string" && !PROTECTIONS.includes(deployment), "vercelAuthentication.deploymentType", `"${String(deployment)}" is none of ${PROTECTIONS.join(", ")}.`),
  ];
}

function domainFailures({ redirectStatusCode, gitBranch, customEnvironmentId }: Properties): Failure[] {
  return [
    ...refuseIf(typeof redirectStatusCode === "number" && !REDIRECTS.includes(redirectStatusCode), "redirectStatusCode", `${String(redirectStatusCode)} is none of ${REDIRECTS.join(", ")}.`),
    ...refuseIf(isGiven(gitBranch) && isGiven(customEnvironmentId), "gitBranch", "gitBranch and customEnvironmentId exclude each other; keep one."),
  ];
}

function variableFailures({ targets, customEnvironmentIds, value, valueWo, sensitive }: Properties): Failure[] {
  const names = Array.isArray(targets) ? targets : [];
  const wrong = names.find((target) => typeof target === "string" && !TARGETS.includes(target));
  return [
    ...refuseIf(!isGiven(targets) && !isGiven(customEnvironmentIds), "targets", "a variable needs targets or customEnvironmentIds; name one."),
    ...refuseIf(wrong !== undefined, "targets", `"${String(wrong)}" is none of ${TARGETS.join(", ")}.`),
    ...refuseIf(isGiven(value) === isGiven(valueWo), "value", "exactly one of value and valueWo is needed."),
    ...refuseIf(names.includes("development") && sensitive === true, "sensitive", "variables that target development must set sensitive to false."),
  ];
}

/** What Vercel refuses because of what there is. */
function admitResource(candidate: Candidate, cloud: CloudView): Failure[] {
  const { type, inputs, prior } = candidate;
  const others = (token: string): CloudRecord[] => cloud.byType(token).filter(({ id }) => id !== prior?.id);
  const taken = (token: string, property: string, among: (record: CloudRecord) => boolean = () => true): boolean =>
    others(token).some((record) => record.outputs[property] === inputs[property] && among(record));
  const { projectId } = inputs;
  const sameProject = (record: CloudRecord): boolean => record.outputs["projectId"] === projectId;
  return [
    ...checkResource(candidate),
    ...refuseIf(type === PROJECT && taken(PROJECT, "name"), "name", `a project named "${String(inputs["name"])}" exists already; choose another name, or import it.`),
    ...refuseIf(type !== PROJECT && type in PREFIXES && cloud.byId(PROJECT, String(projectId)) === undefined, "projectId", `there is no project ${String(projectId)}; make it first.`),
    ...refuseIf(type === DOMAIN && taken(DOMAIN, "domain"), "domain", `${String(inputs["domain"])} belongs to a project already; remove it there first.`),
    ...refuseIf(type === VARIABLE && taken(VARIABLE, "key", sameProject), "key", `the project has a variable ${String(inputs["key"])} already; keep one.`),
  ];
}

function createResource(candidate: Candidate, cloud: CloudView): Created {
  const id = `${PREFIXES[candidate.type] ?? ""}${createHash("sha256").update(`${candidate.urn}#${cloud.serial()}`).digest("hex").slice(0, 24)}`;
  return { id, outputs: outputsOf(candidate, id) };
}

function outputsOf({ type, inputs }: Candidate, id: string): Properties {
  switch (type) {
    case PROJECT:
      return { ...inputs, teamId: inputs["teamId"] ?? "team_local", publicSource: inputs["publicSource"] ?? false };
    case DOMAIN:
      // Whether its records lead here is DNS, which answers nobody on this machine.
      return { ...inputs, teamId: inputs["teamId"] ?? "team_local", verified: true };
    default:
      return { ...inputs, ...(type === VARIABLE ? { teamId: inputs["teamId"] ?? "team_local" } : { id }) };
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function refuseIf(condition: boolean, property: string, reason: string): Failure[] {
  return condition ? [{ property, reason }] : [];
}
