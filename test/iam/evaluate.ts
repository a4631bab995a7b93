/**
 * IAM's decision about one request inside one account, as a pure function of the documents that speak about it:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 * What it cannot know of, service control policies and session policies, only ever takes rights away.
 */
import { conditionsHold, listOf, substitute, type Conditions, type Context } from "./conditions";
import { wildcardMatches } from "./wildcards";

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Conditions;
}

export interface Document {
  readonly Statement: readonly Statement[];
}

export interface Request {
  /** Such as `s3:PutObject`. */
  readonly action: string;
  /** ARN of what it is done to. @default "*", an action without a resource */
  readonly resource?: string;
  readonly context?: Context;
  /** Who asks, as resource policies name it: `{ AWS: "arn:…" }`, `{ Service: "s3.amazonaws.com" }`, `{ Federated: "arn:…" }`. */
  readonly principal?: Readonly<Record<string, string>>;
}

export interface Policies {
  /** Policies of the one who asks, attached and inline. */
  readonly identity?: readonly Document[];
  /** Its permissions boundary. */
  readonly boundary?: Document;
  /** The policy of the resource: of a bucket, a key, or the trust of a role. */
  readonly resource?: Document;
  /** Resources that nobody may use whom their own policy does not name: KMS keys, and roles. @default false */
  readonly resourceMustAllow?: boolean;
}

export type Decision = "allowed" | "denied explicitly" | "denied implicitly";

/** Text of a document, or the document. */
export function documentOf(text: unknown): Document {
  const value: unknown = typeof text === "string" ? JSON.parse(text) : text;
  const statements = (value as { Statement?: unknown } | null)?.Statement;
  if (statements === undefined) {
    throw new Error(`This is no IAM document: ${String(text).slice(0, 200)}`);
  }
  return { Statement: (Array.isArray(statements) ? statements : [statements]) as Statement[] };
}

export function decide(policies: Policies, request: Request): Decision {
  const { identity = [], boundary, resource, resourceMustAllow = false } = policies;
  const speaking = [...identity, ...(boundary === undefined ? [] : [boundary]), ...(resource === undefined ? [] : [resource])];
  if (speaking.some((document) => has(document, "Deny", request))) {
    return "denied explicitly";
  }
  const byIdentity = identity.some((document) => has(document, "Allow", request));
  const byName = resource !== undefined && has(resource, "Allow", request);
  const delegated = resource !== undefined && delegates(resource, request);
  const granted = resourceMustAllow ? byName || (delegated && byIdentity) : byName || byIdentity;
  const bounded = boundary === undefined || has(boundary, "Allow", request);
  return granted && bounded ? "allowed" : "denied implicitly";
}

/** Whether one of the document's statements with this effect is about the request. */
export function has(document: Document, effect: "Allow" | "Deny", request: Request): boolean {
  return document.Statement.some((statement) => statement.Effect === effect && concerns(statement, request) && principalMatches(statement, request));
}

/** A resource policy that names the account leaves the decision to the account's own identities. */
function delegates(document: Document, request: Request): boolean {
  const account = request.principal?.["AWS"]?.split(":")[4];
  return document.Statement.some(
    (statement) =>
      statement.Effect === "Allow" &&
      concerns(statement, request) &&
      principalsOf(statement.Principal, "AWS").some((principal) => account !== undefined && (principal === account || /^arn:[\w-]+:iam::(\d{12}):root$/.exec(principal)?.[1] === account)),
  );
}

function concerns(statement: Statement, { action, resource = "*", context = {} }: Request): boolean {
  const given = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), typeof value === "string" ? [value] : value]));
  const actionMatches = (pattern: string): boolean => wildcardMatches(pattern.toLowerCase(), action.toLowerCase());
  const resourceMatches = (pattern: string): boolean => {
    const known = substitute(pattern, given);
    return known !== undefined && wildcardMatches(known, resource);
  };
  return (
    applies(statement.Action, statement.NotAction, actionMatches) &&
    // A trust policy has no resource: it speaks of its role.
    (statement.Resource === undefined && statement.NotResource === undefined ? true : applies(statement.Resource, statement.NotResource, resourceMatches)) &&
    conditionsHold(statement.Condition, context)
  );
}

function applies(wanted: unknown, unwanted: unknown, matches: (pattern: string) => boolean): boolean {
  return wanted !== undefined ? listOf(wanted).some(matches) : unwanted !== undefined && !listOf(unwanted).some(matches);
}

function principalMatches({ Principal, NotPrincipal, Effect }: Statement, { principal }: Request): boolean {
  if (Principal === undefined && NotPrincipal === undefined) {
    return true; // The policy of an identity.
  }
  if (NotPrincipal !== undefined) {
    return !names(NotPrincipal, principal, Effect);
  }
  return names(Principal, principal, Effect);
}

function names(principals: unknown, asking: Request["principal"], effect: string): boolean {
  if (principals === "*") {
    return true;
  }
  return Object.entries(asking ?? {}).some(([kind, who]) =>
    principalsOf(principals, kind).some((named) => named === "*" || named === who || (effect === "Deny" && named.endsWith(":root") && named.split(":")[4] === who.split(":")[4])),
  );
}

function principalsOf(principals: unknown, kind: string): string[] {
  const named = typeof principals === "object" && principals !== null ? (principals as Record<string, unknown>)[kind] : undefined;
  return named === undefined ? [] : listOf(named);
}
