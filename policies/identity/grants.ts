import { coversAll, documentOf, finding, mustBecomeKnown, mustBeReadable, type PolicyDocument, type Statement } from "../documents";
import { about, type Findings, type Resource, type resourceRule, type Stack, type StackResource, type View } from "../kernel";
import { iam } from "../tokens";

/** Resources that hold identity policies. A user's are `iam-no-users`' to refuse. */
export const POLICIES = [iam.policy, iam.rolePolicy, iam.groupPolicy, iam.role] as const;

/** Resources that attach managed policies. */
export const ATTACHMENTS = [iam.policyAttachment, iam.rolePolicyAttachment, iam.groupPolicyAttachment, iam.rolePolicyAttachmentsExclusive, iam.role] as const;

/** The identity policies that a resource holds; not who may take a role. */
export function documentsOf(resource: View): PolicyDocument[] {
  return [documentOf(resource.value("policy")), ...resource.list("inlinePolicies").items.map((each) => documentOf(each.value("policy")))];
}

/**
 * A rule on every statement that allows something. A managed policy is judged among the other resources: one that is only a permissions
 * boundary sets the most that roles may do, and grants nothing.
 */
export function onStatements(check: StatementCheck): Pick<Parameters<typeof resourceRule>[0], "types" | "check" | "checkStack"> {
  return {
    types: POLICIES,
    check: (resource) => (resource.type === iam.policy ? undefined : eachAllowed(resource, check)),
    checkStack: (stack) => stack.ofType(iam.policy).map((policy) => (isBoundaryOnly(policy) ? undefined : about(policy, eachAllowed(policy, check)))),
  };
}

type StatementCheck = (statement: Statement) => readonly Forbidden[];

function isBoundaryOnly(policy: StackResource): boolean {
  const holders = policy.uses.filter(({ property }) => property === "permissionsBoundary");
  const attached = policy.uses.some(({ property }) => ["policyArn", "policyArns", "managedPolicyArns"].includes(property));
  return holders.length > 0 && !attached;
}

/** What statements that allow something must keep. What they say is known in part at least. */
export function eachAllowed(resource: View, check: StatementCheck): Findings {
  return documentsOf(resource).flatMap((document) =>
    document.statements
      .filter(({ allows }) => allows)
      .flatMap((statement) => check(statement).map(({ action, message }) => finding(document, statement.label, message, action))),
  );
}

/** An action that a statement must not allow so; the finding is its own, so that one can be accepted and the next still refused. */
export interface Forbidden {
  readonly action: string;
  readonly message: string;
}

/** A wildcard over every action of a service, or of all services. */
export function isWholeService(action: string): boolean {
  return /^(?:[^:]*:)?[*?]*\*[*?]*$/.test(action);
}

/** A wildcard over every action there is: `*`, or `*:*`. */
export function isEveryAction(action: string): boolean {
  return isWholeService(action) && /^[*?:]+$/.test(action);
}

export function onEverything({ resources, exceptResources }: Statement): boolean {
  return exceptResources || resources.some(coversAll);
}

/** Documents must be readable, or become so. */
export function mustBeDocuments(resource: Resource): Findings {
  return documentsOf(resource).map(mustBeReadable);
}

export function mustBecomeDocuments(stack: Stack): Findings {
  return stack.ofType(...POLICIES).map((owner) => [
    mustBecomeKnown(owner, "policy"),
    owner.list("inlinePolicies").state === "unknown" ? mustBecomeKnown(owner, "inlinePolicies") : undefined,
    owner.list("inlinePolicies").items.map((item) => mustBecomeKnown(owner, "inlinePolicies", item.value("policy"))),
  ]);
}
