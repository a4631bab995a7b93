import type { Value } from "../kernel";
import { conditionsOf, type Condition } from "./condition";
import { holdsUnknown, isRecord, listOf, parse, textsOf } from "./raw";

/** A principal by its kind (`AWS`, `Service`, `Federated`, …); the bare `"*"` is one of kind `AWS`. */
export interface Principal {
  readonly kind: string;
  readonly id: string;
}

/** A statement with every string-or-list form made a list, and its unknown parts left out. */
export interface Statement {
  /** `Sid`, or its place in the document: stable enough to tell one finding from the next. */
  readonly label: string;
  readonly allows: boolean;
  readonly denies: boolean;
  readonly principals: readonly Principal[];
  /** Written as `NotPrincipal`: everyone but the principals. */
  readonly exceptPrincipals: boolean;
  readonly actions: readonly string[];
  /** Written as `NotAction`: everything but the actions. */
  readonly exceptActions: boolean;
  readonly resources: readonly string[];
  /** Written as `NotResource`: everything but the resources. */
  readonly exceptResources: boolean;
  readonly conditions: readonly Condition[];
}

/**
 * A policy document: JSON text, or an object that the provider turns into it.
 *
 * Most documents hold ARNs of resources of their own stack. Such a document is one unknown text in the first preview, by nature:
 * rules judge it in `pulumi up`, where a resource rule sees it before its resource is made and stops that, and in every later preview.
 */
export interface PolicyDocument {
  readonly path: string;
  /** `unreadable` is known and no policy document. */
  readonly state: "absent" | "unknown" | "unreadable" | "readable";
  /** What is known of the statements. */
  readonly statements: readonly Statement[];
  /** Nothing of the document is unknown. */
  readonly complete: boolean;
}

export function documentOf({ path, reading }: Value): PolicyDocument {
  if (reading.state !== "known" || reading.value === "") {
    const state = reading.state === "unknown" ? "unknown" : "absent";
    return { path, state, statements: [], complete: state === "absent" };
  }
  const parsed = typeof reading.value === "string" ? parse(reading.value) : reading.value;
  if (!isRecord(parsed) || !("Statement" in parsed)) {
    return { path, state: "unreadable", statements: [], complete: true };
  }
  const statements = listOf(parsed.Statement).filter(isRecord);
  return { path, state: "readable", statements: statements.map(statementOf), complete: !holdsUnknown(parsed) };
}

function statementOf(raw: Record<string, unknown>, index: number): Statement {
  return {
    label: typeof raw.Sid === "string" && raw.Sid !== "" ? raw.Sid : `Statement[${index}]`,
    allows: raw.Effect === "Allow",
    denies: raw.Effect === "Deny",
    principals: principalsOf(raw.Principal ?? raw.NotPrincipal),
    exceptPrincipals: raw.NotPrincipal !== undefined,
    actions: textsOf(raw.Action ?? raw.NotAction),
    exceptActions: raw.NotAction !== undefined,
    resources: textsOf(raw.Resource ?? raw.NotResource),
    exceptResources: raw.NotResource !== undefined,
    conditions: conditionsOf(raw.Condition),
  };
}

function principalsOf(raw: unknown): Principal[] {
  return isRecord(raw)
    ? Object.entries(raw).flatMap(([kind, ids]) => textsOf(ids).map((id) => ({ kind, id })))
    : textsOf(raw).map((id) => ({ kind: "AWS", id }));
}
