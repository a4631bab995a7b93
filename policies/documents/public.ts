import type { Finding, Findings, StackResource, Value } from "../kernel";
import { narrowsCaller } from "./condition";
import { documentOf, type PolicyDocument, type Statement } from "./document";

/** Whether a statement lets anyone in, of any account. */
export function letsAnyoneIn({ allows, principals, exceptPrincipals, conditions }: Statement): boolean {
  const everyone = exceptPrincipals || principals.some(({ id }) => id === "*");
  return allows && everyone && !narrowsCaller(conditions);
}

/** A resource's policy names everyone only with a condition on who calls. */
export function mustNotBePublic(document: PolicyDocument): Findings {
  return document.statements.filter(letsAnyoneIn).map(({ label }) => finding(document, label, "allows everyone, without a condition on who calls"));
}

/** A document that is known must be one. */
export function mustBeReadable(document: PolicyDocument): Findings {
  return document.state === "unreadable" ? { id: document.path, message: `${document.path} is no policy document that could be read` } : undefined;
}

/**
 * A document that cannot be read before deployment is made of outputs of this stack. One that is unknown and depends on nothing
 * here may say anything, and no preview would ever show it.
 */
export function mustBecomeKnown(owner: StackResource, property: string, value = owner.value(property)): Findings {
  const { path } = value;
  const document = documentOf(value);
  return document.complete || owner.dependenciesOf(property).length > 0
    ? undefined
    : { id: path, message: `${path} is known only after deployment although it depends on no resource of this stack, so it cannot be judged`, subject: owner };
}

/** @param detail what tells one finding on a statement from the next: an action, a principal */
export function finding({ path }: { readonly path: string }, label: string, message: string, detail?: string): Finding {
  return { id: `${path}.${label}${detail === undefined ? "" : `[${detail}]`}`, message: `${label} of ${path} ${message}` };
}

/** Both checks of a resource's own policy, for a resource rule. */
export function mustBePrivate(value: Value): Findings {
  const document = documentOf(value);
  return [mustBeReadable(document), mustNotBePublic(document)];
}
