import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import type { Json, JsonObject } from "./merge";
import { schemaAt } from "./problems";
import { settingsSchema } from "./schema";
import { nested, parseStack, refusals } from "./testing";

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

function config(path: readonly string[], value: Json): JsonObject {
  const [first = "", ...rest] = path;
  return nested([`kianax:${first}`, ...rest], value);
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
      for (const section of ["keys", "network", "database", "cache", "cluster", "edge", "services"] as const) {
        const { environment: name, namePrefix, tags, protect } = environment[section];
        assert.deepEqual(
          { name, namePrefix, tags, protect },
          { name: stack, namePrefix: "kianax", tags: { Owner: "platform@kianax.io" }, protect: stack === "production" },
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
    const both = parseStack("production", config(["cluster", "nodeGroups", "large"], general as unknown as Json));
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
      [["cache", "shards"], fc.integer({ min: 1, max: 45 })],
      [["cache", "nodeType"], fc.constantFrom("cache.t4g.micro", "cache.m7g.large", "cache.r7g.xlarge")],
      [["cluster", "logRetentionDays"], fc.constantFrom(1, 30, 365, 3653)],
      [["cluster", "nodeGroups", "general", "maxSize"], fc.integer({ min: 3, max: 450 })],
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

describe("unknown keys", () => {
  it("are refused wherever they are, by their full name, one by one", () => {
    const word = fc.oneof(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,12}$/), fc.constantFrom("__proto__", "constructor", "toString", "cdir"));
    fc.assert(
      fc.property(fc.constantFrom(...fixedMaps()), word, fc.jsonValue(), (path, key, value) => {
        const map = schemaAt(settingsSchema, path);
        assert.ok(map instanceof z.ZodObject);
        fc.pre(!Object.hasOwn(map.shape, key));
        const sentences = refusals("production", config([...path, key], (value ?? null) as Json));
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
      "Pulumi.production.yaml: kianax:services.replicaCount is not a setting; known here: logRetentionDays, imageRetentionCount, secretRecoveryWindowDays.",
    ]);
  });

  it("are refused in namespaces that the program does not have", () => {
    assert.deepEqual(refusals("production", { "kinax:network": {} }), [
      "Pulumi.production.yaml: kinax:network belongs to no package that this program uses; did you mean kianax:network?",
    ]);
    assert.deepEqual(refusals("production", { "gcp:project": "x" }), [
      "Pulumi.production.yaml: gcp:project belongs to no package that this program uses; known: kianax, aws, awsx, eks, kubernetes, random, pulumi.",
    ]);
  });

  it("of the provider are the provider's to check", () => assert.deepEqual(refusals("production", { "aws:maxRetries": 3 }), []));
});

describe("values that are wrong", () => {
  const cases: [string, JsonObject, ...string[]][] = [
    ["a wrong type", config(["database", "multiAz"], "yes"), 'kianax:database.multiAz must be true or false, not "yes".'],
    ["a boolean in quotes", config(["database", "multiAz"], "true"), 'kianax:database.multiAz must be true or false, not "true". Remove the quotes.'],
    [
      "a version that YAML reads as a number",
      config(["cluster", "version"], 1.35),
      'kianax:cluster.version must be a Kubernetes version in quotes such as "1.35", not 1.35. Put it in quotes.',
    ],
    ["a negative size", config(["database", "allocatedStorageGiB"], -20), "kianax:database.allocatedStorageGiB must be a whole number from 20 to 65536 (GiB), not -20."],
    ["a fraction", config(["cache", "shards"], 2.5), "kianax:cache.shards must be a whole number from 1 to 250 (shards), not 2.5."],
    [
      "an instance type that does not exist",
      config(["cluster", "nodeGroups", "general", "instanceTypes"], ["t3.large", "t3.gigantic"]),
      'kianax:cluster.nodeGroups.general.instanceTypes[1] must be an EC2 instance type that exists, such as t3.large, not "t3.gigantic".',
    ],
    [
      "a retention that CloudWatch does not have",
      config(["cluster", "logRetentionDays"], 15),
      "kianax:cluster.logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (days), not 15.",
    ],
    ["an unknown choice", config(["network", "nat"], "gateway"), 'kianax:network.nat must be one of instance, single, per-zone, not "gateway".'],
    ["a domain that is none", config(["edge"], { domain: "Kianax", apiHost: "api.kianax.io" }), 'kianax:edge.domain must be a domain name in lower case such as kianax.io, not "Kianax".'],
    ["an API host outside of the domain", config(["edge", "apiHost"], "api.example.com"), "kianax:edge.apiHost must be a name inside the domain kianax.io such as api.kianax.io, not api.example.com."],
    ["a block with host bits", config(["network", "cidr"], "10.20.0.1/16"), 'kianax:network.cidr must be an IPv4 block with its host bits zero such as 10.20.0.0/16, not "10.20.0.1/16".'],
    ["a section that is none", config(["network"], "10.20.0.0/16"), 'kianax:network must be a map of settings (cidr, zones, nat, interfaceEndpoints, flowLogs, peerings), not "10.20.0.0/16".'],
    ["a setting that is removed", config(["network", "cidr"], null), "kianax:network.cidr is missing; it must be an IPv4 block with its host bits zero such as 10.20.0.0/16."],
    ["an unknown profile", config(["profile"], "prod"), 'kianax:profile must be one of development, production, not "prod".'],
    ["no profile", { "kianax:profile": null }, "kianax:profile is missing; it must be one of development, production."],
    ["no Region", { "aws:region": null }, "aws:region is missing; it must be an AWS Region such as us-east-1."],
    ["a Region that is none", { "aws:region": "virginia" }, 'aws:region must be an AWS Region such as us-east-1, not "virginia".'],
    [
      "an administrator that is no principal",
      config(["cluster", "administrators", "platform"], "arn:aws:iam::123:role/x"),
      'kianax:cluster.administrators.platform must be an IAM role or user: its ARN such as arn:aws:iam::111122223333:role/platform, or role/platform for the account that is deployed to, not "arn:aws:iam::123:role/x".',
    ],
    [
      "nobody who administers the cluster",
      config(["cluster", "administrators"], null),
      "kianax:cluster.administrators is missing; it must be a map from names to IAM roles or users.",
    ],
    [
      "a name of a node group that AWS refuses",
      config(["cluster", "nodeGroups", "Big!"], {}),
      "kianax:cluster.nodeGroups.Big! has a name that is not allowed; it must be a name of up to 30 lower-case letters, digits and dashes that begins with a letter.",
    ],
    ["a tag that components set", config(["tags", "CostLine"], "eks"), "kianax:tags.CostLine is a tag that the components set themselves; remove it."],
    ["a least size above the greatest", config(["cluster", "nodeGroups", "general", "minSize"], 20), "kianax:cluster.nodeGroups.general.minSize is 20, above maxSize (10); it must be at most that."],
    [
      "a desired size outside of its bounds",
      config(["cluster", "nodeGroups", "general", "desiredSize"], 11),
      "kianax:cluster.nodeGroups.general.desiredSize is 11; it must lie between minSize (3) and maxSize (10).",
    ],
    ["a window that is none", config(["database", "backupWindow"], "7-8"), 'kianax:database.backupWindow must be a daily window in UTC such as "07:00-08:00", not "7-8".'],
    ["zones of another Region", config(["network", "zones"], ["us-east-1a", "us-east-1b", "us-west-2c"]), "kianax:network.zones names us-west-2c, which is not in the Region us-east-1 that aws:region says."],
    [
      "too few zones",
      config(["network", "zones"], ["us-east-1a", "us-east-1b"]),
      'kianax:network.zones must be a list of three or four different availability zones such as us-east-1a, not ["us-east-1a","us-east-1b"].',
    ],
  ];
  for (const [what, changes, ...sentences] of cases) {
    it(`refuse ${what} in one sentence`, () => {
      assert.deepEqual(refusals("production", changes), sentences.map((sentence) => `Pulumi.production.yaml: ${sentence}`));
    });
  }

  const peering = (cidr: string): JsonObject => ({ name: "analytics", peerVpcId: "vpc-0123456789abcdef0", cidr });
  const byComponents: [string, JsonObject, string, string][] = [
    ["an instance class that does not exist", config(["database", "instanceClass"], "db.t3.smal"), "database.instanceClass", "db.t3.smal"],
    ["a node type that does not exist", config(["cache", "nodeType"], "cache.t3.large"), "cache.nodeType", "cache.t3.large"],
    ["a standby without a replica", config(["cache", "replicasPerShard"], 0), "cache.multiAz", "set replicasPerShard to 1 or more"],
    ["storage that may not grow", config(["database", "maxAllocatedStorageGiB"], 100), "database.maxAllocatedStorageGiB", "at least 10 % above allocatedStorageGiB 100"],
    ["a backup within the maintenance", config(["database", "backupWindow"], "08:30-09:30"), "database.maintenanceWindow", 'overlaps backupWindow "08:30-09:30"'],
    ["a network too small for three tiers in three zones", config(["network", "cidr"], "10.20.0.0/24"), "network.cidr", "10.20.0.0/24, too small for three tiers in three zones"],
    ["a peering that overlaps the network", config(["network", "peerings"], [peering("10.20.128.0/20")]), "network.peerings.analytics.cidr", "10.20.128.0/20, which overlaps 10.20.0.0/16"],
  ];
  for (const [what, changes, key, part] of byComponents) {
    it(`refuse ${what} in the component's words, under the key of the file`, () => {
      const [sentence = "", ...more] = refusals("production", changes);
      assert.deepEqual(more, []);
      assert.ok(sentence.startsWith(`Pulumi.production.yaml: kianax:${key} `) && sentence.includes(part), sentence);
    });
  }

  it("are all told at once", () => {
    const changes = { "kianax:database": { multiAz: "yes", sise: 1, instanceClass: "db.t3.smal" }, "kianax:cache": { shards: -1 }, "kianax:nework": {}, "aws:region": null };
    const keys = refusals("production", changes).map((sentence) => sentence.split(" ")[1]);
    assert.deepEqual(keys, ["kianax:nework", "aws:region", "kianax:database.multiAz", "kianax:database.sise", "kianax:cache.shards", "kianax:database.instanceClass"]);
  });
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
