import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { resolved, withMocks } from "../testing";
import { explained, parseRestoreInputs, readRestoreInputs, restoreInputsName, restoreInputsText, type RestoreInputs } from "./restore-inputs";
import { inheritanceOf } from "./succession";

const INPUTS: RestoreInputs = {
  automatedBackupArn: "arn:aws:rds:us-west-2:111122223333:auto-backup:ab-1",
  dataKeyArn: "arn:aws:kms:us-west-2:111122223333:key/mrk-1",
  secretsKeyArn: "arn:aws:kms:us-west-2:111122223333:key/mrk-2",
  brokerCredentialsKeyArn: "arn:aws:kms:us-west-2:111122223333:key/mrk-3",
  vaultArn: "arn:aws:backup:us-west-2:111122223333:backup-vault:kianax-production-backups",
  zoneId: "Z123",
};
const NAME = "/kianax/production/restore-inputs";
const TOKEN = "aws:ssm/getParameter:getParameter";

describe("restore inputs", () => {
  it("are read as they were written", async () => {
    const text = (await withMocks(() => resolved(restoreInputsText(INPUTS)))).result;
    assert.deepEqual(parseRestoreInputs(NAME, String(text)), INPUTS);
    const { plan, result } = await withMocks(() => resolved(readRestoreInputs("production")), { functions: { [TOKEN]: () => ({ insecureValue: text }) } });
    assert.deepEqual(result, INPUTS);
    assert.deepEqual(plan.invokes, [{ token: TOKEN, inputs: { name: NAME } }]);
    assert.equal(restoreInputsName("production", "acme"), "/acme/production/restore-inputs");
  });

  it("become arguments of the environment that takes over, and of no other", async () => {
    assert.deepEqual(inheritanceOf({ namePrefix: "kianax" }), { database: {}, edge: {}, services: {} });
    const text = JSON.stringify({ format: 1, ...INPUTS });
    const { result } = await withMocks(() => resolved(pulumi.output(inheritanceOf({ namePrefix: "kianax", successorOf: "production" }))), { functions: { [TOKEN]: () => ({ insecureValue: text }) } });
    assert.deepEqual(result, {
      database: { restoreFrom: { automatedBackupArn: INPUTS.automatedBackupArn } },
      edge: { zoneId: INPUTS.zoneId },
      services: { successorOf: { environment: "production", brokerCredentialsKeyArn: INPUTS.brokerCredentialsKeyArn } },
    });
  });

  const wrong: readonly [string, string][] = [
    ["soon", "holds no JSON object; deploy the environment that it describes again, which writes it anew."],
    ["[]", "holds no JSON object; deploy the environment that it describes again, which writes it anew."],
    ['{"format":2}', "has format 2, and this version reads format 1; restore with the version that wrote it."],
    [JSON.stringify({ format: 1, ...INPUTS, zoneId: "" }), "lacks zoneId; deploy the environment that it describes again, which writes it anew."],
  ];
  for (const [text, says] of wrong) {
    it(`are refused when the document ${says.slice(0, 30)} …`, () => {
      assert.throws(() => parseRestoreInputs(NAME, text), (error) => pulumi.RunError.isInstance(error) && (error as Error).message === `The parameter ${NAME} ${says}`);
    });
  }

  it("that nobody wrote are one sentence with the way out; another failure stays what it is", () => {
    assert.equal(
      (explained(new Error("invocation of aws:ssm/getParameter:getParameter returned an error: ParameterNotFound: …"), NAME, "production") as Error).message,
      `The parameter ${NAME} is not in this Region: production has not been deployed with this Region as its recovery Region, so there is nothing to restore. ` +
        "Deploy production first, or name another environment to succeed.",
    );
    const other = new Error("AccessDenied");
    assert.equal(explained(other, NAME, "production"), other);
  });
});
