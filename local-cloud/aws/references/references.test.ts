import assert from "node:assert/strict";
import { checkResource } from "..";
import { World } from "../testing/world";
import { T } from "../tokens";

describe("references between AWS resources", () => {
  it("must exist", () => {
    const world = new World();
    assert.deepEqual(world.cloud.refusals(T.natGateway, { subnetId: "subnet-0123456789abcdef0", allocationId: world.eip.id }), [
      {
        property: "subnetId",
        reason: 'InvalidSubnetID.NotFound: the subnet "subnet-0123456789abcdef0" does not exist in us-east-1; make it first, or pass the id of one that does.',
      },
    ]);
    assert.deepEqual(world.cloud.refusals(T.natGateway, { subnetId: world.subnetA.id, allocationId: world.eip.id }), []);
  });

  it("name the place in a list, and the nearest that exists", () => {
    const world = new World();
    const mistyped = `${world.subnetB.id.slice(0, -1)}_`;
    assert.deepEqual(world.cloud.refusals(T.dbSubnetGroup, { name: "x", subnetIds: [world.subnetA.id, mistyped] }), [
      {
        property: "subnetIds[1]",
        reason: `InvalidSubnetID.NotFound: the subnet "${mistyped}" does not exist in us-east-1; make it first, or pass the id of one that does. The nearest that exists is "${world.subnetB.id}".`,
      },
    ]);
  });

  it("hold for ARNs of this account, and not for those of others", () => {
    const world = new World();
    const table = (arn: string) => world.cloud.refusals(T.logGroup, { name: "/x", kmsKeyId: arn }).map(({ reason }) => reason);
    assert.deepEqual(table("arn:aws:kms:us-east-1:123456789012:key/nobody"), [
      'NotFoundException: the KMS key "arn:aws:kms:us-east-1:123456789012:key/nobody" does not exist in us-east-1; make it first, or pass the id of one that does.',
    ]);
    assert.deepEqual(table("arn:aws:kms:us-east-1:999999999999:key/theirs"), []);
  });

  it("let AWS's own policies, default groups and aliases be", () => {
    const world = new World();
    assert.deepEqual(world.cloud.refusals(T.rolePolicyAttachment, { role: "node-role", policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" }), []);
    assert.deepEqual(
      world.cloud.refusals(T.replicationGroup, { replicationGroupId: "x", nodeType: "cache.t4g.small", parameterGroupName: "default.redis7", subnetGroupName: "cache", description: "x" }),
      [],
    );
  });

  it("know the Auto Scaling group that EKS makes for a node group, until the node group goes", () => {
    const world = new World();
    const group = world.cloud.create(T.nodeGroup, "group", {
      clusterName: "kianax", nodeGroupName: "stateful", nodeRoleArn: world.arn(world.nodeRole), subnetIds: [world.subnetA.id], scalingConfig: { minSize: 0, maxSize: 1, desiredSize: 0 },
    });
    const [scaling] = world.cloud.view().byType(T.autoScalingGroup);
    assert.match(String(scaling?.id), /^eks-stateful-/);
    const tag = { autoscalingGroupName: String(scaling?.id), tag: { key: "team", value: "data", propagateAtLaunch: false } };
    assert.equal(world.cloud.create(T.autoScalingTag, "tag", tag).id, `${String(scaling?.id)},team`);
    assert.equal(world.cloud.delete(group), undefined);
    assert.deepEqual(world.cloud.refusals(T.autoScalingTag, tag).map(({ property, reason }) => [property, reason.split(":")[0]]), [["autoscalingGroupName", "ValidationError"]]);
  });

  it("know resources of another region as such", () => {
    const world = new World();
    const west = world.cloud.create(T.vpc, "west", { cidrBlock: "10.8.0.0/16" }, "us-west-2");
    assert.deepEqual(world.cloud.refusals(T.internetGateway, { vpcId: west.id }), [
      { property: "vpcId", reason: `InvalidVpcID.NotFound: the VPC "${west.id}" is in us-west-2, not in us-east-1; use one of this region.` },
    ]);
  });

  it("look for an ARN in the Region that it names", () => {
    const world = new World();
    const key = world.cloud.create(T.key, "key", { multiRegion: true, region: "us-west-2" });
    const arn = String(key.outputs["arn"]);
    assert.equal(arn.split(":")[3], "us-west-2");
    assert.deepEqual(world.cloud.refusals(T.replicaKey, { primaryKeyArn: arn }), []);
    const gone = arn.replace("us-west-2", "eu-west-1");
    assert.deepEqual(world.cloud.refusals(T.replicaKey, { primaryKeyArn: gone }).map(({ reason }) => reason), [
      `NotFoundException: the KMS key "${gone}" does not exist in eu-west-1; make it first, or pass the id of one that does.`,
    ]);
  });

  it("mean by a name what has it in the Region of the resource that says it", () => {
    const world = new World();
    const key = world.cloud.create(T.key, "primary", { multiRegion: true });
    world.cloud.create(T.replicaKey, "replica", { primaryKeyArn: String(key.outputs["arn"]), region: "us-west-2" });
    const alias = (region: string) => ({ name: "alias/kianax", targetKeyId: String(key.outputs["keyId"]), region });
    const here = world.cloud.create(T.alias, "here", alias("us-east-1"));
    const there = world.cloud.create(T.alias, "there", alias("us-west-2"));
    assert.equal(here.id, there.id);
    assert.deepEqual([here, there].map(({ outputs }) => String(outputs["targetKeyArn"]).split(":")[3]), ["us-east-1", "us-west-2"]);
    assert.equal(world.cloud.refusals(T.alias, { ...alias("eu-west-1") }).length, 1);
    const group = { name: "data", subnetIds: [world.subnetA.id, world.subnetB.id] };
    const subnets = world.cloud.create(T.dbSubnetGroup, "subnets", group);
    world.cloud.put(T.dbInstance, "elsewhere", { identifier: "elsewhere", dbSubnetGroupName: "data", region: "us-west-2" });
    assert.equal(world.cloud.delete(subnets), undefined, "the instance of the other Region uses a group of that Region");
  });

  it("refuse a Region that does not exist", () => {
    const world = new World();
    const said = (region: string): string[] => checkResource({ urn: "urn", name: "x", type: T.topic, inputs: { region } }, world.cloud.view()).map(({ reason }) => reason);
    assert.deepEqual(said("us-wset-2"), ["invalid AWS Region: us-wset-2 does not exist. Did you mean us-west-2?"]);
    assert.deepEqual(said("us-west-2"), []);
  });

  it("take what AWS makes on the side for existing: the default group of a VPC, the cluster's group", () => {
    const world = new World();
    const config = world.cluster.outputs["vpcConfig"] as { clusterSecurityGroupId: string };
    const rule = { securityGroupId: world.group.id, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    assert.deepEqual(world.cloud.refusals(T.ingressRule, { ...rule, referencedSecurityGroupId: config.clusterSecurityGroupId }), []);
    assert.deepEqual(world.cloud.refusals(T.ingressRule, { ...rule, referencedSecurityGroupId: world.vpc.outputs["defaultSecurityGroupId"] ?? "" }), []);
  });

  it("take a resource passed whole for its id", () => {
    const world = new World();
    assert.deepEqual(world.cloud.refusals(T.rolePolicyAttachment, { role: { __urn: world.nodeRole.urn, __id: "node-role" }, policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" }), []);
  });
});
