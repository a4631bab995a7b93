/**
 * aws.iam.getPolicyDocument, with the JSON that the AWS provider writes: two spaces, lists sorted from Z to A, single items without a list.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import { isObject, type Failure, type Properties, type Value } from "../../provider/values";
import { hex } from "../hash";
import { Reader } from "../reader";

type Json = { [key: string]: Value };

export function getPolicyDocument(args: Properties): { result?: Properties; failures?: Failure[] } {
  const reader = new Reader(args);
  const failures: Failure[] = [];
  const documents = (property: string, deprecated: string): Json[] =>
    [...reader.texts(property), ...(reader.given(deprecated) ? [reader.text(deprecated) ?? ""] : [])]
      .filter((text) => text.trim() !== "")
      .flatMap((text, index) => parsed(text, `${property}[${index}]`, failures));

  const own = reader.objects("statements").map((statement) => statementOf(statement, reader.text("version") ?? "2012-10-17"));
  const sources = documents("sourcePolicyDocuments", "sourceJson");
  const overrides = documents("overridePolicyDocuments", "overrideJson");

  const merged: Json[] = [];
  for (const statement of [...sources.flatMap(statementsOf), ...own]) {
    const sid = statement["Sid"];
    if (typeof sid === "string" && sid !== "" && merged.some((other) => other["Sid"] === sid)) {
      failures.push({ property: "statements", reason: `two statements have the Sid "${sid}"; name each once, or override one by overridePolicyDocuments.` });
    }
    merged.push(statement);
  }
  for (const statement of overrides.flatMap(statementsOf)) {
    const sid = statement["Sid"];
    const index = typeof sid === "string" && sid !== "" ? merged.findIndex((other) => other["Sid"] === sid) : -1;
    if (index >= 0) {
      merged[index] = statement;
    } else {
      merged.push(statement);
    }
  }
  if (failures.length > 0) {
    return { failures };
  }
  const last = [...sources, ...overrides].at(-1);
  const version = overrides.at(-1)?.["Version"] ?? reader.text("version") ?? last?.["Version"] ?? "2012-10-17";
  const id = overrides.at(-1)?.["Id"] ?? reader.text("policyId") ?? last?.["Id"];
  const document: Json = { Version: version, ...(id !== undefined && { Id: id }), ...(merged.length > 0 && { Statement: merged }) };
  const json = JSON.stringify(document, null, 2);
  return { result: { ...args, id: String(parseInt(hex(json, "policy", 8), 16)), json, minifiedJson: JSON.stringify(document), version } };
}

function statementOf(statement: Reader, version: string): Json {
  const replaced = (values: string[]): string[] => values.map((value) => (version === "2012-10-17" ? value.replaceAll("&{", "${") : value));
  const list = (property: string): Value | undefined => compact(sorted(replaced(statement.texts(property))));
  const principals = (property: string): Value | undefined => principalsOf(statement.objects(property), replaced);
  const condition = conditionsOf(statement.objects("conditions"), replaced);
  const parts: readonly (readonly [string, Value | undefined])[] = [
    ["Sid", statement.text("sid") === "" ? undefined : statement.text("sid")],
    ["Effect", statement.text("effect") ?? "Allow"],
    ["Action", list("actions")],
    ["NotAction", list("notActions")],
    ["Resource", list("resources")],
    ["NotResource", list("notResources")],
    ["Principal", principals("principals")],
    ["NotPrincipal", principals("notPrincipals")],
    ["Condition", condition],
  ];
  return Object.fromEntries(parts.filter((part): part is [string, Value] => part[1] !== undefined));
}

function principalsOf(principals: readonly Reader[], replaced: (values: string[]) => string[]): Value | undefined {
  if (principals.length === 0) {
    return undefined;
  }
  const [first] = principals;
  if (principals.length === 1 && first?.text("type") === "*" && first.texts("identifiers").every((identifier) => identifier === "*")) {
    return "*";
  }
  const byKind = new Map<string, string[]>();
  for (const principal of principals) {
    const kind = principal.text("type") === "*" ? "AWS" : (principal.text("type") ?? "AWS");
    byKind.set(kind, [...(byKind.get(kind) ?? []), ...sorted(replaced(principal.texts("identifiers")))]);
  }
  return sortedObject([...byKind].map(([kind, identifiers]) => [kind, compact(identifiers) ?? []]));
}

function conditionsOf(conditions: readonly Reader[], replaced: (values: string[]) => string[]): Value | undefined {
  if (conditions.length === 0) {
    return undefined;
  }
  const byTest = new Map<string, Map<string, string[]>>();
  for (const condition of conditions) {
    const [test, variable] = [condition.text("test") ?? "", condition.text("variable") ?? ""];
    const variables = byTest.get(test) ?? new Map<string, string[]>();
    variables.set(variable, [...(variables.get(variable) ?? []), ...replaced(condition.texts("values"))]);
    byTest.set(test, variables);
  }
  return sortedObject([...byTest].map(([test, variables]) => [test, sortedObject([...variables].map(([variable, values]) => [variable, compact(values) ?? []]))]));
}

/** Go writes maps with their keys in order. */
function sortedObject(entries: readonly (readonly [string, Value])[]): Json {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function sorted(values: readonly string[]): string[] {
  return [...values].sort().reverse();
}

function compact(values: readonly string[]): Value | undefined {
  return values.length === 0 ? undefined : values.length === 1 ? (values[0] ?? "") : [...values];
}

function statementsOf(document: Json): Json[] {
  const statement = document["Statement"];
  return (Array.isArray(statement) ? statement : [statement ?? null]).filter(isObject);
}

function parsed(text: string, property: string, failures: Failure[]): Json[] {
  try {
    const document: Value = JSON.parse(text);
    if (isObject(document)) {
      return [document];
    }
  } catch {
    // Said below: unreadable text and a text that is no object are one mistake.
  }
  failures.push({ property, reason: "the document is no JSON object; pass the json of another policy document." });
  return [];
}
