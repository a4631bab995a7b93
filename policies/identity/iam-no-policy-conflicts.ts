import { on, stackRule, type StackResource } from "../kernel";
import { iam } from "../tokens";

/** Ways to set the same policies of a role. Two of a kind take back at every deployment what the other did. */
const CONFLICTS: readonly { readonly what: string; readonly argument: string; readonly exclusive: string; readonly standalone: readonly string[] }[] = [
  { what: "inline policies", argument: "inlinePolicies", exclusive: iam.rolePoliciesExclusive, standalone: [iam.rolePolicy] },
  {
    what: "attached policies",
    argument: "managedPolicyArns",
    exclusive: iam.rolePolicyAttachmentsExclusive,
    standalone: [iam.rolePolicyAttachment, iam.policyAttachment],
  },
];

export const iamNoPolicyConflicts = stackRule({
  name: "iam-no-policy-conflicts",
  title: "The policies of a role are set in one way.",
  why: "A list on the role takes away what other resources add, and they add it again: rights come and go with each deployment.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {},
  remediation: "Use either RolePolicy and RolePolicyAttachment, or inlinePolicies and managedPolicyArns, or the exclusive resources, for one role.",
  examples: {
    compliant: `new aws.iam.RolePolicy("app", { role: new aws.iam.Role("app", { assumeRolePolicy }).name, policy });`,
    violating: `new aws.iam.RolePolicy("app", { role: new aws.iam.Role("app", { assumeRolePolicy, inlinePolicies: [{ name: "read", policy }] }).name, policy });`,
  },
  check: (stack) =>
    stack.ofType(iam.role).map((role) =>
      CONFLICTS.map(({ what, argument, exclusive, standalone }) => {
        // An exclusive resource beside standalone ones is how to forbid others, as long as it names the same; it may not stand beside the argument.
        const ways = [role.value(argument).exists, usedBy(role, [exclusive]), usedBy(role, standalone)];
        return ways[0] && (ways[1] || ways[2]) ? on(role, argument, `sets ${what} by ${argument} as well as by resources of their own`) : undefined;
      }),
    ),
});

function usedBy(role: StackResource, types: readonly string[]): boolean {
  return role.uses.some(({ resource, property }) => types.includes(resource.type) && ["role", "roleName", "roles"].includes(property));
}
