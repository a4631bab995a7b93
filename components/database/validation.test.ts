import assert from "node:assert/strict";
import fc from "fast-check";
import { instanceAlarms, replicaAlarms } from "./alarms";
import { INSTANCE_CLASSES, instanceClassProblem, instanceMemoryGiB, maxConnections } from "./instance-classes";
import { databaseParameters, parameterGroupFamily } from "./parameters";
import { databaseProblems, type DatabaseSettings } from "./validation";

const DEVELOPMENT: DatabaseSettings = {
  environment: "development",
  engineVersion: "16",
  instanceClass: "db.t3.small",
  allocatedStorageGiB: 20,
  maxAllocatedStorageGiB: 0,
  multiAz: false,
  backupRetentionDays: 7,
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

  const refused: [string, Partial<DatabaseSettings>, string][] = [
    ["a malformed class", { instanceClass: "t3.medium" }, 'instanceClass must be an RDS instance class such as db.t3.medium, not "t3.medium".'],
    ["a size that the family has not", { instanceClass: "db.t3.huge" }, 'instanceClass "db.t3.huge" does not exist: db.t3 has micro, small, medium, large, xlarge, 2xlarge.'],
    [
      "a family that is none",
      { instanceClass: "db.z9.large" },
      'instanceClass "db.z9.large" is no instance class of RDS for PostgreSQL: use one of the families db.t3, db.t4g, db.m5, db.m6g, db.m6i, db.m7g, db.m7i, db.m8g, db.r5, db.r6g, db.r6i, db.r7g, db.r7i, db.r8g.',
    ],
    ["a version that is none", { engineVersion: "16.x" }, 'engineVersion must be a PostgreSQL version such as 16 or 16.9, majors 14, 15, 16, 17, 18, not "16.x".'],
    ["an old version", { engineVersion: "11.4" }, 'engineVersion must be a PostgreSQL version such as 16 or 16.9, majors 14, 15, 16, 17, 18, not "11.4".'],
    ["negative storage", { allocatedStorageGiB: -20 }, "allocatedStorageGiB must be a whole number from 20 to 65536 GiB, not -20."],
    [
      "growth to less than there is",
      { allocatedStorageGiB: 100, maxAllocatedStorageGiB: 100 },
      "maxAllocatedStorageGiB must be at least 10 % above allocatedStorageGiB 100, so 110 or more, or 0 for no growth, not 100.",
    ],
    ["too long a retention", { backupRetentionDays: 36 }, "backupRetentionDays must be a whole number from 0 to 35 days, not 36."],
    [
      "windows that overlap",
      { backupWindow: "05:00-06:00" },
      'maintenanceWindow "sun:05:00-sun:05:30" overlaps backupWindow "05:00-06:00", which AWS refuses: move one of them.',
    ],
    ["too many replicas", { readReplicas: 16 }, "readReplicas must be a whole number from 0 to 15, not 16."],
    ["replicas without backups", { readReplicas: 1, backupRetentionDays: 0 }, "readReplicas 1 need automated backups of the writer: set backupRetentionDays to 1 or more."],
    ["an interval that is none", { monitoringIntervalSeconds: 7 as never }, "monitoringIntervalSeconds must be one of 0, 1, 5, 10, 15, 30, 60, not 7."],
    [
      "a retention that CloudWatch has not",
      { logRetentionDays: 31 },
      "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, not 31.",
    ],
    ["a database name with a dash", { databaseName: "kianax-db" }, 'databaseName must be 1 to 63 lower-case letters, digits and underscores, beginning with a letter, not "kianax-db".'],
    [
      "names that get too long",
      { environment: "e".repeat(24), namePrefix: "p".repeat(30) },
      `environment makes the db instance name "${"p".repeat(30)}-${"e".repeat(24)}-postgres" of 64 characters, and AWS allows 63: shorten it.`,
    ],
  ];
  for (const [what, changes, sentence] of refused) {
    it(`refuse ${what}`, () => assert.deepEqual(sentences(changes), [sentence]));
  }
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
        assert.deepEqual([...alarms.keys()], ["cpu", "memory", "storage", "connections"]);
        assert.ok(inside(alarms.get("memory")?.threshold, memory));
        assert.ok(inside(alarms.get("storage")?.threshold, allocatedStorageGiB * 1024 ** 3));
        assert.ok(inside(alarms.get("connections")?.threshold, 5000));
      }),
    );
  });

  it("treat a silent replica as one that lags", () => assert.deepEqual(replicaAlarms().map(({ breachingWhenMissing }) => breachingWhenMissing), [true]));
});

function inside(threshold: number | undefined, limit: number): boolean {
  return threshold !== undefined && threshold > 0 && threshold < limit;
}
