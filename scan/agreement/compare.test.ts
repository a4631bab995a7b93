import assert from "node:assert/strict";
import { compare, newChecks } from "./compare";
import { reasonProblems, type Reason } from "./reasons";
import type { Trial } from "./trials";

const trial = (rule: string, when: string, checks: readonly string[], fires: readonly string[] = [rule]): Trial => ({ rule, when, checks, fires, plan: {} as Trial["plan"] });

const ROWS = compare([
  [trial("rds-encrypted", "off", ["CKV_AWS_16"]), new Set(["CKV_AWS_16"])],
  [trial("rds-encrypted", "gone", ["CKV_AWS_16"]), new Set<string>()],
  [trial("rds-encrypted", "public too", ["CKV_AWS_16"], ["rds-encrypted", "rds-not-public"]), new Set(["CKV_AWS_16", "CKV_AWS_17"])],
  [trial("rds-not-public", "public", ["CKV_AWS_17"]), new Set(["CKV_AWS_17", "CKV_AWS_999"])],
]);

describe("the agreement with checkov", () => {
  it("counts what both refuse, and names what one of them lets through", () => {
    assert.deepEqual(ROWS, [
      { rule: "rds-encrypted", check: "CKV_AWS_16", agreed: 2, differing: { ours: ["gone"], checkov: [] } },
      { rule: "rds-not-public", check: "CKV_AWS_17", agreed: 1, differing: { ours: [], checkov: [] } },
      { rule: "rds-not-public", check: "CKV_AWS_999", agreed: 0, differing: { ours: [], checkov: ["public"] } },
    ]);
  });

  it("looks at what a change brings up, on whichever resource", () => {
    const golden = new Set(["CKV_AWS_1 aws_vpc.a", "CKV_AWS_2 aws_vpc.a"]);
    assert.deepEqual([...newChecks(golden, new Set(["CKV_AWS_1 aws_vpc.a", "CKV_AWS_2 aws_vpc.b", "CKV_AWS_3 aws_vpc.a"]))], ["CKV_AWS_2", "CKV_AWS_3"]);
  });

  it("asks for a reason for each difference, and for none else", () => {
    const reason = (check: string, only: Reason["only"], ...rules: string[]): Reason => ({ check, only, rules, reason: "because of something that was looked at" });
    assert.deepEqual(reasonProblems(ROWS, [reason("CKV_AWS_16", "ours", "rds-*"), reason("CKV_AWS_999", "checkov", "rds-not-public")]), []);
    const problems = reasonProblems(ROWS, [reason("CKV_AWS_16", "checkov", "rds-encrypted")]);
    assert.match(problems[0] ?? "", /^rds-encrypted: 1 changes that we refuse and CKV_AWS_16 lets through, such as "gone"; say why in scan.agreement\.yaml\.$/);
    assert.match(problems[1] ?? "", /^rds-not-public: 1 changes that CKV_AWS_999 refuses and we let through, such as "public"/);
    assert.match(problems[2] ?? "", /CKV_AWS_16 and rds-encrypted do not differ any more where only checkov refused: remove the entry\.$/);
  });
});
