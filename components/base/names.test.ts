import assert from "node:assert/strict";
import fc from "fast-check";
import { ArgumentError } from "./argument-error";
import { nameProblem, physicalName, type Named } from "./names";

const LIMITS: Readonly<Partial<Record<Named, number>>> = {
  "backup plan": 50,
  "backup vault": 50,
  "db instance": 63,
  "eks cluster": 100,
  "iam role": 64,
  "load balancer": 32,
  "replication group": 40,
  "s3 bucket": 63,
  "target group": 32,
};

describe("physical names", () => {
  for (const [what, limit] of Object.entries(LIMITS) as [Named, number][]) {
    it(`of a ${what} have ${limit} characters at most`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 4, max: 200 }), (length) => {
          const name = "k".repeat(length);
          assert.equal(nameProblem(what, name) === undefined, length <= limit);
        }),
      );
    });
  }

  it("that are too long say by how much", () => {
    assert.throws(() => physicalName('KianaxEdge "production"', "load balancer", "k".repeat(33)), {
      message: `KianaxEdge "production": the name makes the load balancer name "${"k".repeat(33)}" of 33 characters, and AWS allows 32: shorten it.`,
    });
  });

  const refused: readonly [Named, string][] = [
    ["db instance", "kianax--production"],
    ["db instance", "kianax-"],
    ["db instance", "1kianax"],
    ["ecr repository", "Kianax/gateway"],
    ["ecr repository", "kianax//gateway"],
    ["iam role", "kianax/production"],
    ["kms alias", "alias/aws/kianax"],
    ["launch template", "ka"],
    ["load balancer", "internal-kianax"],
    ["backup vault", "kianax.backups"],
    ["restore testing plan", "kianax-database"],
    ["ssm parameter", "/aws-parameter"],
    ["ssm parameter", "kianax/restore"],
    ["s3 bucket", "Kianax"],
    ["s3 bucket", "xn--kianax"],
    ["security group", "sg-kianax"],
    ["target group", "-kianax"],
  ];
  for (const [what, name] of refused) {
    it(`of a ${what} are not ${JSON.stringify(name)}`, () => {
      assert.throws(() => physicalName("x", what, name), ArgumentError);
    });
  }

  it("that fit come back unchanged", () => {
    assert.equal(physicalName("x", "iam role", "kianax-production-node"), "kianax-production-node");
    assert.equal(physicalName("x", "log group", "/kianax/production/trading"), "/kianax/production/trading");
  });
});
