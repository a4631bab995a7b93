import { isClusterIssuer, documentOf, finding, mustBecomeKnown, mustBeReadable, requires, type PolicyDocument, type Principal, type Statement } from "../documents";
import { resourceRule, type Finding } from "../kernel";
import { iam } from "../tokens";

/** Conditions with one of which a whole account may be trusted: a second factor, an agreed id, or named principals. */
const CONFINING = ["sts:externalid", "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:userid", "aws:sourceidentity"];

/**
 * The pack does not know which account is its own, so a bare account is refused whichever it is: trusting one means trusting every
 * principal in it that may assume roles at all.
 */
export const iamTrustScoped = resourceRule({
  name: "iam-trust-scoped",
  title: "Roles say exactly who may take them.",
  why: "A trust policy is the door to a role's rights; for anybody, any repository or any principal of an account, it stands open.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_393"], gdpr: ["25"] },
  remediation:
    "Name roles or services as principals; trust an account only with sts:ExternalId, a second factor or aws:PrincipalArn, an OpenID Connect provider only with a condition on its sub, and a SAML provider with one on SAML:aud.",
  examples: {
    compliant: `{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }`,
    violating: `{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }`,
  },
  types: [iam.role],
  check: (role) => {
    const document = documentOf(role.value("assumeRolePolicy"));
    return [
      mustBeReadable(document),
      document.state === "absent" ? role.value("assumeRolePolicy").must.bePresent() : undefined,
      document.statements.filter(({ allows }) => allows).map((statement) => checkStatement(document, statement)),
    ];
  },
  checkStack: (stack) => stack.ofType(iam.role).map((role) => mustBecomeKnown(role, "assumeRolePolicy")),
});

function checkStatement(document: PolicyDocument, statement: Statement): Finding[] {
  if (statement.exceptPrincipals) {
    return [finding(document, statement.label, "trusts everyone but some")];
  }
  return statement.principals.flatMap((principal) => {
    // eks-irsa-scoped asks more of a cluster's service accounts.
    const fault = isClusterIssuer(principal) ? undefined : faultOf(principal, statement);
    return fault === undefined ? [] : [finding(document, statement.label, fault, principal.id)];
  });
}

function faultOf({ kind, id }: Principal, statement: Statement): string | undefined {
  const has = (key: (name: string) => boolean): boolean => statement.conditions.some((condition) => requires(condition, key));
  if (id.includes("*")) {
    return "trusts anybody";
  }
  if (kind === "AWS" && /^(?:\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(id)) {
    return has((key) => CONFINING.includes(key)) || needsSecondFactor(statement) ? undefined : "trusts every principal of an account";
  }
  if (kind === "Federated" && /:saml-provider\//.test(id)) {
    return has((key) => key === "saml:aud") ? undefined : "trusts every application of a SAML provider";
  }
  // A provider is an ARN, or the name of one of AWS's own such as cognito-identity.amazonaws.com, which says who by aud.
  if (kind === "Federated") {
    return has((key) => key.endsWith(":sub") || key === "cognito-identity.amazonaws.com:aud") && !hasOpenSubject(statement) ? undefined : "trusts every subject of an identity provider";
  }
  return undefined;
}

function needsSecondFactor({ conditions }: Statement): boolean {
  return conditions.some(({ operator, optional, key, values }) => operator === "bool" && !optional && key === "aws:multifactorauthpresent" && values.every((value) => value === "true"));
}

/** `repo:*`, `repo:?*` and `repo:*:ref…` are any repository of GitHub. */
function hasOpenSubject({ conditions }: Statement): boolean {
  return conditions.some(({ key, values }) => key.endsWith(":sub") && values.some((value) => /^[\w-]*:?[*?]/.test(value)));
}
