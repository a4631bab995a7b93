/** The front end's project on Vercel, and what an edge may have beside its defaults, on the real engine. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { CloudRecord } from "../../local-cloud/provider/cloud";
import { HOW_TO_LIST, unlistedTypes } from "../ledger/stateful";
import { deployed, startRun, succeeded, type Run } from "./harness";

const TOKEN = "vcp_5uN0tAToken9f3";
const VARIABLE = "https://key@sentry.example/42";
const SETTINGS = [
  `vercel:apiToken=${TOKEN}`,
  "kianax:edge.vercel.projectName=kianax-web",
  "kianax:edge.vercel.repository=kianax/web",
  "kianax:edge.vercel.productionBranch=develop",
  "kianax:edge.vercel.environmentVariables.API_URL.value=https://api.dev.kianax.io",
  "kianax:edge.vercel.environmentVariables.API_URL.sensitive=false",
  `kianax:edge.vercel.environmentVariables.SENTRY_DSN.value=${VARIABLE}`,
  "kianax:edge.alternativeNames[0]=ws.dev.kianax.io",
  "kianax:edge.alternativeNames[1]=*.dev.kianax.io",
  'kianax:edge.delegations["preview.dev.kianax.io"][0]=ns-1.awsdns-01.org',
  'kianax:edge.delegations["preview.dev.kianax.io"][1]=ns-2.awsdns-02.net',
];

describe("a development stack with its front end on Vercel", () => {
  let run: Run;
  before(async () => (run = await startRun("development")));
  after(() => run.stop());

  const all = (type: string): CloudRecord[] => run.engine.cloud.cloud.all().filter((record) => record.type === type);

  it("is refused without the token of Vercel, in a sentence", async () => {
    const preview = await run.operate("preview", { set: SETTINGS.slice(1) });
    assert.notEqual(preview.status, 0);
    assert.match(preview.output, /Pulumi\.development\.yaml: vercel:apiToken is missing, and kianax:edge\.vercel needs it/);
  });

  it("comes up whole: project, domains and variables, below the edge", async () => {
    succeeded(await run.operate("up", { set: SETTINGS, flags: ["--skip-preview"] }));
    const [project, ...more] = all("vercel:index/project:Project");
    assert.deepEqual([project?.outputs["name"], more.length], ["kianax-web", 0]);
    assert.deepEqual(project?.outputs["gitRepository"], { type: "github", repo: "kianax/web", productionBranch: "develop" });
    assert.deepEqual(all("vercel:index/projectDomain:ProjectDomain").map(({ outputs }) => [outputs["projectId"], outputs["domain"], outputs["redirect"] ?? null]).sort(), [
      [project?.id, "dev.kianax.io", null],
      [project?.id, "www.dev.kianax.io", "dev.kianax.io"],
    ]);
    assert.deepEqual(all("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable").map(({ outputs }) => [outputs["key"], outputs["value"], outputs["sensitive"]]).sort(), [
      ["API_URL", "https://api.dev.kianax.io", false],
      ["SENTRY_DSN", VARIABLE, true],
    ]);
    const resources = await deployed(run, "development");
    assert.deepEqual(unlistedTypes(resources), [], HOW_TO_LIST);
    const urns = resources.map(({ urn }) => urn).filter((urn) => urn.includes("vercel:index/project:"));
    assert.ok(urns.length === 1 && urns[0]?.includes("kianax:edge:KianaxEdge$vercel:"), urns.join());
  });

  it("has a certificate for all its names, each proven, and hands a name to another zone", () => {
    const records = all("aws:route53/record:Record").map(({ outputs }) => `${String(outputs["type"])} ${String(outputs["name"])}`);
    const [certificate] = all("aws:acm/certificate:Certificate");
    assert.deepEqual(certificate?.outputs["subjectAlternativeNames"], ["api.dev.kianax.io", "ws.dev.kianax.io", "*.dev.kianax.io"]);
    assert.equal(records.filter((record) => /^CNAME _/.test(record)).length, 3);
    assert.ok(records.includes("NS preview.dev.kianax.io") && records.includes("CAA dev.kianax.io"), records.join());
  });

  it("has neither the token nor a variable in plain text in state, store and logs", () => {
    const files = readdirSync(run.paths.local, { recursive: true, encoding: "utf8" })
      .map((file) => path.join(run.paths.local, file))
      .filter((file) => statSync(file).isFile());
    const leaks = (text: string): string[] => files.filter((file) => readFileSync(file, "utf8").includes(text));
    assert.deepEqual(leaks(TOKEN), []);
    // The test sets the variable in plain text: so it stands in the stack's file, and where the engine notes that file.
    assert.deepEqual(leaks(VARIABLE).filter((file) => !file.startsWith(run.paths.project) && !file.includes(`${path.sep}history${path.sep}`)), []);
  });

  it("is unchanged at a second preview", async () => {
    succeeded(await run.operate("preview", { set: SETTINGS, flags: ["--expect-no-changes"] }));
  });
});
