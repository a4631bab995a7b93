import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { merge, type Json, type JsonObject } from "./merge";
import { schemaAt } from "./problems";
import { settingsSchema } from "./schema";
import { config, parseStack, refusals } from "./testing";

const STACKS = ["development", "production"] as const;

/** Paths of all maps with fixed keys in the settings of production, the root included. */
function fixedMaps(): string[][] {
  const paths: string[][] = [];
  const visit = (schema: z.ZodType | undefined, path: string[]): void => {
    if (schema instanceof z.ZodObject) {
      paths.push(path);
      Object.keys(schema.shape).forEach((key) => visit(schemaAt(schema, [key]), [...path, key]));
    } else if (schema instanceof z.ZodRecord && path.at(-1) === "nodeGroups") {
      visit(schemaAt(schema, ["general"]), [...path, "general"]);
    }
  };
  visit(settingsSchema, []);
  return paths;
}

describe("the environments of the repository", () => {
  for (const stack of STACKS) {
    it(`parses ${stack}`, () => {
      const environment = parseStack(stack);
      assert.equal(environment.name, stack);
      assert.equal(environment.profile, stack);
      assert.equal(environment.region, "us-east-1");
      assert.deepEqual(environment.network.zones, ["us-east-1a", "us-east-1b", "us-east-1c"]);
      assert.equal(environment.network.clusterName, `kianax-${stack}`);
    });

    it(`tells every component of ${stack} the same`, () => {
      const environment = parseStack(stack);
      for (const section of ["keys", "alerting", "auditTrail", "network", "database", "cache", "cluster", "edge", "services"] as const) {
        const { environment: name, namePrefix, tags, protect } = environment[section];
        assert.deepEqual(
          { name, namePrefix, tags, protect },
          { name: stack, namePrefix: "kianax", tags: { Owner: "platform@kianax.io" }, protect: true },
        );
      }
    });

    it(`parses ${stack} to the same environment again`, () => assert.deepEqual(parseStack(stack), parseStack(stack)));
  }

  it("has the sizes of the deployment strategy", () => {
    const development = parseStack("development");
    const production = parseStack("production");
    assert.deepEqual([development.database.instanceClass, development.database.multiAz], ["db.t3.small", false]);
    assert.deepEqual([production.database.instanceClass, production.database.multiAz], ["db.t3.medium", true]);
    assert.deepEqual([development.database.backupRetentionDays, production.database.backupRetentionDays], [7, 14]);
    assert.deepEqual([development.cache.nodeType, development.cache.shards], ["cache.t3.micro", 1]);
    assert.deepEqual([production.cache.nodeType, production.cache.shards], ["cache.t3.small", 3]);
    assert.deepEqual([development.edge.domain, production.edge.domain], ["dev.kianax.io", "kianax.io"]);
    assert.deepEqual([development.services.logRetentionDays, production.services.logRetentionDays], [30, 30]);
    const nodes = [development, production].map(({ cluster }) => Object.values(cluster.nodeGroups).map(({ minSize, maxSize }) => [minSize, maxSize]));
    assert.deepEqual(nodes, [[[2, 10]], [[3, 10]]]);
  });
});

describe("what a stack sets", () => {
  it("goes over the profile and leaves the rest of it", () => {
    const before = parseStack("production");
    const after = parseStack("production", config(["database", "instanceClass"], "db.m7g.large"));
    assert.deepEqual(after, { ...before, database: { ...before.database, instanceClass: "db.m7g.large" } });
  });

  it("reaches every component when it is common to all", () => {
    const { keys, services } = parseStack("production", { "kianax:protect": false, "kianax:namePrefix": "acme" });
    assert.deepEqual([keys.protect, keys.namePrefix, services.protect, services.namePrefix], [false, "acme", false, "acme"]);
  });

  it("adds a node group, and removes the profile's with null", () => {
    const { general } = parseStack("production").cluster.nodeGroups;
    const both = parseStack("production", config(["cluster"], { maxNodes: 20, nodeGroups: { large: general as unknown as Json } }));
    assert.deepEqual(Object.keys(both.cluster.nodeGroups), ["general", "large"]);
    const one = parseStack("production", config(["cluster", "nodeGroups"], { general: null, large: general as unknown as Json }));
    assert.deepEqual(Object.keys(one.cluster.nodeGroups), ["large"]);
  });

  it("may weaken production, because the policy pack is what refuses that", () => {
    assert.equal(parseStack("production", config(["database", "multiAz"], false)).database.multiAz, false);
  });

  it("names the environment after the stack, whatever the profile", () => {
    const environment = parseStack("development", {}, "pr-42");
    assert.deepEqual([environment.name, environment.network.clusterName, environment.keys.environment], ["pr-42", "kianax-pr-42", "pr-42"]);
  });

  it("survives the merge, whatever valid value it is", () => {
    const overrides: [string[], fc.Arbitrary<Json>][] = [
      [["database", "backupRetentionDays"], fc.integer({ min: 1, max: 35 })],
      [["database", "allocatedStorageGiB"], fc.integer({ min: 20, max: 90 })],
      [["database", "multiAz"], fc.boolean()],
      [["database", "monitoringIntervalSeconds"], fc.constantFrom(0, 1, 5, 10, 15, 30, 60)],
      [["cache", "replicasPerShard"], fc.integer({ min: 1, max: 5 })],
      [["cache", "nodeType"], fc.constantFrom("cache.t4g.micro", "cache.m7g.large", "cache.r7g.xlarge")],
      [["cluster", "logRetentionDays"], fc.constantFrom(1, 30, 365, 3653)],
      [["cluster", "nodeGroups", "general", "maxSize"], fc.integer({ min: 3, max: 10 })],
      [["cluster", "maxNodes"], fc.integer({ min: 10, max: 450 })],
      [["network", "cidr"], fc.tuple(fc.nat(255), fc.integer({ min: 16, max: 20 })).map(([second, prefix]) => `10.${second}.0.0/${prefix}`)],
      [["network", "nat"], fc.constantFrom("instance", "single", "per-zone")],
      [["network", "interfaceEndpoints"], fc.uniqueArray(fc.constantFrom("sts", "kms", "logs", "ecr.api", "ecr.dkr"))],
      [["keys", "deletionWindowDays"], fc.integer({ min: 7, max: 30 })],
      [["edge", "idleTimeoutSeconds"], fc.integer({ min: 1, max: 4000 })],
      [["services", "imageRetentionCount"], fc.integer({ min: 1, max: 1000 })],
    ];
    const override = fc.oneof(...overrides.map(([path, value]) => value.map((chosen) => ({ path, value: chosen }))));
    fc.assert(
      fc.property(fc.constantFrom(...STACKS), override, (stack, { path, value }) => {
        const environment: unknown = parseStack(stack, config(path, value));
        const found = path.reduce<unknown>((holder, key) => (holder as Record<string, unknown>)[key], environment);
        assert.deepEqual(found, value);
      }),
    );
  });
});

describe("backups outside of RDS", () => {
  it("keep clear of the database's windows, whichever of the two sections moved", () => {
    assert.deepEqual(refusals("production", config(["recovery", "backupWindow"], "05:00-06:30")), [
      'Pulumi.production.yaml: kianax:recovery.backupWindow "05:00-06:30" meets the database\'s backupWindow "07:00-08:00" or the hour before it, when RDS starts no backup: move one of them.',
    ]);
    assert.deepEqual(refusals("production", config(["database", "backupWindow"], "05:30-06:30")), [
      'Pulumi.production.yaml: kianax:recovery.backupWindow "02:00-05:00" meets the database\'s backupWindow "05:30-06:30" or the hour before it, when RDS starts no backup: move one of them.',
    ]);
  });

  it("fit into the lock of their vault", () => {
    assert.deepEqual(refusals("production", config(["recovery", "monthlyRetentionDays"], 730)), [
      "Pulumi.production.yaml: kianax:recovery.lockMaxRetentionDays 400 is below the longest retention of 730 days: its backups would all fail.",
    ]);
    assert.deepEqual(refusals("development", config(["recovery", "dailyRetentionDays"], 1)), []);
  });
});

describe("a stack that takes over another", () => {
  const takesOver = (changes: JsonObject = {}, secrets: JsonObject = { "better-auth-secret": { external: true }, "jwt-signing-key": { external: true } }): JsonObject => ({
    "kianax:recovery": { successorOf: "staging", ...changes },
    "kianax:secrets": secrets,
  });

  it("is told whom, and its predecessor's keys who may follow", () => {
    assert.equal(parseStack("production", takesOver()).successorOf, "staging");
    assert.equal("successorOf" in parseStack("production"), false);
    assert.equal(parseStack("production").keys.successor, "recovery");
  });

  it("is another one, and follows nobody in a circle", () => {
    assert.deepEqual(refusals("production", takesOver({ successorOf: "production" })), [
      "Pulumi.production.yaml: kianax:recovery.successorOf is production, this stack itself: name another one, or remove it.",
    ]);
    assert.deepEqual(refusals("production", takesOver({ successorOf: "recovery" })), [
      "Pulumi.production.yaml: kianax:recovery.successor is recovery, which this stack takes over itself: name another one, or set it to null.",
    ]);
  });

  it("needs something that was replicated", () => {
    assert.deepEqual(refusals("production", { "kianax:recovery": { region: null, copiedBackups: [] }, "kianax:auditTrail": { replicate: false } }), [
      "Pulumi.production.yaml: kianax:recovery.successor has nothing to take over while nothing is replicated: name kianax:recovery.region, or set it to null.",
    ]);
  });

  it("generates no secret anew that the database of the other was signed or encrypted with", () => {
    const [auth, jwt, ...more] = refusals("production", takesOver({}, {}));
    assert.deepEqual(more, []);
    assert.match(String(auth), /^Pulumi\.production\.yaml: kianax:secrets\.better-auth-secret is missing, and a generated value would be another one than that of staging: /);
    assert.match(String(jwt), /kianax:secrets\.jwt-signing-key\.external to true and copy the secret from its replica\.$/);
  });
});

describe("the recovery Region", () => {
  const recovery = (region: Json, changes: JsonObject = {}): JsonObject => ({ ...config(["recovery", "region"], region), ...changes });

  it("reaches the keys, or nobody when there is none", () => {
    assert.equal(parseStack("production").keys.recoveryRegion, "us-west-2");
    assert.equal(parseStack("production", recovery("eu-west-1")).keys.recoveryRegion, "eu-west-1");
    const alone = { "kianax:recovery": { region: null, successor: null, copiedBackups: [] }, "kianax:auditTrail": { replicate: false } };
    assert.equal("recoveryRegion" in parseStack("production", alone).keys, false);
    assert.equal("recoveryRegion" in parseStack("development").keys, false);
  });

  it("is another than the stack's own", () => {
    assert.deepEqual(refusals("production", recovery("us-east-1")), [
      "Pulumi.production.yaml: kianax:recovery.region is us-east-1, where the stack is already: name another Region, which is not lost with this one.",
    ]);
  });

  it("needs keys that can be replicated", () => {
    assert.deepEqual(refusals("production", recovery("us-west-2", config(["keys", "multiRegion"], false))), [
      "Pulumi.production.yaml: kianax:recovery.region needs keys that can be replicated: set kianax:keys.multiRegion to true, which replaces the keys, or leave the Region out.",
    ]);
    assert.equal(refusals("development", recovery("us-west-2")).length, 1);
  });

  it("is where copies go", () => {
    assert.deepEqual(refusals("production", { "kianax:recovery": { region: null, successor: null } }), [
      "Pulumi.production.yaml: kianax:recovery.copiedBackups needs kianax:recovery.region to copy to: name a Region, or set it to [] and copy nothing.",
      "Pulumi.production.yaml: kianax:auditTrail.replicate needs kianax:recovery.region: name the Region to copy to, or set it to false.",
    ]);
  });

  it("is a Region", () => {
    assert.deepEqual(refusals("production", recovery("us-west-2a")), [
      'Pulumi.production.yaml: kianax:recovery.region must be an AWS Region such as us-west-2, not "us-west-2a".',
    ]);
  });
});

describe("who hears of alerts", () => {
  it("is somebody in production", () => {
    assert.deepEqual(refusals("production", config(["alerting", "emails"], [])), [
      "Pulumi.production.yaml: kianax:alerting.emails must have an address in production: an alert that nobody gets is none.",
    ]);
    assert.deepEqual(refusals("development", config(["alerting", "emails"], [])), []);
  });

  it("is named once, whatever the case", () => {
    assert.deepEqual(refusals("production", config(["alerting", "emails"], ["a@kianax.io", "A@kianax.io"])), [
      "Pulumi.production.yaml: kianax:alerting.emails names A@kianax.io twice: name it once.",
    ]);
  });
});

describe("the audit trail", () => {
  it("has the lifetimes of what is recorded, and tiers in between", () => {
    const { auditTrail } = parseStack("production");
    assert.deepEqual([auditTrail.lockMode, auditTrail.tradingRetentionDays, auditTrail.replicate], ["COMPLIANCE", 2557, true]);
    assert.deepEqual([parseStack("development").auditTrail.lockMode, parseStack("development").auditTrail.tradingRetentionDays], ["GOVERNANCE", 1]);
  });

  it("moves files to cheaper storage in order", () => {
    assert.deepEqual(refusals("production", config(["auditTrail"], { archiveAfterDays: 61, infrequentAccessAfterDays: 40 })), [
      "Pulumi.production.yaml: kianax:auditTrail.archiveAfterDays must be 70 or more, not 61: files stay in Standard-IA (infrequentAccessAfterDays) for 30 days, or are paid for as if they did.",
    ]);
  });
});

/** What sections that a stack may leave out need to be right. */
const AROUND: Readonly<Record<string, JsonObject>> = {
  vercel: { "vercel:apiToken": "token", ...config(["edge", "vercel", "projectName"], "web") },
  sso: config(["delivery", "sso"], { issuer: "https://login.example.com", clientId: "argocd" }),
};

describe("unknown keys", () => {
  it("are refused wherever they are, by their full name, one by one", () => {
    const word = fc.oneof(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,12}$/), fc.constantFrom("__proto__", "constructor", "toString", "cdir"));
    fc.assert(
      fc.property(fc.constantFrom(...fixedMaps()), word, fc.jsonValue(), (path, key, value) => {
        const map = schemaAt(settingsSchema, path);
        assert.ok(map instanceof z.ZodObject);
        fc.pre(!Object.hasOwn(map.shape, key));
        // A map that may be left out has to be there whole, or what it lacks is said too.
        const around = AROUND[path[1] ?? ""] ?? {};
        const sentences = refusals("production", merge(around, config([...path, key], (value ?? null) as Json)) as JsonObject);
        assert.equal(sentences.length, 1, sentences.join("\n"));
        const full = `kianax:${[...path, key].join(".")}`;
        assert.ok(sentences[0]?.startsWith(`Pulumi.production.yaml: ${full} is not a setting; `), sentences[0]);
      }),
      { numRuns: 300 },
    );
  });

  it("come with the key that was meant", () => {
    assert.deepEqual(refusals("production", config(["network", "cdir"], "10.0.0.0/16")), [
      "Pulumi.production.yaml: kianax:network.cdir is not a setting; did you mean cidr?",
    ]);
    assert.deepEqual(refusals("production", config(["databse"], {})), [
      "Pulumi.production.yaml: kianax:databse is not a setting; did you mean database?",
    ]);
  });

  it("come with all that is known when none is near", () => {
    assert.deepEqual(refusals("production", config(["services", "replicaCount"], 3)), [
      "Pulumi.production.yaml: kianax:services.replicaCount is not a setting; known here: delivery, logRetentionDays, imageRetentionCount, secretRecoveryWindowDays.",
    ]);
  });

  it("are refused in namespaces that the program does not have", () => {
    assert.deepEqual(refusals("production", { "kinax:network": {} }), [
      "Pulumi.production.yaml: kinax:network belongs to no package that this program uses; did you mean kianax:network?",
    ]);
    assert.deepEqual(refusals("production", { "gcp:project": "x" }), [
      "Pulumi.production.yaml: gcp:project belongs to no package that this program uses; known: kianax, aws, awsx, eks, kubernetes, random, vercel, pulumi.",
    ]);
  });

  it("of the provider are the provider's to check", () => assert.deepEqual(refusals("production", { "aws:maxRetries": 3 }), []));
});

describe("the name of a stack", () => {
  it("holds production to the production profile", () => {
    assert.deepEqual(refusals("development", {}, "production"), [
      'Pulumi.production.yaml: kianax:profile must be production for a stack named production, not "development".',
    ]);
    assert.equal(refusals("development", {}, "preprod").length, 1);
    assert.deepEqual(refusals("production", {}, "preprod"), []);
  });

  it("has to fit AWS names", () => {
    assert.match(refusals("development", {}, "Feature_1")[0] ?? "", /the stack name "Feature_1" must be lower-case letters, digits and single dashes/);
    assert.match(refusals("development", {}, "a-very-long-feature-branch")[0] ?? "", /makes names that begin with kianax-a-very-long-feature-branch, and AWS names hold 24 characters of that, not 33/);
  });
});

describe("settings in general", () => {
  it("never make the parser fail otherwise than with sentences", () => {
    const keys = [...Object.keys(settingsSchema.shape), "other"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys.map((key) => `kianax:${key}`)), fc.jsonValue()), (changes) => {
        for (const sentence of refusals("production", JSON.parse(JSON.stringify(changes)) as JsonObject)) {
          assert.match(sentence, /^Pulumi\.production\.yaml: .+[.?]$/s);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("say of themselves what they mean, what they allow and what a change does", () => {
    const unsaid: string[] = [];
    const visit = (schema: z.ZodType, path: string): void => {
      const inner = schemaAt(schema, []);
      const { description, change } = schema.meta() ?? inner?.meta() ?? {};
      if (path !== "" && (description === undefined || change === undefined)) {
        unsaid.push(path);
      }
      if (inner instanceof z.ZodObject) {
        Object.entries(inner.shape as Record<string, z.ZodType>).forEach(([key, child]) => visit(child, `${path}.${key}`));
      } else if (inner?.meta()?.allowed === undefined) {
        unsaid.push(`${path} (allowed)`);
      }
    };
    visit(settingsSchema, "");
    assert.deepEqual(unsaid, []);
  });
});
