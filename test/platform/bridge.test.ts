/** What Pulumi says of a cluster, and what ApplicationSets ask for: neither side says or asks for more than the other. */
import assert from "node:assert/strict";
import type { Plan } from "../../plan";
import { stackPlan, stacks } from "../../plan/testing/stacks";
import { APPLICATION_SETS, readsOf, selectorOf } from "./platform";

const ARGO_LABEL = "argocd.argoproj.io/secret-type";

interface Bridge {
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
}

function bridgeOf(plan: Plan): Bridge {
  const secrets = plan.all("kubernetes:core/v1:Secret").map(({ inputs }) => inputs["metadata"] as unknown as Bridge);
  const bridges = secrets.filter(({ labels }) => labels[ARGO_LABEL] === "cluster");
  assert.equal(bridges.length, 1);
  return bridges[0] as Bridge;
}

/** Those in Git, and the one that brings them. */
function applicationSets(plan: Plan): readonly unknown[] {
  const { objects } = plan.one("kubernetes:helm.sh/v3:Release", `${plan.stack}-bootstrap`).inputs["values"] as unknown as { objects: unknown[] };
  assert.equal(objects.length, 1);
  return [...APPLICATION_SETS, ...objects];
}

const selects = (set: unknown, { labels }: Bridge): boolean => Object.entries(selectorOf(set)).every(([key, value]) => labels[key] === value);

/** What sets that take in this cluster ask for and it does not say, and what it says and none of them asks for. */
function mismatches(sets: readonly unknown[], bridge: Bridge): { missing: string[]; unread: string[] } {
  const taken = sets.filter((set) => selects(set, bridge));
  const kinds = ["annotations", "labels"] as const;
  const missing = kinds.flatMap((kind) => taken.flatMap((set) => readsOf(set, kind)).filter((key) => bridge[kind][key] === undefined || bridge[kind][key] === "").map((key) => `${kind}.${key}`));
  const unread = kinds.flatMap((kind) => Object.keys(bridge[kind]).filter((key) => key !== ARGO_LABEL && !taken.some((set) => readsOf(set, kind).includes(key))).map((key) => `${kind}.${key}`));
  return { missing: [...new Set(missing)], unread };
}

describe("the bridge to Git", function () {
  this.timeout(300_000);

  for (const stack of stacks) {
    describe(`of ${stack}`, () => {
      let plan: Plan;
      before(async () => (plan = await stackPlan(stack, "deployed")));

      it("says what ApplicationSets ask for, and nothing that none of them reads", () => {
        assert.deepEqual(mismatches(applicationSets(plan), bridgeOf(plan)), { missing: [], unread: [] });
      });

      it("switches on everything but PgBouncer", () => {
        const bridge = bridgeOf(plan);
        assert.deepEqual(APPLICATION_SETS.filter((set) => !selects(set, bridge)).map(({ metadata }) => metadata.name), ["pgbouncer"]);
      });

      it("would be noticed: a key less on either side", () => {
        const sets = applicationSets(plan);
        const bridge = bridgeOf(plan);
        for (const key of Object.keys(bridge.annotations)) {
          const { [key]: _gone, ...annotations } = bridge.annotations;
          assert.deepEqual(mismatches(sets, { ...bridge, annotations }).missing, [`annotations.${key}`]);
        }
        assert.deepEqual(mismatches(sets, { ...bridge, annotations: { ...bridge.annotations, aws_account_id: "1" } }).unread, ["annotations.aws_account_id"]);
      });
    });
  }

  it("says how connections are pooled where PgBouncer is chosen", async () => {
    const plan = await stackPlan("development", "deployed", "kianax:database.pooling=pgbouncer");
    const bridge = bridgeOf(plan);
    assert.deepEqual(mismatches(applicationSets(plan), bridge), { missing: [], unread: [] });
    assert.ok(APPLICATION_SETS.every((set) => selects(set, bridge)));
    const values = JSON.parse(String(bridge.annotations["pgbouncer_values"])) as Record<string, unknown>;
    assert.equal(values["databaseName"], "kianax");
    assert.match(String(values["secretArn"]), /^arn:aws:secretsmanager:.*:secret:kianax\/development\/platform\/postgres/);
  });
});
