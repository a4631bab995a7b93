import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readSummary, type Summary } from "./summary";
import { summaryLines } from "./summary-text";

describe("the summary after a command", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kianax-summary-"));
  after(() => rmSync(folder, { recursive: true }));
  const read = (...events: object[]): Summary => {
    const file = path.join(folder, "events.jsonl");
    writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    return readSummary(file);
  };
  const step = (op: string, type: string, name = "x", keys: string[] | null = null) => ({ resourcePreEvent: { metadata: { op, type, keys, urn: `urn:pulumi:p::k::${type}::${name}` } } });

  it("counts what stands, by package and module, and each replacement once", () => {
    const summary = read(
      step("create", "pulumi:providers:aws", "default_7_48_0"),
      step("create", "aws:ec2/vpc:Vpc"),
      step("same", "aws:ec2/subnet:Subnet"),
      step("create-replacement", "aws:kms/key:Key"),
      step("replace", "aws:kms/key:Key", "x", ["multiRegion"]),
      step("delete-replaced", "aws:kms/key:Key"),
      step("delete", "aws:s3/bucket:Bucket"),
      { summaryEvent: { resourceChanges: { create: 1, same: 1, replace: 1, delete: 1 }, PolicyPacks: { "kianax|local|/somewhere": "0.1.0" } } },
    );
    assert.deepEqual([...summary.resourcesByKind], [["aws:ec2", 2], ["aws:kms", 1]]);
    assert.deepEqual(summary.changes, { create: 1, same: 1, replace: 1, delete: 1 });
    assert.deepEqual(summary.policyPacks, ["kianax"]);
    assert.deepEqual(summary.steps.filter(({ op }) => op === "replace"), [{ op: "replace", type: "aws:kms/key:Key", urn: "urn:pulumi:p::k::aws:kms/key:Key::x", replacedBy: ["multiRegion"] }]);
  });

  it("counts once what is refreshed first, and not what goes after it", () => {
    const { resourcesByKind } = read(step("refresh", "aws:ec2/vpc:Vpc"), step("refresh", "aws:s3/bucket:Bucket"), step("same", "aws:ec2/vpc:Vpc"), step("delete", "aws:s3/bucket:Bucket"));
    assert.deepEqual([...resourcesByKind], [["aws:ec2", 1]]);
  });

  it("names what mandatory policies refuse, and what to do", () => {
    const summary = read({
      policyEvent: { policyName: "rds-multi-az", enforcementLevel: "mandatory", message: "<{%bold%}>No standby<{%reset%}>", resourceUrn: "urn:pulumi:p::k::aws:rds/instance:Instance::production-db" },
    });
    assert.equal(summary.findings[0]?.message, "No standby");
    const lines = summaryLines({ ...summary, operation: "up", stack: "production", code: 255 });
    assert.deepEqual(lines, [
      "up of production on the local cloud: failed (exit code 255)",
      "  policies   1 mandatory and 0 advisory violations",
      "             rds-multi-az: production-db",
      "  next       mend what the policies name, then run the command again; docs in policies/README.md",
    ]);
  });

  it("fits 100 columns", () => {
    const resourcesByKind = new Map(Array.from({ length: 30 }, (_, index) => [`aws:service-${index}`, index + 1] as const));
    const lines = summaryLines({ operation: "up", stack: "development", code: 0, resourcesByKind, changes: {}, findings: [], policyPacks: ["kianax-policies"], steps: [], notices: [{ severity: "warning", message: "word ".repeat(60).trim() }] });
    assert.ok(lines.every((line) => line.length <= 100), lines.join("\n"));
  });

  it("repeats what components had to say, once, and nothing of the engine's own", () => {
    const component = "urn:pulumi:p::k::kianax:cluster:KianaxCluster::production";
    const said = (severity: string, message: string, urn: string, more = {}) => ({ diagnosticEvent: { severity, message: `<{%reset%}>${message}\n<{%reset%}>`, urn, ...more } });
    const summary = read(
      said("info", "support ends in 123 days", component),
      said("info", "support ends in 123 days", component),
      said("warning", "support ends in 80 days", component),
      said("debug", "registering", component),
      said("info", "still waiting", component, { ephemeral: true }),
      said("warning", "a deprecated property", "urn:pulumi:p::k::kianax:cluster:KianaxCluster$aws:eks/cluster:Cluster::production"),
      said("warning", "of the stack", ""),
    );
    assert.deepEqual(summary.notices, [{ severity: "info", message: "support ends in 123 days" }, { severity: "warning", message: "support ends in 80 days" }]);
    const lines = summaryLines({ ...summary, operation: "refresh", stack: "production", code: 0 });
    assert.deepEqual(lines.slice(1, 3), ["  notices    support ends in 123 days", "             warning: support ends in 80 days"]);
  });

  it("is empty for a command that ended before its first event", () => {
    assert.equal(readSummary(path.join(folder, "none.jsonl")).resourcesByKind.size, 0);
  });
});
