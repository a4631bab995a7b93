/** kube-score's judgement of every rendered chart, with reviewed exceptions: https://github.com/zegl/kube-score/blob/master/README_CHECKS.md */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { exceptionProblems, judge, readExceptions } from "../../../scan/exceptions";
import type { ScanFinding } from "../../../scan/findings";
import { renderedServices } from "../charts/rendered";
import type { KubernetesObject } from "../cluster/objects";
import { tools } from "../control-plane";
import { ROOT } from "../root";
import { ENVIRONMENTS } from "../values";

const FILE = path.join("test", "kubernetes", "judges", "exceptions.yaml");
/** Grades below it are warnings and worse. */
const GOOD = 10;
const report = z.array(
  z.object({
    type_meta: z.object({ kind: z.string() }),
    object_meta: z.object({ name: z.string() }),
    checks: z.array(z.object({ check: z.object({ id: z.string(), name: z.string() }), grade: z.number(), skipped: z.boolean(), comments: z.array(z.object({ summary: z.string() })).nullable() })),
  }),
);

async function score(objects: readonly KubernetesObject[], stack: string): Promise<{ findings: ScanFinding[]; checks: number }> {
  const executable = path.join(await tools("judges"), "kube-score");
  const { stdout, stderr } = spawnSync(executable, ["score", "--output-format", "json", "--kubernetes-version", "v1.35", "-"], { input: objects.map((object) => stringify(object)).join("---\n"), encoding: "utf8", maxBuffer: 1 << 26 });
  assert.notEqual(stdout, "", stderr);
  const judged = report.parse(JSON.parse(stdout)).flatMap(({ type_meta: { kind }, object_meta: { name }, checks }) => checks.filter(({ skipped }) => !skipped).map((each) => ({ ...each, resource: `${kind}/${name}` })));
  const findings = judged.filter(({ grade }) => grade < GOOD).map(({ check, resource, comments }) => ({ stack, check: `kube-score ${check.id}`, title: check.name, resource, detail: (comments ?? []).map(({ summary }) => summary).join("; ") }));
  return { findings, checks: judged.length };
}

describe("kube-score", function () {
  this.timeout(300_000);

  it("finds nothing wrong with the charts that no reviewed exception names, and no exception is idle", async () => {
    const results = await Promise.all(ENVIRONMENTS.map(async (environment) => score([...(await renderedServices(environment)).values()].flat(), environment)));
    assert.ok(results.every(({ checks }) => checks > 100));
    const findings = results.flatMap((result) => result.findings);
    const exceptions = readExceptions(ROOT, FILE);
    const open = judge(findings, exceptions, new Date()).filter(({ exception }) => exception === undefined);
    assert.equal([...new Set(open.map(({ finding: { stack, check, resource, detail } }) => `${stack} ${check} ${resource}: ${detail}`))].join("\n"), "");
    assert.deepEqual(exceptionProblems(findings, exceptions, new Date(), FILE), []);
  });

  it("would find a container that may do anything", async () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "bad", namespace: "kianax" }, spec: { containers: [{ name: "bad", image: "bad:latest", securityContext: { privileged: true } }] } };
    const { findings } = await score([pod], "production");
    assert.ok(findings.some(({ check }) => check === "kube-score container-image-tag"));
    assert.ok(findings.some(({ check }) => check.startsWith("kube-score container-security-context")));
  });
});
