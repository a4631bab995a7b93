import { globMatches, on, stackRule, texts, type Findings, type StackResource } from "../kernel";
import { eks, iam } from "../tokens";

const ADMINISTRATION = "AmazonEKSClusterAdminPolicy";
/** Reads everything but secrets. */
const VIEW = "AmazonEKSViewPolicy";

export const eksAccessEntriesScoped = stackRule({
  name: "eks-access-entries-scoped",
  title: "Only named administrators may do everything in the cluster.",
  why: "An administrator of the cluster reads every secret in it and becomes every service; whoever needs a namespace gets a namespace.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { eksCis: ["4.1.1"], pci: ["7.2.1"], gdpr: ["5(1)(f)", "25"] },
  remediation: 'Set accessScope to { type: "namespace", namespaces }, or policyArn to AmazonEKSViewPolicy; an administrator\'s role is named as the setting administrators says.',
  examples: {
    compliant: 'new aws.eks.AccessPolicyAssociation("developer", { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy", accessScope: { type: "namespace", namespaces: ["app"] }, … });',
    violating: 'new aws.eks.AccessPolicyAssociation("developer", { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy", accessScope: { type: "cluster" }, … });',
  },
  settings: {
    administrators: texts("Names of roles that may administer a cluster; * stands for anything.", 1, {
      production: ["*-admin", "*-administrator", "*-deploy"],
      development: ["*-admin", "*-administrator", "*-deploy"],
    }),
  },
  check: (stack, { administrators }) => stack.ofType(eks.accessPolicyAssociation).map((association) => checkAssociation(association, administrators)),
});

function checkAssociation(association: StackResource, administrators: readonly string[]): Findings {
  if (isAdministrator(association, administrators)) {
    return undefined;
  }
  const [policyArn, scope] = [association.value("policyArn"), association.value("accessScope.type")];
  const policy = policyArn.text?.split("/").at(-1);
  const namespaces = association.list("accessScope.namespaces");
  const isNarrow = scope.is("namespace") && namespaces.items.length > 0 && namespaces.items.every((each) => (each.value("").text ?? "*") !== "*");
  if (policy === undefined || policy === ADMINISTRATION) {
    return on(association, "policyArn", `policyArn is ${policy ?? "not known at preview"}, which only an administrator may have`);
  }
  return isNarrow || policy === VIEW
    ? undefined
    : on(association, "accessScope", `accessScope is not a list of namespaces known at preview, and only an administrator may have ${policy} everywhere`);
}

/** The role by its ARN, or by the name that the stack gives it: its ARN is not known before it is there. */
function isAdministrator(association: StackResource, administrators: readonly string[]): boolean {
  const made = association.dependenciesOf("principalArn").filter(({ type }) => type === iam.role).map((role) => role.value("name").text);
  const named = association.value("principalArn").text?.split("/").at(-1);
  const names = made.length > 0 ? made : [named];
  return names.every((name) => name !== undefined && administrators.some((pattern) => globMatches(pattern, name)));
}
