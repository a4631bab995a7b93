import assert from "node:assert/strict";
import { someKeys, someNetwork } from "../data/fixtures";
import { withMocks, type Plan } from "../testing";
import { DATABASE } from "./fixtures";
import { KianaxDatabase, type RestoreFrom } from "./index";

const INSTANCE = "aws:rds/instance:Instance";

const planned = (restoreFrom?: RestoreFrom): Promise<{ plan: Plan }> =>
  withMocks(() => new KianaxDatabase("production", { ...DATABASE, network: someNetwork(), keys: someKeys(), ...(restoreFrom === undefined ? {} : { restoreFrom }) }));

describe("a database that comes from a backup", () => {
  it("begins with a backup where one is named, with a password of its own", async () => {
    const { plan } = await planned({ snapshotIdentifier: "final" });
    const { inputs, ignoreChanges } = plan.one(INSTANCE, "production-postgres");
    assert.equal(inputs["snapshotIdentifier"], "final");
    assert.ok(!("dbName" in inputs), "RDS refuses a name beside a backup");
    assert.deepEqual([inputs["username"], inputs["passwordWoVersion"], inputs["passwordWo"]], ["administrator", 1, "generated-by-the-mock"]);
    assert.deepEqual(ignoreChanges, ["snapshotIdentifier", "restoreToPointInTime", "kmsKeyId", "dbName"]);
  });

  it("goes back to a moment, or to the latest there is", async () => {
    const restored = async (restoreFrom: RestoreFrom): Promise<unknown> => (await planned(restoreFrom)).plan.one(INSTANCE, "production-postgres").inputs["restoreToPointInTime"];
    const backup = "arn:aws:rds:us-west-2:111122223333:auto-backup:ab-0123";
    assert.deepEqual(await restored({ automatedBackupArn: backup }), { sourceDbInstanceAutomatedBackupsArn: backup, useLatestRestorableTime: true });
    assert.deepEqual(await restored({ sourceIdentifier: "other", time: "2026-11-24T05:30:00Z" }), { sourceDbInstanceIdentifier: "other", restoreTime: "2026-11-24T05:30:00Z" });
  });

  it("is never replaced because of a backup that is named, changed or left out later", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.one(INSTANCE, "production-postgres").ignoreChanges, ["snapshotIdentifier", "restoreToPointInTime", "kmsKeyId"]);
  });
});
