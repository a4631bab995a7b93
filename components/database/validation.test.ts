import assert from "node:assert/strict";
import fc from "fast-check";
import { instanceAlarms, replicaAlarms } from "./alarms";
import { MAJOR_VERSIONS } from "./engine-versions";
import { certainConnections, INSTANCE_CLASSES, instanceClassProblem, instanceMemoryGiB, maxConnections } from "./instance-classes";
import { databaseParameters, parameterGroupFamily } from "./parameters";
import type { RestoreFrom } from "./restore";
import { databaseProblems, type DatabaseSettings } from "./validation";

const DEVELOPMENT: DatabaseSettings = {
  environment: "development",
  engineVersion: "16",
  instanceClass: "db.t3.small",
  allocatedStorageGiB: 20,
  maxAllocatedStorageGiB: 0,
  multiAz: false,
  backupRetentionDays: 0,
  backupWindow: "03:00-03:30",
  maintenanceWindow: "sun:05:00-sun:05:30",
  deletionProtection: false,
  finalSnapshot: false,
  readReplicas: 0,
  performanceInsights: false,
  monitoringIntervalSeconds: 0,
  logRetentionDays: 14,
  databaseName: "kianax",
};

function sentences(changes: Partial<DatabaseSettings>): string[] {
  return databaseProblems({ ...DEVELOPMENT, ...changes }).map(({ argument, problem }) => `${argument} ${problem}`);
}

describe("arguments of a database", () => {
  it("are fine as the smallest ones are", () => assert.deepEqual(sentences({}), []));

  it("may name any major version, and any minor that there has been", () => {
    for (const engineVersion of [...MAJOR_VERSIONS, "14.1", "16.13", "18.3"]) {
      assert.deepEqual(sentences({ engineVersion }), [], engineVersion);
    }
  });

  it("may name a backup in each way that AWS has", () => {
    const sources: RestoreFrom[] = [
      { snapshotIdentifier: "rds:kianax-production-postgres-2026-11-24-03-10" },
      { snapshotIdentifier: "arn:aws:rds:us-east-1:111122223333:snapshot:kianax-production-postgres-final" },
      { automatedBackupArn: "arn:aws:rds:us-west-2:111122223333:auto-backup:ab-r2ipgbkmq4rv7abcdefghijklmnopq", time: "latest" },
      { sourceIdentifier: "kianax-production-postgres", time: "2026-11-24T05:30:00Z" },
    ];
    for (const restoreFrom of sources) {
      assert.deepEqual(sentences({ restoreFrom }), [], JSON.stringify(restoreFrom));
    }
  });

  it("refuse names of any kind that get too long, as far as there are such things", () => {
    const limits = { environment: "e".repeat(24), namePrefix: "p".repeat(22) };
    assert.deepEqual(sentences({ ...limits, rotation: undefined }), []);
    const longer: [Partial<DatabaseSettings>, string][] = [
      [{ monitoringIntervalSeconds: 60 }, "iam role name"],
      [{ readReplicas: 1, backupRetentionDays: 1 }, "db instance name"],
      [{ rotation: { schedule: "cron(0 11 ? * SUN#1 *)", windowHours: 2 } }, "lambda function name"],
    ];
    for (const [changes, what] of longer) {
      assert.ok(sentences({ ...limits, ...changes }).some((sentence) => sentence.startsWith(`environment makes the ${what}`)), what);
    }
  });

  it("refuse names that get too long", () => {
    assert.deepEqual(sentences({ environment: "e".repeat(24), namePrefix: "p".repeat(30) }), [
      `environment makes the db instance name "${"p".repeat(30)}-${"e".repeat(24)}-postgres" of 64 characters, and AWS allows 63: shorten it.`,
    ]);
  });
});

describe("instance classes", () => {
  it("of the list are accepted, and each has memory", () => {
    for (const instanceClass of INSTANCE_CLASSES) {
      assert.equal(instanceClassProblem(instanceClass), undefined);
      assert.ok((instanceMemoryGiB(instanceClass) ?? 0) >= 1);
    }
  });

  it("not of the list are refused", () => {
    fc.assert(fc.property(fc.string(), (text) => INSTANCE_CLASSES.includes(text) || instanceClassProblem(text) !== undefined));
    for (const inherited of ["db.t3.constructor", "constructor.large", "__proto__.toString"]) {
      assert.ok(instanceClassProblem(inherited), inherited);
    }
  });

  it("allow more connections the more memory they have, up to 5000", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (memory) => {
        assert.ok(maxConnections(memory) <= maxConnections(memory + 1));
        assert.ok(maxConnections(memory) <= 5000);
      }),
    );
    assert.equal(maxConnections(4), 450);
  });
});

describe("settings and alarms of PostgreSQL", () => {
  it("belong to the family of the major version", () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 18 }), fc.nat(30), (major, minor) => {
        assert.equal(parameterGroupFamily(`${major}.${minor}`), `postgres${major}`);
        assert.equal(parameterGroupFamily(String(major)), `postgres${major}`);
      }),
    );
  });

  it("name no setting twice", () => {
    const names = databaseParameters().map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  it("warn below what there is, for every class", () => {
    fc.assert(
      fc.property(fc.constantFrom(...INSTANCE_CLASSES), fc.integer({ min: 20, max: 65_536 }), (instanceClass, allocatedStorageGiB) => {
        const alarms = new Map(instanceAlarms({ instanceClass, allocatedStorageGiB }).map((alarm) => [alarm.suffix, alarm]));
        const memory = (instanceMemoryGiB(instanceClass) ?? 0) * 1024 ** 3;
        const burstable = /^db\.t/.test(instanceClass);
        assert.deepEqual([...alarms.keys()], ["cpu", "memory", "storage", "connections", ...(burstable ? ["cpu-credits"] : []), "disk-credits"]);
        assert.ok(inside(alarms.get("memory")?.threshold, memory));
        assert.ok(inside(alarms.get("storage")?.threshold, allocatedStorageGiB * 1024 ** 3));
        assert.ok(inside(alarms.get("connections")?.threshold, certainConnections(instanceClass)));
      }),
    );
  });

  it("treat a silent replica as one that lags", () => assert.deepEqual(replicaAlarms().map(({ breachingWhenMissing }) => breachingWhenMissing), [true]));
});

function inside(threshold: number | undefined, limit: number): boolean {
  return threshold !== undefined && threshold > 0 && threshold < limit;
}
