import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { policy } from "../testing/golden/identity";
import { UNKNOWN, type Input } from "../testing/plan";
import { iam, iamUsers, kmsKey } from "../tokens";
import { identityRules } from "./index";

const READER = label(iam.policy, "reader");
const SERVICE = label(iam.role, "service");
const SERVICE_POLICY = label(iam.rolePolicy, "service");
const PEOPLE = label(iam.role, "people");
const DEPLOY = label(iam.role, "deploy");
const EXTRA = label(iam.role, "extra");

const OWN = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::kianax-documents/*" };
const TRUST = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/*";

/** The managed policy, whose document is known in a first preview, with one statement more. */
const reader = (...statements: readonly Record<string, Input>[]): Change =>
  set(iam.policy, "reader", "policy", policy(OWN, ...statements.map((statement) => ({ Effect: "Allow", Resource: "*", ...statement }))));
/** A role with inline policies of its own. */
const extra = (inputs: Record<string, Input>): Change => add(iam.role, "extra", { assumeRolePolicy: TRUST, ...inputs });
const inline = (statement: Record<string, Input>): Change => extra({ inlinePolicies: [{ name: "own", policy: policy(OWN) }, { name: "more", policy: policy({ Effect: "Allow", Resource: "*", ...statement }) }] });
/** The service's policy, which names resources of the stack and so is known once they are made. */
const deployed = (index: number, path: string, value: Input): Change => set(iam.rolePolicy, "service", `policy.jsonOf.Statement.${index}.${path}`, value);
const KNOWN = { moments: ["deployed"] } as const;
const PREVIEW = { moments: ["preview"] } as const;

/** A policy that is the most that the service's role may do, and what it says. */
const boundary = (action: string, ...more: readonly Change[]): Change =>
  all(
    add(iam.policy, "boundary", { policy: policy({ Effect: "Allow", Action: action, Resource: "*" }) }),
    (plan) => plan.get(iam.role, "service").set("permissionsBoundary", plan.get(iam.policy, "boundary").out("arn")),
    ...more,
  );
const attachBoundary: Change = (plan) => plan.get(iam.rolePolicyAttachment, "people").set("policyArn", plan.get(iam.policy, "boundary").out("arn"));
const BOUNDARY = label(iam.policy, "boundary");

const trust = (role: string, statement: Record<string, Input>): Change => set(iam.role, role, "assumeRolePolicy", policy({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }));
const account = (condition?: Record<string, Input>): Change => trust("people", { Principal: { AWS: "arn:aws:iam::444455556666:root" }, Condition: condition });
const github = (condition: Record<string, Input>): Change => set(iam.role, "deploy", "assumeRolePolicy.jsonOf.Statement.0.Condition", condition);
const SUB = "token.actions.githubusercontent.com:sub";
const userOf = (type: string): Change => add(type, "someone", { name: "someone" });

describeCases("identity", identityRules, {
  "iam-no-admin": [
    { state: "violating", when: "everything on everything", change: reader({ Sid: "All", Action: "*" }), fires: [READER], says: /All of policy allows every action on every resource/ },
    { state: "violating", when: "a permissions boundary that sets no bounds", change: boundary("*"), fires: [BOUNDARY] },
    { state: "violating", when: "everything in lists", change: reader({ Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::x", "*"] }), fires: [READER] },
    { state: "violating", when: "every action of every service", change: reader({ Action: "*:*" }), fires: [READER] },
    { state: "violating", when: "everything by an ARN that AWS completes", change: reader({ Action: "*", Resource: "arn:aws:*" }), fires: [READER] },
    { state: "violating", when: "every action with a name", change: reader({ Action: "*:?*" }), fires: [READER] },
    { state: "violating", when: "everything but some actions", change: reader({ NotAction: "iam:*" }), fires: [READER] },
    { state: "violating", when: "everything but one resource", change: reader({ Action: "*", Resource: undefined, NotResource: "arn:aws:s3:::x" }), fires: [READER] },
    { state: "violating", when: "an inline policy of a role", change: inline({ Action: "*" }), fires: [EXTRA], says: /inlinePolicies\[1\]\.policy/ },
    { state: "violating", when: "a group's policy", change: add(iam.groupPolicy, "all", { group: "people", policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) }), fires: [label(iam.groupPolicy, "all")] },
    { state: "violating", when: "a policy made of outputs, once they are known", change: all(deployed(0, "Action", "*"), deployed(0, "Resource", "*")), ...KNOWN, fires: [SERVICE_POLICY] },
    { state: "unknown", when: "a policy made of outputs waits for them", change: all(deployed(0, "Action", "*"), deployed(0, "Resource", "*")), ...PREVIEW, fires: [] },
    { state: "violating", when: "AWS's policy for administrators", change: set(iam.rolePolicyAttachment, "people", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess"), fires: [label(iam.rolePolicyAttachment, "people")] },
    { state: "violating", when: "AWS's policy for IAM on a role", change: extra({ managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/IAMFullAccess"] }), fires: [EXTRA], says: /managedPolicyArns\[1\] attaches IAMFullAccess/ },
    { state: "violating", when: "administrators by an exclusive attachment", change: add(iam.rolePolicyAttachmentsExclusive, "all", { roleName: "people", policyArns: ["arn:aws-us-gov:iam::aws:policy/AdministratorAccess"] }), fires: [label(iam.rolePolicyAttachmentsExclusive, "all")] },
    { state: "violating", when: "administrators by an attachment to several", change: add(iam.policyAttachment, "all", { roles: ["people"], policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }), fires: [label(iam.policyAttachment, "all")] },
    { state: "violating", when: "a group of administrators", change: add(iam.groupPolicyAttachment, "all", { group: "people", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }), fires: [label(iam.groupPolicyAttachment, "all")] },
    { state: "unknown", when: "a document that depends on nothing of the stack", change: set(iam.policy, "reader", "policy", UNKNOWN), fires: [READER], says: /depends on no resource/ },
    { state: "unknown", when: "inline policies that depend on nothing of the stack", change: extra({ inlinePolicies: UNKNOWN }), fires: [EXTRA] },
    { state: "unknown", when: "one inline policy that depends on nothing of the stack", change: extra({ inlinePolicies: [{ name: "own", policy: UNKNOWN }] }), fires: [EXTRA] },
    { state: "violating", when: "a text that is no document", change: set(iam.policy, "reader", "policy", "{"), fires: [READER] },
    { state: "absent", when: "no statement", change: set(iam.policy, "reader", "policy", policy()), fires: [] },
    { state: "compliant", when: "everything denied", change: reader({ Effect: "Deny", Action: "*" }), fires: [] },
    { state: "compliant", when: "an object in place of a text", change: set(iam.policy, "reader", "policy", { Version: "2012-10-17", Statement: OWN }), fires: [] },
  ],
  "iam-no-service-wildcard": [
    { state: "compliant", when: "a permissions boundary, which grants nothing", change: boundary("s3:*"), fires: [] },
    { state: "violating", when: "a permissions boundary that is attached as well", change: boundary("s3:*", attachBoundary), fires: [BOUNDARY] },
    { state: "violating", when: "a whole service", change: reader({ Sid: "Store", Action: "s3:*" }), fires: [READER], says: /\[iam-no-service-wildcard:policy\.Store\[s3:\*\]\]/ },
    { state: "violating", when: "a whole service, each action with a name", change: reader({ Action: "iam:?*" }), fires: [READER] },
    { state: "compliant", when: "a group of a service's actions", change: reader({ Action: ["s3:Get*", "s3:List??*"] }), fires: [] },
    { state: "violating", when: "a whole service on one resource", change: reader({ Action: ["s3:GetObject", "dynamodb:*"], Resource: "arn:aws:dynamodb:us-east-1:111122223333:table/orders" }), fires: [READER] },
    { state: "violating", when: "every service on one resource", change: reader({ Action: "*", Resource: "arn:aws:s3:::x" }), fires: [READER] },
    { state: "violating", when: "all but some actions on one resource", change: reader({ NotAction: "s3:DeleteBucket", Resource: "arn:aws:s3:::x" }), fires: [READER] },
    { state: "violating", when: "an inline policy of a role", change: inline({ Action: "sqs:*" }), fires: [EXTRA] },
    { state: "violating", when: "a policy made of outputs, once they are known", change: deployed(0, "Action", "s3:*"), ...KNOWN, fires: [SERVICE_POLICY] },
    { state: "unknown", when: "a policy made of outputs waits for them", change: deployed(0, "Action", "s3:*"), ...PREVIEW, fires: [] },
    { state: "absent", when: "no action", change: reader({}), fires: [] },
    { state: "compliant", when: "a group of actions", change: reader({ Action: ["s3:Get*", "ec2:Describe*"] }), fires: [] },
  ],
  "iam-no-escalation": [
    { state: "compliant", when: "a permissions boundary, which grants nothing", change: boundary("iam:PassRole"), fires: [] },
    { state: "violating", when: "a permissions boundary that is attached as well", change: boundary("iam:PassRole", attachBoundary), fires: [BOUNDARY] },
    { state: "violating", when: "any role passed on", change: reader({ Action: "iam:PassRole" }), fires: [READER], says: /allows iam:PassRole on every resource/ },
    { state: "violating", when: "any role by an ARN that AWS completes", change: reader({ Action: "iam:PassRole", Resource: "arn:aws:iam::*" }), fires: [READER] },
    { state: "violating", when: "any role of the account", change: reader({ Action: "iam:passrole", Resource: "arn:aws:iam::111122223333:role/*" }), fires: [READER] },
    { state: "violating", when: "policies attached to any role", change: reader({ Action: ["iam:Attach*"] }), fires: [READER] },
    { state: "violating", when: "any policy's version", change: reader({ Action: "iam:SetDefaultPolicyVersion", Resource: "arn:aws:iam::*:policy/*" }), fires: [READER] },
    { state: "violating", when: "any policy rewritten", change: reader({ Action: "iam:Create?olicyVersion" }), fires: [READER] },
    { state: "violating", when: "keys for any user", change: inline({ Action: "iam:CreateAccessKey" }), fires: [EXTRA] },
    { state: "violating", when: "a boundary that is a wildcard", change: reader({ Action: "iam:PutRolePolicy", Condition: { StringLike: { "iam:PermissionsBoundary": "*" } } }), fires: [READER] },
    { state: "violating", when: "a boundary for who rewrites trust, which it does not bind", change: reader({ Action: "iam:UpdateAssumeRolePolicy", Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" } } }), fires: [READER] },
    { state: "violating", when: "a policy made of outputs, once they are known", change: all(deployed(0, "Action", "iam:PassRole"), deployed(0, "Resource", "*")), ...KNOWN, fires: [SERVICE_POLICY] },
    { state: "unknown", when: "a policy made of outputs waits for them", change: all(deployed(0, "Action", "iam:PassRole"), deployed(0, "Resource", "*")), ...PREVIEW, fires: [] },
    { state: "absent", when: "roles looked at only", change: reader({ Action: ["iam:GetRole", "iam:List*"] }), fires: [] },
    { state: "compliant", when: "roles passed to one service", change: reader({ Action: "iam:PassRole", Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } } }), fires: [] },
    { state: "compliant", when: "roles within a boundary", change: reader({ Action: ["iam:PutRolePolicy", "iam:AttachRolePolicy"], Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" } } }), fires: [] },
  ],
  "iam-kms-scoped": [
    { state: "compliant", when: "a permissions boundary, which grants nothing", change: boundary("kms:Decrypt"), fires: [] },
    { state: "violating", when: "a permissions boundary that is attached as well", change: boundary("kms:Decrypt", attachBoundary), fires: [BOUNDARY] },
    { state: "violating", when: "every key", change: reader({ Action: "kms:Decrypt" }), fires: [READER], says: /allows kms:Decrypt with every key/ },
    { state: "violating", when: "every key by an ARN that AWS completes", change: reader({ Action: "kms:Decrypt", Resource: "arn:aws:kms:*" }), fires: [READER] },
    { state: "compliant", when: "keys of one beginning", change: reader({ Action: "kms:Decrypt", Resource: "arn:aws:kms:us-east-1:111122223333:key/mrk-*" }), fires: [] },
    { state: "violating", when: "every key of the account", change: reader({ Action: "kms:Decrypt", Resource: KEY_ARN }), fires: [READER] },
    { state: "violating", when: "every key for a change of keys", change: reader({ Action: ["kms:DescribeKey", "kms:ReEncrypt*"] }), fires: [READER] },
    { state: "violating", when: "every key through one service", change: reader({ Action: "kms:De*", Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } }), fires: [READER] },
    { state: "violating", when: "an inline policy of a role", change: inline({ Action: "kms:decrypt" }), fires: [EXTRA] },
    { state: "violating", when: "a policy made of outputs, once they are known", change: deployed(2, "Resource", "*"), ...KNOWN, fires: [SERVICE_POLICY] },
    { state: "violating", when: "one key among all", change: (plan) => deployed(2, "Resource", [plan.get(kmsKey, "data").out("arn"), "*"])(plan), ...KNOWN, fires: [SERVICE_POLICY] },
    { state: "unknown", when: "a policy made of outputs waits for them", change: (plan) => deployed(2, "Resource", [plan.get(kmsKey, "data").out("arn"), "*"])(plan), ...PREVIEW, fires: [] },
    { state: "absent", when: "keys looked at only", change: reader({ Action: ["kms:DescribeKey", "kms:ListAliases"] }), fires: [] },
    { state: "compliant", when: "decryption denied", change: reader({ Effect: "Deny", Action: "kms:Decrypt" }), fires: [] },
  ],
  "iam-trust-scoped": [
    { state: "violating", when: "anybody", change: trust("service", { Principal: "*" }), fires: [SERVICE], says: /trusts anybody/ },
    { state: "violating", when: "anybody by AWS, in a list", change: trust("service", { Principal: { AWS: ["arn:aws:iam::111122223333:role/app", "*"] }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }), fires: [SERVICE] },
    { state: "violating", when: "everybody but one", change: trust("service", { NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }), fires: [SERVICE] },
    { state: "violating", when: "a bare account", change: account(), fires: [PEOPLE], says: /trusts every principal of an account/ },
    { state: "violating", when: "a bare account by its number", change: trust("people", { Principal: { AWS: "444455556666" } }), fires: [PEOPLE] },
    { state: "violating", when: "an account with a second factor where there is one", change: account({ BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }), fires: [PEOPLE] },
    { state: "violating", when: "an account without a second factor", change: account({ Bool: { "aws:MultiFactorAuthPresent": "false" } }), fires: [PEOPLE] },
    { state: "violating", when: "any external id", change: account({ StringLike: { "sts:ExternalId": "*" } }), fires: [PEOPLE] },
    { state: "violating", when: "principals of any account", change: account({ StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:*" } }), fires: [PEOPLE], says: /trusts every principal of an account/ },
    { state: "violating", when: "any organisation", change: account({ StringLike: { "aws:PrincipalOrgID": "o-*" } }), fires: [PEOPLE] },
    { state: "compliant", when: "an account with an external id", change: account({ StringEquals: { "sts:ExternalId": "kianax-7" } }), fires: [] },
    { state: "compliant", when: "an account with named principals", change: account({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/sso/*" } }), fires: [] },
    { state: "violating", when: "any subject of a provider", change: github({ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }), fires: [DEPLOY], says: /trusts every subject of an identity provider/ },
    { state: "violating", when: "any repository", change: github({ StringLike: { [SUB]: "repo:*" } }), fires: [DEPLOY] },
    { state: "violating", when: "any repository of at least one letter", change: github({ StringLike: { [SUB]: "repo:?*" } }), fires: [DEPLOY] },
    { state: "violating", when: "any repository, by the beginning of the word", change: github({ StringLike: { [SUB]: "rep*" } }), fires: [DEPLOY] },
    { state: "violating", when: "any repository among others", change: github({ StringLike: { [SUB]: ["repo:kianax/app:*", "*"] } }), fires: [DEPLOY] },
    { state: "violating", when: "a subject that is not said", change: github({ StringNotEquals: { [SUB]: "repo:kianax/app:pull_request" } }), fires: [DEPLOY] },
    { state: "compliant", when: "any branch of one repository", change: github({ StringLike: { [SUB]: "repo:kianax/app:*" } }), fires: [] },
    { state: "violating", when: "any application of a SAML provider", change: trust("people", { Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/sso" } }), fires: [PEOPLE] },
    { state: "compliant", when: "sign-in of a SAML provider", change: trust("people", { Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/sso" }, Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }), fires: [] },
    { state: "unknown", when: "a document that depends on nothing of the stack", change: set(iam.role, "service", "assumeRolePolicy", UNKNOWN), fires: [SERVICE], says: /depends on no resource/ },
    { state: "unknown", when: "a document of outputs waits for them", change: (plan) => trust("service", { Principal: { AWS: ["*", plan.get(iam.role, "people").out("arn")] } })(plan), ...PREVIEW, fires: [] },
    { state: "violating", when: "anybody among outputs, once they are known", change: (plan) => trust("service", { Principal: { AWS: ["*", plan.get(iam.role, "people").out("arn")] } })(plan), ...KNOWN, fires: [SERVICE] },
    { state: "absent", when: "nobody said", change: unset(iam.role, "service", "assumeRolePolicy"), fires: [SERVICE] },
    { state: "violating", when: "a text that is no document", change: set(iam.role, "service", "assumeRolePolicy", "null"), fires: [SERVICE] },
  ],
  "iam-no-users": [
    ...iamUsers.map((type) => ({ state: "violating" as const, when: type, change: userOf(type), fires: [label(type, "someone")] })),
    { state: "unknown", when: "a user of whom nothing is known", change: add(iamUsers[0], "someone", { name: UNKNOWN }), fires: [label(iamUsers[0], "someone")] },
    { state: "absent", when: "no role either", change: remove(iam.role, "deploy"), fires: [] },
  ],
  "iam-no-policy-conflicts": [
    { state: "violating", when: "inline policies beside a policy of its own", change: set(iam.role, "service", "inlinePolicies", [{ name: "own", policy: policy(OWN) }]), fires: [SERVICE], says: /sets inline policies by inlinePolicies as well/ },
    { state: "violating", when: "attached policies beside an attachment", change: set(iam.role, "people", "managedPolicyArns", ["arn:aws:iam::aws:policy/ReadOnlyAccess"]), fires: [PEOPLE] },
    { state: "violating", when: "inline policies beside an exclusive list", change: all(extra({ inlinePolicies: [{ name: "own", policy: policy(OWN) }] }), add(iam.rolePoliciesExclusive, "extra", (plan) => ({ roleName: plan.get(iam.role, "extra").out("name"), policyNames: ["own"] }))), fires: [EXTRA] },
    { state: "violating", when: "attached policies beside an attachment to several", change: all(extra({ managedPolicyArns: [] }), add(iam.policyAttachment, "extra", (plan) => ({ roles: [plan.get(iam.role, "extra").out("name")], policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }))), fires: [EXTRA] },
    { state: "violating", when: "attached policies beside an exclusive list", change: all(extra({ managedPolicyArns: [] }), add(iam.rolePolicyAttachmentsExclusive, "extra", (plan) => ({ roleName: plan.get(iam.role, "extra").out("name"), policyArns: [] }))), fires: [EXTRA] },
    { state: "unknown", when: "attached policies known only later", change: set(iam.role, "people", "managedPolicyArns", UNKNOWN), fires: [PEOPLE] },
    { state: "absent", when: "policies on the role alone", change: extra({ inlinePolicies: [{ name: "own", policy: policy(OWN) }], managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }), fires: [] },
    { state: "compliant", when: "an exclusive list beside a policy of its own", change: add(iam.rolePoliciesExclusive, "service", (plan) => ({ roleName: plan.get(iam.role, "service").out("name"), policyNames: ["service"] })), fires: [] },
  ],
});
