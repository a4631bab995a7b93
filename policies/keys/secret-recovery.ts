import { mustBecomeKnown, mustBePrivate } from "../documents";
import { count, resourceRule } from "../kernel";
import { secretsmanager } from "../tokens";

/** A policy made of outputs is judged when they are known, before it is put. */
export const secretRecovery = resourceRule({
  name: "secret-recovery",
  title: "A deleted secret can be had back, and no policy of one lets everyone in.",
  why: "A secret that goes at once takes down whatever still reads it.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { soc2: ["CC6.1"], gdpr: ["32(1)(b)"] },
  remediation: "Leave recoveryWindowInDays out, or set it to 7 at least, and name principals in the secret's policy.",
  examples: {
    compliant: `new aws.secretsmanager.Secret("token", { recoveryWindowInDays: 30 });`,
    violating: `new aws.secretsmanager.Secret("token", { recoveryWindowInDays: 0 });`,
  },
  settings: { minimumDays: count("Days in which a deleted secret can be restored.", 7, { production: 7, development: 7 }) },
  types: [secretsmanager.secret, secretsmanager.secretPolicy],
  check: (secret, { minimumDays }) => [
    // AWS's default is 30 days.
    secret.value("recoveryWindowInDays").exists ? secret.value("recoveryWindowInDays").must.atLeast(minimumDays) : undefined,
    mustBePrivate(secret.value("policy")),
  ],
  checkStack: (stack) => stack.ofType(secretsmanager.secret, secretsmanager.secretPolicy).map((owner) => mustBecomeKnown(owner, "policy")),
});
