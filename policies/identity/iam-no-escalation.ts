import { covers, requires, type Statement } from "../documents";
import { resourceRule } from "../kernel";
import { isWholeService, onEverything, onStatements } from "./grants";

/** Actions by which a principal gives itself more rights, with the condition that takes the danger away, where there is one. */
const ESCALATIONS: readonly { readonly action: string; readonly unless?: string }[] = [
  { action: "iam:PassRole", unless: "iam:passedtoservice" },
  { action: "iam:CreatePolicyVersion" },
  { action: "iam:SetDefaultPolicyVersion" },
  { action: "iam:UpdateAssumeRolePolicy" },
  { action: "iam:AttachRolePolicy", unless: "iam:permissionsboundary" },
  { action: "iam:PutRolePolicy", unless: "iam:permissionsboundary" },
  { action: "iam:AttachUserPolicy", unless: "iam:permissionsboundary" },
  { action: "iam:PutUserPolicy", unless: "iam:permissionsboundary" },
  { action: "iam:AttachGroupPolicy" },
  { action: "iam:PutGroupPolicy" },
  { action: "iam:AddUserToGroup" },
  { action: "iam:CreateAccessKey" },
  { action: "iam:CreateLoginProfile" },
  { action: "iam:UpdateLoginProfile" },
];

/** A policy made of outputs is judged when they are known, before it is put; see `iam-no-admin` for one that never would be. */
export const iamNoEscalation = resourceRule({
  name: "iam-no-escalation",
  title: "No policy lets a principal give itself more rights.",
  why: "Who may attach a policy to any role, or pass any role to a service, is an administrator by one more step.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_286", "CKV_AWS_289", "CKV_AWS_290"], gdpr: ["25"] },
  remediation: "Name the roles and policies as resources; PassRole may instead have a condition on iam:PassedToService, and attaching one on iam:PermissionsBoundary.",
  examples: {
    compliant: `{ Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/kianax-app" }`,
    violating: `{ Effect: "Allow", Action: "iam:PassRole", Resource: "*" }`,
  },
  ...onStatements((statement) =>
    onEverything(statement)
      ? ESCALATIONS.filter(({ action, unless }) => names(statement, action) && !(unless !== undefined && statement.conditions.some((condition) => requires(condition, (key) => key === unless)))).map(
          ({ action }) => ({ action, message: `allows ${action} on every resource` }),
        )
      : [],
  ),
});

/** A whole service is iam-no-service-wildcard's, and everything iam-no-admin's. */
function names({ actions, exceptActions }: Statement, action: string): boolean {
  return !exceptActions && actions.some((pattern) => !isWholeService(pattern) && covers(pattern, action));
}
