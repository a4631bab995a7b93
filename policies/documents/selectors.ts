import { readingOf, viewOf, type Reading, type Value, type View } from "../kernel";

/** The labels of an object, or what a selector asks for; undefined where they, or one of them, are not known at preview. */
export function labelsAt(view: View, path: string): ReadonlyMap<string, string> | undefined {
  return textsOf(view.value(path));
}

/** Whether a label selector of a pod takes in pods with these labels: none, where it is left out or no selector; undefined where that is not known at preview. */
export function selects(selector: View, labels: ReadonlyMap<string, string> | undefined): boolean | undefined {
  const { reading } = selector.value("");
  if (reading.state !== "unknown" && !isObject(reading)) {
    return false;
  }
  const wanted = labelsAt(selector, "matchLabels");
  const expressions = selector.list("matchExpressions");
  if (wanted === undefined || labels === undefined || expressions.state === "unknown") {
    return undefined;
  }
  const verdicts = [...[...wanted].map(([key, value]) => labels.get(key) === value), ...expressions.items.map((expression) => holds(expression, labels))];
  return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
}

/** Whether a selector takes in every pod. One that is left out takes in none, or is read otherwise by who asks. */
export function selectsAll(selector: View): boolean {
  const { reading } = selector.value("");
  return isObject(reading) && labelsAt(selector, "matchLabels")?.size === 0 && isEmpty(selector.value("matchExpressions"));
}

/** Whether a selector asks for something, so that it takes in some alone. What is not known at preview may ask for nothing. */
export function selectsSome(selector: View): boolean {
  const { reading } = selector.value("matchLabels");
  return (isObject(reading) && Object.keys(reading.value).length > 0) || selector.list("matchExpressions").items.length > 0;
}

/** The pods of a NetworkPolicy: to it alone, a selector that is left out is an empty one. https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export function policedPods(policy: View): View {
  const selector = policy.at("spec.podSelector");
  return selector.value("").exists ? selector : viewOf({});
}

function isObject(reading: Reading): reading is Reading & { readonly value: object } {
  return reading.state === "known" && typeof reading.value === "object" && !Array.isArray(reading.value);
}

function isEmpty({ reading }: Value): boolean {
  return reading.state === "absent" || (reading.state === "known" && Array.isArray(reading.value) && reading.value.length === 0);
}

function holds(expression: View, labels: ReadonlyMap<string, string>): boolean | undefined {
  const key = expression.value("key").text;
  const values = expression.list("values").items.map((item) => item.value("").text);
  if (key === undefined || values.includes(undefined)) {
    return undefined;
  }
  const actual = labels.get(key);
  switch (expression.value("operator").text) {
    case "In":
      return actual !== undefined && values.includes(actual);
    case "NotIn":
      return actual === undefined || !values.includes(actual);
    case "Exists":
      return actual !== undefined;
    case "DoesNotExist":
      return actual === undefined;
    default:
      return undefined;
  }
}

function textsOf({ reading }: Value): ReadonlyMap<string, string> | undefined {
  if (reading.state === "absent") {
    return new Map();
  }
  if (reading.state === "unknown") {
    return undefined;
  }
  const entries = Object.entries(reading.value as Record<string, unknown>).map(([key, raw]): [string, string | undefined] => {
    const each = readingOf(raw);
    return [key, each.state === "known" ? String(each.value) : undefined];
  });
  return entries.some(([, value]) => value === undefined) ? undefined : new Map(entries as [string, string][]);
}
