import { containsUnknown } from "../../provider/values";
import { everywhere, find, oneOf, others, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { missingPrincipal } from "./iam";
import { statementsOf } from "./policy-document";

const KEY = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html";
const LOCKOUT = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html";

export const kms: readonly Rule[] = [
  range(T.key, "deletionWindowInDays", 7, 30, "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"),
  range(T.replicaKey, "deletionWindowInDays", 7, 30, "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"),
  range(T.key, "rotationPeriodInDays", 90, 2560, "https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html"),
  oneOf(T.key, "keyUsage", ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"], KEY),
  oneOf(
    T.key,
    "customerMasterKeySpec",
    ["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "SM2"],
    KEY,
  ),
  {
    id: "kms-rotation-symmetric",
    types: [T.key],
    stage: "check",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    check: (subject) => {
      const spec = subject.text("customerMasterKeySpec");
      return [
        ...(subject.flag("enableKeyRotation") === true && spec !== undefined && spec !== "SYMMETRIC_DEFAULT"
          ? [refuse("enableKeyRotation", `UnsupportedOperationException: AWS does not rotate ${spec} keys; leave enableKeyRotation out.`)]
          : []),
        ...(subject.given("rotationPeriodInDays") && subject.off("enableKeyRotation")
          ? [refuse("rotationPeriodInDays", "ValidationException: a rotation period needs rotation; set enableKeyRotation to true.")]
          : []),
      ];
    },
  },
  {
    id: "kms-policy-lockout",
    types: [T.key, T.replicaKey, T.keyPolicy],
    stage: "check",
    source: LOCKOUT,
    check: (subject, cloud) => {
      const policy = subject.at("policy");
      if (policy === undefined || policy === null || containsUnknown(policy) || subject.flag("bypassPolicyLockoutSafetyCheck") === true) {
        return undefined;
      }
      const administered = statementsOf(policy).some(
        ({ effect, actions, principals }) =>
          effect === "Allow" &&
          actions.some((action) => ["kms:*", "*", "kms:PutKeyPolicy", "kms:Put*"].includes(action)) &&
          principals.some((principal) => principal === "*" || principal === cloud.account || principal.includes(`:${cloud.account}:`)),
      );
      return refuseIf(
        !administered,
        "policy",
        `MalformedPolicyDocumentException: the new key policy will not allow you to update the key policy in the future; let arn:${cloud.partition}:iam::${cloud.account}:root do kms:*.`,
      );
    },
  },
  {
    id: "kms-policy-principals-exist",
    types: [T.key, T.replicaKey, T.keyPolicy],
    stage: "admit",
    source: LOCKOUT,
    check: (subject, cloud) => {
      const missing = statementsOf(subject.at("policy"))
        .flatMap(({ principals }) => principals)
        .find((principal) => missingPrincipal(principal, cloud.account, (arn) => find(cloud, T.role, arn) !== undefined || find(cloud, T.user, arn) !== undefined));
      return refuseIf(missing !== undefined, "policy", `MalformedPolicyDocumentException: the policy contains a principal that is not valid: ${missing} does not exist; make it first.`);
    },
  },
  {
    id: "kms-replica-of-multi-region-key",
    types: [T.replicaKey],
    stage: "admit",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html",
    check: (subject, cloud) => {
      const arn = subject.text("primaryKeyArn");
      const primary = everywhere(subject, cloud, T.key).find(({ outputs }) => outputs["arn"] === arn);
      return [
        ...(primary !== undefined && primary.outputs["multiRegion"] !== true ? [refuse("primaryKeyArn", `UnsupportedOperationException: ${primary.id} is no multi-Region key; make it with multiRegion: true.`)] : []),
        ...(primary !== undefined && primary.region === cloud.region ? [refuse("primaryKeyArn", `ValidationException: the key ${primary.id} is in ${cloud.region} itself; give the replica another region.`)] : []),
        ...(others(subject, cloud, T.replicaKey).some(({ inputs }) => inputs["primaryKeyArn"] === arn)
          ? [refuse("primaryKeyArn", `AlreadyExistsException: ${cloud.region} has a replica of that key already, and there is one in each region; import it.`)]
          : []),
      ];
    },
  },
];
