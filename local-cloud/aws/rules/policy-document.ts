/** The grammar of IAM policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import { isObject, isUnknown, type Value } from "../../provider/values";

export type PolicyKind = "identity" | "resource" | "trust";

const STATEMENT_KEYS = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"];

export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly services: readonly string[];
  readonly principals: readonly string[];
  /** Identity providers. */
  readonly federated: readonly string[];
  readonly condition: Value | undefined;
}

/** The document as an object: programs write JSON text or the object itself. Undefined while a part of it is unknown. */
export function parsePolicy(value: Value | undefined): { document?: Value; problem?: string } {
  if (value === undefined || value === null || isUnknown(value)) {
    return {};
  }
  if (isObject(value)) {
    return { document: value };
  }
  if (typeof value !== "string") {
    return { problem: "it is no JSON document" };
  }
  try {
    const document: Value = JSON.parse(value);
    return isObject(document) ? { document } : { problem: "it is no JSON object" };
  } catch {
    return { problem: "it is no JSON; check its quotes, commas and brackets" };
  }
}

/** What is wrong with the policy, in one clause; undefined when nothing is. */
export function policyProblem(value: Value | undefined, kind: PolicyKind): string | undefined {
  const { document, problem } = parsePolicy(value);
  if (problem !== undefined || !isObject(document)) {
    return problem;
  }
  const extra = Object.keys(document).find((key) => !["Version", "Id", "Statement"].includes(key));
  if (extra !== undefined) {
    return `it has the element "${extra}", and a policy has only Version, Id and Statement`;
  }
  const version = document["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    return `its Version is "${String(version)}", and AWS knows 2012-10-17 and 2008-10-17`;
  }
  const statements = list(document["Statement"]);
  if (statements.length === 0) {
    return "it has no Statement";
  }
  const sids = statements.flatMap((statement) => (isObject(statement) && typeof statement["Sid"] === "string" ? [statement["Sid"]] : []));
  const twice = sids.find((sid, index) => sid !== "" && sids.indexOf(sid) !== index);
  if (twice !== undefined) {
    return `two statements have the Sid "${twice}"`;
  }
  for (const [index, statement] of statements.entries()) {
    const wrong = statementProblem(statement, kind);
    if (wrong !== undefined) {
      return `statement ${index + 1} ${wrong}`;
    }
  }
  return undefined;
}

function statementProblem(statement: Value, kind: PolicyKind): string | undefined {
  if (!isObject(statement)) {
    return "is no object";
  }
  const extra = Object.keys(statement).find((key) => !STATEMENT_KEYS.includes(key));
  if (extra !== undefined) {
    return `has the element "${extra}", which the policy grammar does not know`;
  }
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny" && !isUnknown(effect)) {
    return effect === undefined ? "has no Effect; write Allow or Deny" : `has the Effect "${String(effect)}"; write Allow or Deny`;
  }
  const exclusive: readonly (readonly [string, string])[] = [["Action", "NotAction"], ["Resource", "NotResource"], ["Principal", "NotPrincipal"]];
  const both = exclusive.find(([one, other]) => statement[one] !== undefined && statement[other] !== undefined);
  if (both !== undefined) {
    return `has ${both[0]} and ${both[1]}; keep one`;
  }
  if (statement["Action"] === undefined && statement["NotAction"] === undefined) {
    return "has no Action";
  }
  const actions = list(statement["Action"] ?? statement["NotAction"]);
  const wrongAction = actions.find((action) => typeof action === "string" && action !== "*" && !/^[\w-]+:[\w*?]+$/.test(action));
  if (wrongAction !== undefined) {
    return `has the action "${String(wrongAction)}"; actions are written service:Action`;
  }
  const hasPrincipal = statement["Principal"] !== undefined || statement["NotPrincipal"] !== undefined;
  const hasResource = statement["Resource"] !== undefined || statement["NotResource"] !== undefined;
  if (kind === "identity" && hasPrincipal) {
    return "has a Principal, which a policy of an identity cannot have; remove it";
  }
  if (kind !== "identity" && !hasPrincipal) {
    return "has no Principal";
  }
  if (kind === "trust" && hasResource) {
    return "has a Resource, which a trust policy cannot have; remove it";
  }
  if (kind !== "trust" && !hasResource) {
    return "has no Resource";
  }
  const resource = list(statement["Resource"] ?? statement["NotResource"]).find((item) => typeof item === "string" && item !== "*" && !/^(arn:|\*|\$\{)/.test(item));
  if (resource !== undefined && kind === "identity") {
    return `has the resource "${String(resource)}", which is neither an ARN nor "*"`;
  }
  return principalProblem(statement["Principal"] ?? statement["NotPrincipal"]);
}

function principalProblem(principal: Value | undefined): string | undefined {
  if (principal === undefined || principal === "*" || isUnknown(principal)) {
    return undefined;
  }
  if (!isObject(principal)) {
    return 'has a Principal that is neither "*" nor an object such as { "Service": "…" }';
  }
  const extra = Object.keys(principal).find((key) => !PRINCIPALS.includes(key));
  if (extra !== undefined) {
    return `has a Principal of kind "${extra}"; AWS knows ${PRINCIPALS.join(", ")}`;
  }
  const service = list(principal["Service"]).find((item) => typeof item === "string" && !/^[\w-]+(\.[\w-]+)*\.(amazonaws\.com(\.cn)?|amazon\.com|internal)$/.test(item));
  if (service !== undefined) {
    return `names the service "${String(service)}"; a service principal is written as pods.eks.amazonaws.com`;
  }
  const aws = list(principal["AWS"]).find((item) => typeof item === "string" && !/^(\*|\d{12}|arn:[\w-]+:(iam|sts)::(\d{12}|cloudfront):.+|A[A-Z0-9]{15,})$/.test(item));
  return aws === undefined ? undefined : `names the principal "${String(aws)}", which is no account id and no IAM ARN`;
}

/** The statements in a form that rules can ask. */
export function statementsOf(value: Value | undefined): Statement[] {
  const { document } = parsePolicy(value);
  return (isObject(document) ? list(document["Statement"]) : []).filter(isObject).map((statement) => {
    const principal = statement["Principal"];
    const byKind = (kind: string): string[] => (isObject(principal) ? texts(principal[kind]) : principal === "*" ? ["*"] : []);
    return {
      effect: String(statement["Effect"]),
      actions: texts(statement["Action"]),
      services: byKind("Service"),
      principals: byKind("AWS"),
      federated: byKind("Federated"),
      condition: statement["Condition"],
    };
  });
}

/** Whether the policy lets an AWS service do something, under whatever condition. */
export function letsService(policy: Value | undefined, service: string, action: string): boolean {
  const matches = (pattern: string): boolean => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "i").test(action);
  return statementsOf(policy).some(({ effect, services, principals, actions }) => effect === "Allow" && (services.includes(service) || principals.includes("*")) && actions.some(matches));
}

/** Size without the white space that IAM does not count. */
export function policySize(value: Value | undefined): number {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
  try {
    return JSON.stringify(JSON.parse(text)).length;
  } catch {
    return text.length;
  }
}

function list(value: Value | undefined): Value[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function texts(value: Value | undefined): string[] {
  return list(value).filter((item): item is string => typeof item === "string");
}
