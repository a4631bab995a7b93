import { resourceRule, type Findings, type Resource, type Value } from "../kernel";
import { ATTACHMENTS, eachAllowed, isEveryAction, mustBecomeDocuments, mustBeDocuments, onEverything, POLICIES } from "./grants";

const ADMINISTRATORS = ["AdministratorAccess", "IAMFullAccess"];

/**
 * A policy made of outputs, as most are that name a resource of their stack, is judged when they are known: in `pulumi up` before it is
 * put, and in every later preview. A document that no deployment of this stack would make known is refused here for all rules about IAM.
 */
export const iamNoAdmin = resourceRule({
  name: "iam-no-admin",
  title: "No policy allows everything.",
  why: "Whoever gets hold of such a role owns the account, its records and its backups.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {
    checkov: ["CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_274", "CKV2_AWS_56"],
    fsbp: ["IAM.1"],
    cis: ["1.15"],
    pci: ["7.2.1"],
    soc2: ["CC6.3"],
    gdpr: ["25"],
  },
  remediation: "Name the actions and the resources that are needed, and attach neither AdministratorAccess nor IAMFullAccess.",
  examples: {
    compliant: `new aws.iam.RolePolicy("app", { role: role.id, policy: JSON.stringify({ Version: "2012-10-17", Statement: [
  { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::kianax-documents/*" },
] }) });`,
    violating: `new aws.iam.RolePolicyAttachment("app", { role: role.name, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });`,
  },
  types: [...new Set<string>([...POLICIES, ...ATTACHMENTS])],
  check: (resource) => [
    mustBeDocuments(resource),
    eachAllowed(resource, (statement) => {
      const everyAction = statement.exceptActions || statement.actions.some(isEveryAction);
      return everyAction && onEverything(statement)
        ? [{ action: statement.exceptActions ? "NotAction" : "*", message: statement.exceptActions ? "allows all actions but some on every resource" : "allows every action on every resource" }]
        : [];
    }),
    attachedOf(resource).map(mustNotAdminister),
  ],
  checkStack: mustBecomeDocuments,
});

function attachedOf(resource: Resource): Value[] {
  return [resource.value("policyArn"), ...["policyArns", "managedPolicyArns"].flatMap((path) => resource.list(path).items.map((item) => item.value("")))];
}

/** An ARN that is unknown is one of a policy of this stack, which is judged itself: those of AWS are literals. */
function mustNotAdminister({ path, text }: Value): Findings {
  const name = text?.split("/").at(-1);
  return name !== undefined && ADMINISTRATORS.includes(name) ? { id: `${path}[${name}]`, message: `${path} attaches ${name}` } : undefined;
}
