import { covers } from "../documents";
import { resourceRule } from "../kernel";
import { isWholeService, onEverything, onStatements } from "./grants";

const DECRYPTING = ["kms:Decrypt", "kms:ReEncryptFrom"];

/** A policy made of outputs is judged when they are known, before it is put; see `iam-no-admin` for one that never would be. */
export const iamKmsScoped = resourceRule({
  name: "iam-kms-scoped",
  title: "Policies let a principal decrypt with keys that they name.",
  why: "Keys divide data only as long as nobody may use them all.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { fsbp: ["KMS.1", "KMS.2"], pci: ["3.6.1", "7.2.1"], gdpr: ["25", "32(1)(a)"] },
  remediation: "Name the keys' ARNs as resources of kms:Decrypt and kms:ReEncrypt*.",
  examples: {
    compliant: `{ Effect: "Allow", Action: "kms:Decrypt", Resource: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }`,
    violating: `{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }`,
  },
  ...onStatements((statement) => {
    const decrypting = statement.actions.filter((pattern) => !isWholeService(pattern) && DECRYPTING.some((action) => covers(pattern, action)));
    return onEverything(statement) && !statement.exceptActions ? decrypting.map((action) => ({ action, message: `allows ${action} with every key` })) : [];
  }),
});
