import { count, resourceRule } from "../kernel";
import { kms, kmsKey } from "../tokens";

export const kmsDeletionWindow = resourceRule({
  name: "kms-deletion-window",
  title: "A key that is to be deleted can be had back for weeks.",
  why: "What a deleted key encrypted is lost for good; that something still needs it may show only after a month's end.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_227"], fsbp: ["KMS.3"], gdpr: ["32(1)(b)"] },
  remediation: "Leave deletionWindowInDays out, or set it to 30 (in development to 7 at least), and do not set isEnabled: false.",
  examples: {
    compliant: `new aws.kms.Key("data", { deletionWindowInDays: 30 });`,
    violating: `new aws.kms.Key("data", { deletionWindowInDays: 7 });`,
  },
  settings: { minimumDays: count("Days in which the deletion of a key can be cancelled.", 7, { production: 30, development: 7 }) },
  types: [kmsKey, kms.replicaKey, kms.externalKey, kms.replicaExternalKey],
  check: (key, { minimumDays }) => [
    // AWS's default is 30 days.
    key.value("deletionWindowInDays").exists ? key.value("deletionWindowInDays").must.atLeast(minimumDays) : undefined,
    key.value(key.type === kmsKey ? "isEnabled" : "enabled").must.notEqual(false),
  ],
});
