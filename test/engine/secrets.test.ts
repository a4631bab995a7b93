/** Secret slots on the real engine: named when nothing fills them, written once, rotated by a new value, never shown. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { DELIVERY_SLOTS, GENERATED_SLOTS, SLOT_NAMES } from "../../services/slots";
import { repository, startRun, succeeded, type Outcome, type Run } from "./harness";

/** What nobody generates and every stack needs: those of Argo CD are wanted where its repository is private and where people sign on through it. */
const REQUIRED = SLOT_NAMES.filter((slot) => !GENERATED_SLOTS.includes(slot) && !DELIVERY_SLOTS.includes(slot));

describe("a stack without values for its secret slots", () => {
  let run: Run;
  before(async () => (run = await startRun("production", { values: path.join(repository, "no-such-file.yaml") })));
  after(() => run.stop());

  it("is refused at preview, every slot named, before anything is registered", async () => {
    const preview = await run.operate("preview");
    assert.notEqual(preview.status, 0);
    const named = [...preview.output.matchAll(/Pulumi\.production\.yaml: kianax:secrets\.([\w-]+) is missing\. /g)].map(([, slot]) => slot);
    assert.deepEqual([...new Set(named)].sort(), [...REQUIRED].sort());
    assert.doesNotMatch(preview.output, /\n\s+at .*\.[jt]s:\d+/, "a stack trace reached the user");
    assert.deepEqual(run.engine.cloud.cloud.all(), []);
  });
});

describe("secret slots on the local cloud", () => {
  const ROTATED = "sk-another-made-up-value-of-a-test";
  const EXTERNAL = "kianax:secrets.polygon-api-key.external=true";
  const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
  let run: Run;
  let first: Outcome;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-values-"));
    const values = path.join(folder, "values.yaml");
    const made = parse(readFileSync(path.join(repository, "local-values.yaml"), "utf8")) as { config: Record<string, Record<string, unknown>> };
    delete made.config["kianax:secrets"]?.["polygon-api-key"];
    writeFileSync(values, stringify(made));
    run = await startRun("development", { values });
    first = await run.operate("up", { set: [EXTERNAL] });
    succeeded(first);
  });
  after(async () => {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const versions = (): string[] => run.engine.cloud.cloud.all().flatMap(({ type, id }) => (type === VERSION ? [id] : []));

  it("have a value each but that which operators fill, which is warned of by its name", () => {
    const slots = run.engine.cloud.cloud.all().filter(({ type }) => type === "aws:secretsmanager/secret:Secret");
    assert.equal(versions().length, slots.length - 1);
    assert.match(first.output, /warning: The secret kianax\/development\/market-data\/polygon-api-key has no value/);
  });

  it("have neither a value nor its version in plain text in the state", async () => {
    const file = path.join(folder, "state.json");
    succeeded(await run.pulumi("stack", "export", "--stack", "development", "--file", file));
    const { deployment } = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources: { type: string; urn: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> }[] } };
    const written = deployment.resources.filter(({ type, urn }) => type === VERSION && urn.includes("kianax:service:KianaxService$"));
    assert.ok(written.length > 10);
    for (const { urn, inputs, outputs } of written) {
      assert.deepEqual([inputs["secretStringWo"], inputs["secretStringWoVersion"], outputs["secretStringWoVersion"]].map((value) => typeof (value as { ciphertext?: unknown }).ciphertext), ["string", "string", "string"], urn);
      assert.equal(outputs["secretStringWo"] ?? null, null, urn);
    }
  });

  it("are refused in a wrong form without being shown", async () => {
    const preview = await run.operate("preview", { set: [EXTERNAL, "kianax:secrets.sentry-dsn=https://hunter2.example.com"] });
    assert.notEqual(preview.status, 0);
    assert.match(preview.output, /kianax:secrets\.sentry-dsn must be a DSN such as .*; what is set is not, and is not shown here\./);
    assert.doesNotMatch(preview.output, /hunter2/);
  });

  it("get a new version when the value is another one, and only those that hold it", async () => {
    const before = versions();
    const set = [EXTERNAL, `kianax:secrets.openai-api-key=${ROTATED}`];
    const up = await run.operate("up", { set, flags: ["--diff"] });
    succeeded(up);
    assert.deepEqual({ ...up.changes, same: 0 }, { replace: 1, same: 0 });
    assert.equal(versions().filter((id) => !before.includes(id)).length, 1);
    assert.doesNotMatch(up.output, new RegExp(ROTATED));
    succeeded(await run.operate("preview", { set, flags: ["--expect-no-changes"] }));
  });
});
