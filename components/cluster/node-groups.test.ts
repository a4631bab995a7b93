import assert from "node:assert/strict";
import type { Plan } from "../testing";
import { NODES, planned } from "./fixtures";

const GROUP = "eks:index:ManagedNodeGroup";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

describe("node groups", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await planned());
  });

  it("gives nodes what they need and nothing that pods could borrow", () => {
    const policies = plan.all(ATTACHMENT).filter(({ name }) => name.startsWith("production-node-")).map(({ inputs }) => inputs["policyArn"]);
    assert.deepEqual(policies, ["arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly", "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"]);
    const { inputs } = plan.one(TEMPLATE, "production-general");
    assert.deepEqual(inputs["metadataOptions"], { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 });
    assert.deepEqual(inputs["blockDeviceMappings"], [
      {
        deviceName: "/dev/xvda",
        ebs: { encrypted: "true", kmsKeyId: "arn:aws:kms:us-east-1:111122223333:production-data", volumeType: "gp3", volumeSize: 50, deleteOnTermination: "true" },
      },
    ]);
    assert.match(Buffer.from(String(inputs["userData"]), "base64").toString(), /maxPods: 110/);
    assert.deepEqual((inputs["tagSpecifications"] as { resourceType: string }[]).map(({ resourceType }) => resourceType), ["instance", "volume", "network-interface"]);
  });

  it("keeps a Bottlerocket node's containers on its second volume and encrypts both", async () => {
    const { plan } = await planned({ nodeGroups: { general: { ...NODES, amiType: "BOTTLEROCKET_x86_64" } } });
    const volumes = plan.one(TEMPLATE, "production-general").inputs["blockDeviceMappings"] as { deviceName: string; ebs: { encrypted: string; volumeSize?: number } }[];
    assert.deepEqual(volumes.map(({ deviceName, ebs }) => [deviceName, ebs.encrypted, ebs.volumeSize]), [
      ["/dev/xvda", "true", undefined],
      ["/dev/xvdb", "true", 50],
    ]);
  });

  it("puts nodes into the private subnets of all zones and leaves their number to the autoscaler", () => {
    const { inputs, madeOf } = plan.one(GROUP, "production-general");
    assert.deepEqual(inputs["subnetIds"], ["production-private-us-east-1a-id", "production-private-us-east-1b-id", "production-private-us-east-1c-id"]);
    assert.deepEqual(
      madeOf["subnetIds"],
      ["a", "b", "c"].map((zone) => `aws:ec2/subnet:Subnet::production-private-us-east-1${zone}`),
    );
    assert.deepEqual(inputs["scalingConfig"], { minSize: 3, maxSize: 10, desiredSize: 3 });
    assert.equal(inputs["ignoreScalingChanges"], true);
    assert.equal(inputs["version"], "1.35");
    assert.deepEqual(inputs["launchTemplate"], { id: "production-general-id", version: "1" });
  });

  it("makes a zonal group once for each zone, all from one template", async () => {
    const { plan } = await planned({ nodeGroups: { stateful: { ...NODES, zonal: true, minSize: 1, desiredSize: 1, maxSize: 3 } } });
    assert.deepEqual(
      plan.all(GROUP).map(({ name, inputs }) => [name, inputs["subnetIds"]]),
      ["a", "b", "c"].map((zone) => [`production-stateful-us-east-1${zone}`, [`production-private-us-east-1${zone}-id`]]),
    );
    assert.deepEqual(plan.all(TEMPLATE).map(({ name }) => name), ["production-stateful"]);
  });

  it("names a group anew exactly when EKS would replace it", async () => {
    const nameWith = async (changes: Partial<typeof NODES>): Promise<unknown> => {
      const { plan } = await planned({ nodeGroups: { general: { ...NODES, ...changes } } });
      return plan.one(GROUP, "production-general").inputs["nodeGroupName"];
    };
    const name = await nameWith({});
    assert.match(String(name), /^kianax-production-general-[0-9a-f]{6}$/);
    assert.equal(await nameWith({ minSize: 2, maxSize: 4, desiredSize: 2, diskGiB: 100, labels: { tier: "general" }, maxUnavailable: 2 }), name);
    for (const change of [{ instanceTypes: ["t3.xlarge"] }, { capacityType: "SPOT" }, { amiType: "BOTTLEROCKET_x86_64" }] as const) {
      assert.notEqual(await nameWith(change), name, JSON.stringify(change));
    }
  });

  it("renews nodes one by one, has those that are not well replaced, and says so to the group alone", async () => {
    const { plan } = await planned({ nodeGroups: { general: { ...NODES, maxUnavailable: 2 } } });
    const [transform, ...more] = plan.one(GROUP, "production-general").transforms;
    assert.ok(transform !== undefined && more.length === 0);
    const made = { custom: true, name: "production-general", props: { version: "1.35" }, opts: { ignoreChanges: ["scalingConfig.desiredSize"] } };
    assert.deepEqual(await transform({ ...made, type: "aws:eks/nodeGroup:NodeGroup" }), {
      props: { version: "1.35", updateConfig: { maxUnavailable: 2 }, nodeRepairConfig: { enabled: true } },
      opts: made.opts,
    });
    assert.equal(await transform({ ...made, type: TEMPLATE }), undefined);
  });

  it("hands labels and taints to the nodes", async () => {
    const taint = { key: "workload", value: "batch", effect: "NO_SCHEDULE" } as const;
    const { plan } = await planned({ nodeGroups: { general: { ...NODES, maxSize: 5 }, batch: { ...NODES, maxSize: 5, labels: { workload: "batch" }, taints: [taint] } } });
    const { inputs } = plan.one(GROUP, "production-batch");
    assert.deepEqual([inputs["labels"], inputs["taints"]], [{ workload: "batch" }, [taint]]);
    const general = plan.one(GROUP, "production-general").inputs;
    assert.deepEqual([general["labels"], general["taints"]], [undefined, undefined]);
  });

  it("tells the autoscaler which zone's volumes fit a zonal group that may have no node", async () => {
    const { plan } = await planned({ nodeGroups: { general: { ...NODES, maxSize: 7 }, stateful: { ...NODES, zonal: true, minSize: 0, desiredSize: 0, maxSize: 1 } } });
    assert.deepEqual(
      plan.all("aws:autoscaling/tag:Tag").map(({ name, inputs }) => [name, inputs["autoscalingGroupName"], inputs["tag"]]),
      ["a", "b", "c"].map((zone) => [
        `production-stateful-us-east-1${zone}-zone`,
        `eks-production-stateful-us-east-1${zone}`,
        { key: "k8s.io/cluster-autoscaler/node-template/label/topology.ebs.csi.aws.com/zone", value: `us-east-1${zone}`, propagateAtLaunch: false },
      ]),
    );
  });
});
