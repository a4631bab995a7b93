/** Every IAM document of both stacks, as deployed: each right is there for a reason, and each reason is written down. */
import assert from "node:assert/strict";
import path from "node:path";
import { collectPlan } from "../../plan";
import { documentsOf, weaknesses, wildcardMatches, type Finding, type FoundDocument } from "./index";

interface Reviewed {
  /** `type::name property`, with stars. */
  readonly where: string;
  readonly statement: string;
  readonly detail: string;
  readonly reason: string;
}

/** Findings that stay. One that is found no more has to go from this list. */
const REVIEWED: readonly Reviewed[] = [
  {
    where: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy::*-postgres-events policyDocument",
    statement: "EventsOpenStreams",
    detail: "Service *",
    reason: "EventBridge tells its rule when it writes, not when it opens a stream; a stream that is empty tells nobody anything.",
  },
  {
    where: "aws:ec2/vpcEndpoint:VpcEndpoint::*-s3 policy",
    statement: "EverythingInThisAccount",
    detail: "*",
    reason: "An endpoint gives nobody a right: it bounds what roles and buckets allow, here to buckets of the account (aws:ResourceAccount).",
  },
  {
    where: "aws:ec2/vpcEndpoint:VpcEndpoint::*-s3 policy",
    statement: "ReadElsewhere",
    detail: "* *",
    reason: "Layers of images and packages lie in buckets of AWS, which are read with addresses signed by others.",
  },
];

const root = path.resolve(__dirname, "..", "..");
const covers = ({ where, statement, detail }: Reviewed, finding: Finding): boolean =>
  wildcardMatches(where, finding.where) && statement === finding.statement && wildcardMatches(detail, finding.detail);

describe("IAM documents of the stacks", () => {
  const found: Finding[] = [];

  for (const stack of ["production", "development"]) {
    describe(stack, () => {
      let documents: FoundDocument[];
      before(async () => {
        const { resources } = await collectPlan({ root, stack, values: "deployed" });
        documents = documentsOf(resources);
      });

      it("are there for every role: who takes it, and what it may do", () => {
        assert.ok(documents.filter(({ kind }) => kind === "trust").length >= 14);
        assert.ok(documents.filter(({ kind }) => kind === "identity").length >= 10);
        assert.ok(documents.filter(({ kind }) => kind === "resource").length >= 5);
      });

      it("give nothing away beyond need", async () => {
        const findings = (await Promise.all(documents.map(weaknesses))).flat();
        found.push(...findings);
        const open = findings.filter((finding) => !REVIEWED.some((reviewed) => covers(reviewed, finding)));
        assert.deepEqual(
          open.map(({ where, statement, weakness, detail }) => `${where}, ${statement}: ${weakness}, ${detail}`),
          [],
        );
      });
    });
  }

  // A suite of its own, at the end: mocha runs a suite's own tests before the suites within it.
  describe("of all stacks", () => {
    it("have no reviewed finding that is gone", () => {
      assert.deepEqual(REVIEWED.filter((reviewed) => !found.some((finding) => covers(reviewed, finding))), []);
    });
  });
});
