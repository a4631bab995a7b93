import { resourceRule } from "../kernel";
import { kmsKey } from "../tokens";

export const kmsRotation = resourceRule({
  name: "kms-rotation",
  title: "Symmetric KMS keys rotate by themselves.",
  why: "Rotation bounds how much one key's material protects. AWS keeps the old material, so nothing needs to be re-encrypted.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_7"], fsbp: ["KMS.4"], cis: ["3.6"], pci: ["3.7.4"], soc2: ["PI1.5"], gdpr: ["32(1)(a)"] },
  remediation: "Set enableKeyRotation: true.",
  examples: {
    compliant: 'new aws.kms.Key("data", { enableKeyRotation: true });',
    violating: 'new aws.kms.Key("data", { enableKeyRotation: false });',
  },
  types: [kmsKey],
  check: (key) => {
    const spec = key.value("customerMasterKeySpec");
    // AWS rotates symmetric encryption keys only; a spec that is unknown may be one.
    const asymmetric = spec.reading.state === "known" && !spec.is("SYMMETRIC_DEFAULT");
    return asymmetric ? undefined : key.value("enableKeyRotation").must.equal(true);
  },
});
