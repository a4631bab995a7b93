import assert from "node:assert/strict";
import type { JsonObject } from "./merge";
import { config, refusals } from "./testing";

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
    ["a block with host bits", config(["network", "cidr"], "10.20.0.1/16"), 'kianax:network.cidr must be an IPv4 block with its host bits zero such as 10.20.0.0/16, not "10.20.0.1/16".'],
    ["a section that is none", config(["network"], "10.20.0.0/16"), 'kianax:network must be a map of settings (cidr, zones, nat, protectAddresses, interfaceEndpoints, flowLogs, peerings), not "10.20.0.0/16".'],
    ["a setting that is removed", config(["network", "cidr"], null), "kianax:network.cidr is missing; it must be an IPv4 block with its host bits zero such as 10.20.0.0/16."],
    ["an unknown profile", config(["profile"], "prod"), 'kianax:profile must be one of development, production, not "prod".'],
    ["no profile", { "kianax:profile": null }, "kianax:profile is missing; it must be one of development, production."],
    ["an allowed Region that is none", { "kianax:region": "virginia" }, 'kianax:region must be an AWS Region such as us-east-1, not "virginia".'],
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
    [
      "a version of PostgreSQL that does not exist",
      config(["database", "engineVersion"], "16.99"),
      'kianax:database.engineVersion "16.99" is no version of RDS for PostgreSQL: of 16 there are 16.1 to 16.13 (2026-11). ' +
        "Give 16 alone, which RDS keeps at its newest minor version, or extend the list of this library.",
    ],
    ["no backups", config(["database", "backupRetentionDays"], 0), "kianax:database.backupRetentionDays must be a whole number from 1 to 35 (days), not 0."],
    [
      "two backups to begin with",
      config(["database", "restoreFrom"], { snapshotIdentifier: "final", sourceIdentifier: "other" }),
      "kianax:database.restoreFrom must name one of snapshotIdentifier, automatedBackupArn, sourceIdentifier, and names snapshotIdentifier and sourceIdentifier.",
    ],
    ["a moment with a snapshot", config(["database", "restoreFrom"], { snapshotIdentifier: "final", time: "latest" }), "kianax:database.restoreFrom.time goes with an automated backup; a snapshot has one moment only: leave time out."],
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
    ["an API host outside of the domain", config(["edge", "apiHost"], "api.example.com"), "edge.apiHost", '"api.example.com" is not below domain "kianax.io"'],
    ["shards without replicas", config(["cache", "replicasPerShard"], 0), "cache.shards", "set replicasPerShard to 1 or more"],
    ["a standby without a replica", config(["cache"], { shards: 1, replicasPerShard: 0 }), "cache.multiAz", "set replicasPerShard to 1 or more"],
    ["a token that was left out", config(["cache", "authTokens"], [1, 3]), "cache.authTokens", "it and the next one"],
    ["too many rule groups", config(["edge", "managedRules"], { posix: "count", "anonymous-ip": "count", "admin-protection": "count" }), "edge.managedRules", "need 1644 capacity units"],
    ["a delegation of the API's own name", config(["edge", "delegations"], { "api.kianax.io": ["ns-1.awsdns-01.org", "ns-2.awsdns-02.net"] }), "edge.delegations.api.kianax.io", "this one needs it"],
    ["a Kubernetes version out of support", config(["cluster"], { version: "1.31", addons: { "kube-proxy": "v1.31.14-eksbuild.2" } }), "cluster.version", "is 1.31, whose standard support ended on 2025-11-26; choose 1.34, 1.35 or 1.36"],
    ["an API server that is open to everyone", config(["cluster", "publicAccessCidrs"], ["0.0.0.0/0"]), "cluster.publicAccessCidrs", "0.0.0.0/0, which opens the API server to everyone"],
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
