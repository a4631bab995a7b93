import { mustBecomeKnown, mustBePrivate } from "../documents";
import { resourceRule } from "../kernel";
import { kms, kmsKey } from "../tokens";

const OWNERS = [kmsKey, kms.keyPolicy, kms.replicaKey, kms.externalKey, kms.replicaExternalKey];

/** `kms:ViaService` alone does not narrow: any account may call through a service. A key without a policy has AWS's own, which names this account. */
export const kmsPolicyNoWildcard = resourceRule({
  name: "kms-policy-no-wildcard",
  title: "No key policy lets everyone use a key.",
  why: "Whoever can use the key reads what it protects, whatever the policies of the data say.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_33"], fsbp: ["KMS.5"], gdpr: ["32(1)(a)"] },
  remediation: "Name the principals, or add a condition on the caller such as kms:CallerAccount; leave out bypassPolicyLockoutSafetyCheck.",
  examples: {
    compliant: `new aws.kms.Key("data", { policy: JSON.stringify({ Version: "2012-10-17", Statement: [
  { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
] }) });`,
    violating: `new aws.kms.Key("data", { policy: JSON.stringify({ Version: "2012-10-17", Statement: [
  { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" },
] }) });`,
  },
  types: OWNERS,
  check: (key) => [mustBePrivate(key.value("policy")), key.value("bypassPolicyLockoutSafetyCheck").must.notEqual(true)],
  checkStack: (stack) => stack.ofType(...OWNERS).map((owner) => mustBecomeKnown(owner, "policy")),
});
