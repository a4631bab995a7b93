import assert from "node:assert/strict";
import { compare, newChecks } from "./compare";
import { reasonProblems, type Reason } from "./reasons";
import type { Trial } from "./trials";

const trial = (rule: string, when: string, checks: readonly string[], fires: readonly string[] = [rule]): Trial => ({ rule, when, checks, fires, plan: {} as Trial["plan"] });

const ROWS = compare([
  [trial("rds-encrypted", "off", ["CKV_AWS_16", "CKV_AWS_96"]), new Set(["CKV_AWS_16"])],
  [trial("rds-encrypted", "gone", ["CKV_AWS_16", "CKV_AWS_96"]), new Set<string>()],
  [trial("rds-encrypted", "public too", ["CKV_AWS_16", "CKV_AWS_96"], ["rds-encrypted", "rds-not-public"]), new Set(["CKV_AWS_16", "CKV_AWS_17"])],
  [trial("rds-not-public", "public", ["CKV_AWS_17"]), new Set(["CKV_AWS_17", "CKV_AWS_999"])],
], new Set(["CKV_AWS_2 aws_lb.a", "CKV_AWS_2 aws_lb.b"]));

describe("the agreement with checkov", () => {
  it("counts what both refuse, and names what one of them lets through", () => {
    assert.deepEqual(ROWS, [
      { rule: "the golden plan", agreed: 0, onlyOurs: [], silent: [], onlyCheckov: { CKV_AWS_2: ["nothing"] } },
      { rule: "rds-encrypted", agreed: 2, onlyOurs: ["gone"], silent: ["CKV_AWS_96"], onlyCheckov: {} },
      { rule: "rds-not-public", agreed: 1, onlyOurs: [], silent: [], onlyCheckov: { CKV_AWS_999: ["public"] } },
    ]);
  });

  it("looks at what a change brings up, on whichever resource", () => {
    const golden = new Set(["CKV_AWS_1 aws_vpc.a", "CKV_AWS_2 aws_vpc.a"]);
    assert.deepEqual([...newChecks(golden, new Set(["CKV_AWS_1 aws_vpc.a", "CKV_AWS_2 aws_vpc.b", "CKV_AWS_3 aws_vpc.a"]))], ["CKV_AWS_2", "CKV_AWS_3"]);
  });

  const BECAUSE = "because of something that was looked at";

  it("asks for a reason for each difference", () => {
    assert.deepEqual(reasonProblems(ROWS, [{ rule: "rds-encrypted", onlyOurs: BECAUSE }, { check: "CKV_AWS_96", silent: BECAUSE }, { check: "CKV_AWS_999", rules: ["rds-*"], onlyCheckov: BECAUSE }, { check: "CKV_AWS_2", rules: ["the golden plan"], onlyCheckov: BECAUSE }]), []);
    assert.deepEqual(reasonProblems(ROWS, []), [
      'the golden plan: 1 changes that CKV_AWS_2 refuses, and no rule of ours that names it, such as "nothing"; say why in scan/agreement.yaml.',
      'rds-encrypted: 1 changes that no check refuses, such as "gone"; say why in scan/agreement.yaml.',
      "rds-encrypted names CKV_AWS_96, which refuses none of its changes; say why in scan/agreement.yaml.",
      'rds-not-public: 1 changes that CKV_AWS_999 refuses, and no rule of ours that names it, such as "public"; say why in scan/agreement.yaml.',
    ]);
  });

  it("keeps no reason that nothing needs", () => {
    const idle: Reason[] = [{ rule: "rds-not-public", onlyOurs: BECAUSE }, { check: "CKV_AWS_16", silent: BECAUSE }, { check: "CKV_AWS_999", rules: ["rds-not-public", "s3-*"], onlyCheckov: BECAUSE }];
    assert.deepEqual(reasonProblems(ROWS, idle).slice(3), [
      "scan/agreement.yaml: the judges do not differ any more where only rds-not-public refused: remove the entry.",
      "scan/agreement.yaml: the judges do not differ any more where CKV_AWS_16 was silent: remove the entry.",
      "scan/agreement.yaml: the judges do not differ any more where only CKV_AWS_999 refused changes of s3-*: remove the entry.",
    ]);
  });
});
