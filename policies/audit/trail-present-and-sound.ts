import { resourceRule, type Findings, type View } from "../kernel";
import { ec2, eks, rds, trail } from "../tokens";

/** A stack that makes none of these, such as one for state buckets and pipelines' roles, is seen by the trail of its account's other stack. */
const AUDITED = [ec2.vpc, eks.cluster, rds.instance, rds.cluster];

export const trailPresentAndSound = resourceRule({
  name: "trail-present-and-sound",
  title: "A trail records what is done in the account, in every Region, and nobody can change the record unseen.",
  why: "Without it nobody can tell who changed what, and AWS itself keeps events for 90 days only.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: {
    checkov: ["CKV_AWS_67", "CKV_AWS_251", "CKV_AWS_36", "CKV_AWS_35"],
    fsbp: ["CloudTrail.1", "CloudTrail.2", "CloudTrail.3", "CloudTrail.4"],
    cis: ["3.1", "3.2", "3.5"],
    pci: ["10.2.1", "10.3.2"],
  },
  remediation: "Make a Trail with isMultiRegionTrail, enableLogFileValidation and kmsKeyId, and leave enableLogging and includeGlobalServiceEvents at true; where it has eventSelectors or advancedEventSelectors, let one of them record management events that write.",
  examples: {
    compliant: `new aws.cloudtrail.Trail("audit", { s3BucketName: bucket.id, isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: key.arn });`,
    violating: `new aws.cloudtrail.Trail("audit", { s3BucketName: bucket.id });`,
  },
  types: [trail],
  check: (audit) => [
    audit.value("isMultiRegionTrail").must.equal(true),
    audit.value("enableLogFileValidation").must.equal(true),
    audit.value("kmsKeyId").must.bePresent(),
    // Both are true by default.
    audit.value("enableLogging").must.notEqual(false),
    audit.value("includeGlobalServiceEvents").must.notEqual(false),
    mustRecordManagement(audit),
  ],
  checkStack: (stack) =>
    stack.ofType(...AUDITED).length > 0 && stack.ofType(trail).length === 0 ? { id: "trail", message: "has a network, a cluster or a database, and no trail" } : undefined,
});

/** Without selectors a trail records management events, reads and writes alike; with some, what they say alone. */
function mustRecordManagement(audit: View): Findings {
  const [basic, advanced] = [audit.list("eventSelectors"), audit.list("advancedEventSelectors")];
  const isDefault = [basic, advanced].every(({ state, items }) => state === "absent" || (state === "known" && items.length === 0));
  if (isDefault || basic.items.some(isOfWrites) || advanced.items.some(isOfWritesByFields)) {
    return undefined;
  }
  const { path } = basic.state === "absent" ? advanced : basic;
  return { id: path, message: `${path} leaves out the management events that write, as far as is known at preview` };
}

/** Both are so by default. */
function isOfWrites(selector: View): boolean {
  const [management, kind] = [selector.value("includeManagementEvents"), selector.value("readWriteType")];
  return (!management.exists || management.is(true)) && (!kind.exists || kind.is("All") || kind.is("WriteOnly"));
}

function isOfWritesByFields(selector: View): boolean {
  const fields = selector.list("fieldSelectors").items;
  const equals = (field: string, value: string): boolean => fields.some((each) => each.value("field").is(field) && each.list("equals").items.some((item) => item.value("").is(value)));
  const isKnown = fields.every((each) => each.value("field").text !== undefined);
  return isKnown && equals("eventCategory", "Management") && (equals("readOnly", "false") || !fields.some((each) => each.value("field").is("readOnly")));
}
