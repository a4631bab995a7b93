import assert from "node:assert/strict";
import type { CloudRecord, CloudView } from "../provider/cloud";
import { companions, deleteBlockers } from ".";
import { trust, World } from "./testing/world";
import { T } from "./tokens";

describe("what goes with a cluster", () => {
  const object = (stack: string): CloudRecord => ({ urn: `urn:pulumi:${stack}::kianax::kubernetes:core/v1:Namespace::argocd`, id: "argocd", type: "kubernetes:core/v1:Namespace", inputs: {}, outputs: {}, region: "us-east-1" });
  /** A view with objects of Kubernetes and with these further clusters. */
  const around = (cluster: CloudRecord, others: readonly CloudRecord[] = []): CloudView => {
    const records = [cluster, ...others, object("test"), object("other")];
    return { ...new World().cloud.view(), all: () => records, byType: (type) => records.filter((record) => record.type === type) };
  };
  const { cluster } = new World();
  const own: CloudRecord = { ...cluster, urn: "urn:pulumi:test::kianax::aws:eks/cluster:Cluster::cluster" };

  it("is what is in it, and nothing of another stack", () => {
    assert.deepEqual(companions(own, around(own)), [object("test")]);
  });

  it("is nothing while the stack has another cluster, and nothing goes with anything else", () => {
    assert.deepEqual(companions(own, around(own, [{ ...own, urn: `${own.urn}-2`, id: "second" }])), []);
    assert.deepEqual(companions(new World().vpc, around(own)), []);
  });
});

describe("what AWS keeps from being deleted", () => {
  it("a VPC with subnets", () => {
    const world = new World();
    assert.match(world.cloud.delete(world.vpc) ?? "", new RegExp(`^DependencyViolation: The VPC '${world.vpc.id}' has dependencies and cannot be deleted: it is used by .+ and 7 more\\. Delete or change what uses it first\\.$`));
  });

  it("a VPC whose things are gone goes, and takes its default group with it", () => {
    const world = new World();
    const group = String(world.otherVpc.outputs["defaultSecurityGroupId"]);
    assert.ok(world.cloud.view().byId(T.securityGroup, group));
    assert.equal(world.cloud.delete(world.strange), undefined);
    assert.equal(world.cloud.delete(world.otherGroup), undefined);
    assert.equal(world.cloud.delete(world.otherVpc), undefined);
    assert.equal(world.cloud.view().byId(T.securityGroup, group), undefined);
  });

  it("a security group that another's rule names, but not for its own rules", () => {
    const world = new World();
    const rule = world.cloud.create(T.ingressRule, "rule", { securityGroupId: world.peer.id, ipProtocol: "tcp", fromPort: 1, toPort: 1, referencedSecurityGroupId: world.group.id });
    assert.equal(world.cloud.delete(world.group)?.split(":")[0], "DependencyViolation");
    assert.equal(world.cloud.delete(rule), undefined);
    const own = world.cloud.create(T.ingressRule, "own", { securityGroupId: world.peer.id, ipProtocol: "tcp", fromPort: 1, toPort: 1, referencedSecurityGroupId: world.peer.id });
    assert.ok(own);
    assert.equal(world.cloud.delete(world.peer), undefined);
  });

  it("a role with policies, unless it detaches them by itself", () => {
    const world = new World();
    world.cloud.create(T.rolePolicyAttachment, "attachment", { role: "node-role", policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" });
    assert.equal(
      world.cloud.delete(world.nodeRole),
      "DeleteConflict: The IAM role 'node-role' has dependencies and cannot be deleted: it is used by rolePolicyAttachment node-role/arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy. Delete or change what uses it first.",
    );
    const forced = world.cloud.update(world.nodeRole, { ...world.nodeRole.inputs, forceDetachPolicies: true });
    assert.equal(world.cloud.delete(forced), undefined);
  });

  it("databases, clusters and load balancers under deletion protection", () => {
    const world = new World();
    const database = world.cloud.put(T.dbInstance, "db", { identifier: "kianax", deletionProtection: true, skipFinalSnapshot: true });
    assert.equal(world.cloud.delete(database), "InvalidParameterCombination: Cannot delete protected DB Instance kianax, please disable deletion protection and try again: set deletionProtection to false, run up, then delete.");
    const cluster = world.cloud.update(world.cluster, { ...world.cluster.inputs, deletionProtection: true });
    assert.equal(world.cloud.delete(cluster), "InvalidRequestException: Cannot delete the cluster kianax because deletion protection is enabled: set deletionProtection to false, run up, then delete.");
    const balancer = world.cloud.update(world.balancer, { ...world.balancer.inputs, enableDeletionProtection: true });
    assert.equal(world.cloud.delete(balancer)?.split(":")[0], "OperationNotPermitted");
  });

  it("a database without a name for its final snapshot", () => {
    const world = new World();
    const database = world.cloud.put(T.dbInstance, "db", { identifier: "kianax" });
    assert.equal(world.cloud.delete(database), "InvalidParameterCombination: FinalDBSnapshotIdentifier is required to delete kianax, because skipFinalSnapshot is false: give finalSnapshotIdentifier, run up, then delete.");
    assert.equal(world.cloud.delete(world.cloud.update(database, { ...database.inputs, finalSnapshotIdentifier: "kianax-final" })), undefined);
  });

  it("a bucket with objects and a zone with records", () => {
    const world = new World();
    const object = world.cloud.create(T.bucketObject, "object", { bucket: world.bucket.id, key: "a" });
    assert.equal(world.cloud.delete(world.bucket)?.split(":")[0], "BucketNotEmpty");
    assert.equal(world.cloud.delete(object), undefined);
    assert.equal(world.cloud.delete(world.bucket), undefined);
    const record = world.cloud.create(T.record, "record", { zoneId: world.zone.id, name: "api", type: "A", ttl: 60, records: ["203.0.113.1"] });
    assert.equal(world.cloud.delete(world.zone), "HostedZoneNotEmpty: The hosted zone kianax.io contains 1 records besides its own: delete them first.");
    assert.equal(world.cloud.delete(record), undefined);
    assert.equal(world.cloud.delete(world.zone), undefined);
  });

  it("an internet gateway while a NAT gateway sends through it", () => {
    const world = new World();
    const nat = world.cloud.create(T.natGateway, "nat", { subnetId: world.subnetA.id, allocationId: world.eip.id });
    assert.equal(world.cloud.delete(world.gateway), `DependencyViolation: Network ${world.vpc.id} has some mapped public address(es), those of ${nat.id}: delete the NAT gateway before the internet gateway.`);
    assert.equal(world.cloud.delete(world.eip)?.split(":")[0], "AuthFailure");
    assert.equal(world.cloud.delete(nat), undefined);
    assert.equal(world.cloud.delete(world.gateway), undefined);
    assert.equal(world.cloud.delete(world.eip), undefined);
  });

  it("an interface that an Auto Scaling group boots on, and an internet gateway while that has an address", () => {
    const world = new World();
    const eni = world.cloud.create(T.networkInterface, "eni", { subnetId: world.subnetA.id });
    const address = world.cloud.create(T.eip, "address", { domain: "vpc", networkInterface: eni.id });
    const template = world.cloud.create(T.launchTemplate, "nat", { name: "nat", networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: eni.id }] });
    const group = world.cloud.create(T.autoScalingGroup, "nat", { name: "nat", minSize: 1, maxSize: 1, desiredCapacity: 1, availabilityZones: ["us-east-1a"], launchTemplate: { id: template.id } });
    assert.equal(
      world.cloud.delete(eni),
      `InvalidNetworkInterface.InUse: Network interface '${eni.id}' is currently in use by an instance of the Auto Scaling group nat: delete the group first.`,
    );
    assert.match(world.cloud.delete(world.gateway) ?? "", /^DependencyViolation: .*mapped public address/);
    for (const record of [group, address, eni]) assert.equal(world.cloud.delete(record), undefined);
    assert.equal(world.cloud.delete(world.gateway), undefined);
  });

  it("a backup vault that holds recovery points, unless it may throw them away and no lock keeps them", () => {
    const world = new World();
    const full = (inputs: Record<string, string | boolean>) => ({ ...world.cloud.put(T.backupVault, "vault", { name: "backups", ...inputs }), outputs: { recoveryPoints: 3 } });
    const refused = "InvalidRequestException: Backup vault backups cannot be deleted because it contains recovery points (3): let them end, or delete them where no lock and no policy forbids it.";
    assert.equal(deleteBlockers(full({}), world.cloud.view()), refused);
    assert.equal(deleteBlockers(full({ forceDestroy: true }), world.cloud.view()), undefined);
    world.cloud.create(T.backupVaultLock, "lock", { backupVaultName: "backups", minRetentionDays: 7 });
    assert.equal(deleteBlockers(full({ forceDestroy: true }), world.cloud.view()), refused);
    assert.equal(deleteBlockers(world.cloud.put(T.backupVault, "empty", { name: "empty" }), world.cloud.view()), undefined);
  });

  it("a lock in compliance mode, once its days of grace are over", () => {
    const world = new World();
    world.cloud.create(T.backupVault, "vault", { name: "backups" });
    const compliance = world.cloud.create(T.backupVaultLock, "lock", { backupVaultName: "backups", changeableForDays: 3 });
    const later = (hours: number) => ({ ...world.cloud.view(), now: new Date(world.cloud.view().now.getTime() + hours * 3_600_000) });
    assert.equal(deleteBlockers(compliance, later(71)), undefined);
    assert.equal(deleteBlockers(compliance, later(72)), "InvalidRequestException: the lock of the backup vault backups is in compliance mode since 3 days after it was made: nobody can take it off.");
    const governance = { ...compliance, inputs: { backupVaultName: "backups" }, outputs: {} };
    assert.equal(deleteBlockers(governance, later(72)), undefined);
  });

  it("a backup plan with selections", () => {
    const world = new World();
    world.cloud.create(T.backupVault, "vault", { name: "backups" });
    const plan = world.cloud.create(T.backupPlan, "plan", { name: "daily", rules: [{ ruleName: "daily", targetVaultName: "backups" }] });
    const roleArn = String(world.cloud.create(T.role, "backup", { name: "backup", assumeRolePolicy: trust("backup.amazonaws.com") }).outputs["arn"]);
    const selection = world.cloud.create(T.backupSelection, "selection", { name: "all", planId: plan.id, resources: ["*"], iamRoleArn: roleArn });
    assert.equal(world.cloud.delete(plan)?.split(":")[0], "InvalidRequestException");
    assert.equal(world.cloud.delete(selection), undefined);
    assert.equal(world.cloud.delete(plan), undefined);
  });

  it("but lets keys go, whose deletion AWS only schedules", () => {
    const world = new World();
    world.cloud.create(T.logGroup, "encrypted", { name: "/encrypted", kmsKeyId: world.arn(world.key) });
    assert.equal(world.cloud.delete(world.key), undefined);
  });

  describe("objects that are locked", () => {
    const LOCKED = "until 2026-11-24";
    function world(mode: string): World {
      const w = new World();
      w.cloud.create(T.bucket, "locked", { bucket: "locked", objectLockEnabled: true, forceDestroy: true });
      w.cloud.create(T.bucketLock, "lock", { bucket: "locked", rule: { defaultRetention: { mode, days: 1 } } });
      return w;
    }
    const bucket = (w: World) => w.cloud.view().byId(T.bucket, "locked") ?? assert.fail();

    it("nobody deletes in compliance mode, nor the bucket that holds them", () => {
      const w = world("COMPLIANCE");
      const object = w.cloud.create(T.bucketObject, "record", { bucket: "locked", key: "record", forceDestroy: true });
      const refusal = "AccessDenied: Access Denied because object protected by object lock: locked/record is locked in compliance mode, and nobody can delete it before 2026-11-24.";
      assert.equal(w.cloud.delete(object), refusal);
      assert.equal(w.cloud.delete(bucket(w)), `BucketNotEmpty: The bucket locked you tried to delete is not empty, and cannot be emptied. ${refusal}`);
    });

    it("go in governance mode when somebody goes around it, and so does their bucket", () => {
      const w = world("GOVERNANCE");
      const object = w.cloud.create(T.bucketObject, "record", { bucket: "locked", key: "record" });
      assert.equal(
        w.cloud.delete(object),
        `AccessDenied: Access Denied because object protected by object lock: locked/record is locked in governance mode ${LOCKED}; set forceDestroy to true, run up, then delete, which takes the right s3:BypassGovernanceRetention.`,
      );
      assert.equal(w.cloud.delete(w.cloud.update(object, { ...object.inputs, forceDestroy: true })), undefined);
      w.cloud.create(T.bucketObject, "another", { bucket: "locked", key: "another" });
      assert.equal(w.cloud.delete(bucket(w)), undefined);
    });

    it("go once their time is over, and stay under a legal hold", () => {
      const w = world("COMPLIANCE");
      const put = (key: string, more: Record<string, string>) => w.cloud.put(T.bucketObject, key, { bucket: "locked", key, ...more });
      assert.equal(w.cloud.delete(put("old", { objectLockMode: "COMPLIANCE", objectLockRetainUntilDate: "2026-11-22T00:00:00Z" })), undefined);
      const held = put("held", { objectLockMode: "COMPLIANCE", objectLockRetainUntilDate: "2026-11-22T00:00:00Z", objectLockLegalHoldStatus: "ON" });
      assert.match(w.cloud.delete(held) ?? "", /locked\/held has a legal hold/);
    });
  });
});
