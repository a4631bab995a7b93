import { isClusterIssuer, documentOf, finding, type Condition, type PolicyDocument, type Statement } from "../documents";
import { on, resourceRule, type Finding, type StackResource } from "../kernel";
import { iam } from "../tokens";

/** Roles for service accounts by OIDC. EKS Pod Identity, which names its service account in the association, is not its matter. */
export const eksIrsaScoped = resourceRule({
  name: "eks-irsa-scoped",
  title: "A role for a service account is for that one service account.",
  why: "Without a condition on sub, every pod of the cluster may take the role; with a wildcard, every pod whose namespace someone may choose.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { eksCis: ["5.2.1"], pci: ["7.2.1"], gdpr: ["5(1)(f)"] },
  remediation: "Add StringEquals for the provider's :sub, a whole system:serviceaccount:<namespace>:<name>, and for its :aud, sts.amazonaws.com; or use EKS Pod Identity.",
  examples: {
    compliant: '{ Effect: "Allow", Principal: { Federated: provider }, Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringEquals: { [`${issuer}:sub`]: "system:serviceaccount:app:api", [`${issuer}:aud`]: "sts.amazonaws.com" } } }',
    violating: '{ Effect: "Allow", Principal: { Federated: provider }, Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringLike: { [`${issuer}:sub`]: "system:serviceaccount:*:*" } } }',
  },
  types: [iam.role],
  check: (role) => {
    const document = documentOf(role.value("assumeRolePolicy"));
    return document.statements.filter(trustsCluster).map((statement) => checkStatement(document, statement));
  },
  checkStack: (stack) =>
    stack.ofType(iam.role).map((role) => {
      const federated = role.dependenciesOf("assumeRolePolicy").some((source) => source.type === iam.openIdConnectProvider && maybeCluster(source));
      return federated && documentOf(role.value("assumeRolePolicy")).state === "unknown"
        ? on(role, "assumeRolePolicy", "assumeRolePolicy trusts an OpenID Connect provider and is known only after deployment, so whom it trusts cannot be judged")
        : undefined;
    }),
});

/** A provider whose issuer is known to be another one, such as GitHub, is iam-trust-scoped's. */
function maybeCluster(provider: StackResource): boolean {
  const url = provider.value("url").text;
  return url === undefined || /^(https:\/\/)?oidc\.eks\./.test(url);
}

function trustsCluster({ allows, principals }: Statement): boolean {
  return allows && principals.some(isClusterIssuer);
}

function checkStatement(document: PolicyDocument, { label, conditions }: Statement): Finding[] {
  const equals = (key: string, holds: (value: string) => boolean): boolean => conditions.some((condition) => isExact(condition) && condition.key.endsWith(key) && condition.values.every(holds));
  return [
    ...(equals(":sub", (value) => /^system:serviceaccount:[^*?:]+:[^*?:]+$/.test(value)) ? [] : [finding(document, label, "trusts a cluster without StringEquals on the sub of whole service accounts", "sub")]),
    ...(equals(":aud", (value) => value === "sts.amazonaws.com") ? [] : [finding(document, label, "trusts a cluster without StringEquals of aud and sts.amazonaws.com", "aud")]),
  ];
}

function isExact({ operator, optional, values }: Condition): boolean {
  return operator === "stringequals" && !optional && values.length > 0;
}
