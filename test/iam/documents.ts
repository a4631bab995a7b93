/** The IAM documents of a plan, with who and what they are about. */
import { documentOf, type Document } from "./evaluate";

/** What is looked at of a resource. */
export interface PolicyHolder {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** `identity`: what a role may do. `trust`: who may take the role. `resource`: who may do what to one resource. */
export type DocumentKind = "identity" | "trust" | "resource";

export interface FoundDocument {
  /** `type::name property`, as messages give it. */
  readonly where: string;
  readonly type: string;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly document: Document;
}

const IDENTITY_TYPES = new Set([
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
]);

/** Every text among the inputs that is a policy document, however deep it lies. */
export function documentsOf(holders: readonly PolicyHolder[]): FoundDocument[] {
  return holders.flatMap(({ type, name, inputs }) =>
    textsIn(inputs, "").flatMap(({ path, text }) =>
      isDocument(text) ? [{ where: `${type}::${name} ${path}`, type, name, kind: kindOf(type, path), document: documentOf(text) }] : [],
    ),
  );
}

function kindOf(type: string, path: string): DocumentKind {
  return path === "assumeRolePolicy" ? "trust" : IDENTITY_TYPES.has(type) ? "identity" : "resource";
}

function isDocument(text: string): boolean {
  if (!/"Statement"\s*:/.test(text)) {
    return false;
  }
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function textsIn(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === "string") {
    return [{ path, text: value }];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path === "" ? key : `${path}.${key}`));
}
