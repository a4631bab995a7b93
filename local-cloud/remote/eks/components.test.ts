import { strict as assert } from "node:assert";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { recordedCloud } from "../testing/recording";
import { refusal, withComponent } from "../testing/registrations";
import { reference, unknownOutput, type JsonObject } from "../testing/values";

const [cluster, nodeGroup, vpcCni] = ["eks:index:Cluster", "eks:index:ManagedNodeGroup", "eks:index:VpcCniAddon"];
const lean: JsonObject = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  skipDefaultNodeGroup: true,
  skipDefaultSecurityGroups: true,
  authenticationMode: "API",
};

describe("eks.Cluster", () => {
  it("uses the default VPC where none is named", () =>
    withComponent(cluster, "c", { skipDefaultNodeGroup: true, authenticationMode: "API" }, (engine) => {
      const { vpcConfig } = engine.find("aws:eks/cluster:Cluster", "c-eksCluster").inputs;
      assert.deepEqual((vpcConfig as JsonObject).subnetIds, ["default-subnet-1", "default-subnet-2"]);
      assert.equal(engine.find("aws:ec2/securityGroup:SecurityGroup", "c-nodeSecurityGroup").inputs.vpcId, "default-vpc");
    }));

  it("maps roles and users in the aws-auth ConfigMap where access entries are not in use", () => {
    const { authenticationMode: _mode, ...rest } = lean;
    const inputs = {
      ...rest,
      roleMappings: [{ roleArn: "arn:aws:iam::1:role/ops", username: "ops", groups: ["system:masters"] }],
      userMappings: [{ userArn: "arn:aws:iam::1:user/ann", username: "ann", groups: ["viewers"] }],
    };
    return withComponent(cluster, "c", inputs, (engine) => {
      const map = engine.find("kubernetes:core/v1:ConfigMap", "c-nodeAccess");
      assert.deepEqual(map.inputs.data, {
        mapRoles: "- rolearn: arn:aws:iam::1:role/ops\n  username: ops\n  groups:\n    - system:masters\n",
        mapUsers: "- userarn: arn:aws:iam::1:user/ann\n  username: ann\n  groups:\n    - viewers\n",
      });
      assert.match(map.request.provider, /pulumi:providers:kubernetes::c-eks-k8s::c-eks-k8s-id$/);
      assert.equal(engine.find("aws:eks/cluster:Cluster", "c-eksCluster").inputs.accessConfig, undefined);
    });
  });

  it("lets the nodes of a role it makes join through an access entry", () =>
    withComponent(cluster, "c", { ...lean, createInstanceRole: true }, (engine) => {
      assert.deepEqual(engine.find("aws:eks/accessEntry:AccessEntry", "c-defaultNodeGroupInstanceRole").inputs, {
        clusterName: "c-eksCluster-id",
        principalArn: "arn:aws:sim:us-east-1:123456789012:c-instanceRole-role",
        type: "EC2_LINUX",
      });
      assert.equal(engine.names().filter((name) => name.includes("::c-instanceRole-")).length, 4);
      engine.find("aws:iam/instanceProfile:InstanceProfile", "c-instanceProfile");
    }));

  it("switches all of Auto Mode on together", () =>
    withComponent(cluster, "c", { vpcId: "vpc-1", subnetIds: ["subnet-1"], authenticationMode: "API", skipDefaultNodeGroup: true, autoMode: { enabled: true } }, (engine, state) => {
      const { inputs } = engine.find("aws:eks/cluster:Cluster", "c-eksCluster");
      assert.deepEqual(inputs.computeConfig, {
        enabled: true,
        nodeRoleArn: "arn:aws:sim:us-east-1:123456789012:c-nodeRole-role",
        nodePools: ["general-purpose", "system"],
      });
      assert.deepEqual(inputs.storageConfig, { blockStorage: { enabled: true } });
      assert.deepEqual(inputs.kubernetesNetworkConfig, { ipFamily: "ipv4", elasticLoadBalancing: { enabled: true } });
      assert.equal(inputs.bootstrapSelfManagedAddons, false);
      assert.equal(state.autoModeNodeRoleName, "c-nodeRole-role-id");
      const attachments = engine.names().filter((name) => name.startsWith("aws:iam/rolePolicyAttachment"));
      assert.equal(attachments.length, 7);
      assert.deepEqual(
        engine.names().filter((name) => name.startsWith("aws:eks/addon") || name.startsWith("eks:index:VpcCni")),
        ["aws:eks/addon:Addon::c-coredns"],
      );
    }));

  it("takes the latest version of an add-on that names none, and CoreDNS only where asked without nodes", () =>
    withComponent(cluster, "c", { ...lean, corednsAddonOptions: { configurationValues: { b: 1, a: { d: 2, c: 3 } } } }, (engine) => {
      const { inputs } = engine.find("aws:eks/addon:Addon", "c-coredns");
      assert.equal(inputs.addonVersion, "v1.0.0-eksbuild.1");
      assert.equal(inputs.configurationValues, '{"a":{"c":3,"d":2},"b":1}');
    }));

  it("makes storage classes with the cluster's provider", () =>
    withComponent(cluster, "C", { ...lean, storageClasses: { fast: { type: "io1", iopsPerGb: 10, encrypted: true, default: true } } }, (engine) => {
      const { inputs, request } = engine.find("kubernetes:storage.k8s.io/v1:StorageClass", "c-fast");
      assert.deepEqual(inputs.parameters, { type: "io1", iopsPerGb: "10", encrypted: "true" });
      assert.deepEqual(inputs.metadata, { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } });
      assert.match(request.provider, /C-eks-k8s/);
    }));

  it("falls back to the security group that EKS makes", () =>
    withComponent(
      cluster,
      "c",
      lean,
      (_engine, state) => {
        assert.equal(state.clusterSecurityGroupId, "sg-of-eks");
        assert.equal(state.nodeSecurityGroupId, "sg-of-eks");
        assert.equal(state.oidcIssuer, "oidc.test/c-eksCluster");
      },
      {
        cloud: {
          ...recordedCloud,
          outputs(type, name, inputs) {
            // The engine answers with what AWS knows, which is more than the input.
            if (type === "aws:eks/cluster:Cluster") {
              Object.assign(inputs.vpcConfig as JsonObject, { clusterSecurityGroupId: "sg-of-eks" });
            }
            return recordedCloud.outputs(type, name, inputs);
          },
        },
      },
    ));

  it("gives people a kubeconfig without the profile of the one who deploys", () =>
    withComponent(
      cluster,
      "c",
      lean,
      (engine, state) => {
        const own = String(engine.find("pulumi:providers:kubernetes", "c-eks-k8s").inputs.kubeconfig);
        assert.match(own, /"--profile","deployer"/);
        assert.doesNotMatch(String(state.kubeconfigJson), /--profile/);
        assert.deepEqual(JSON.parse(String(state.kubeconfigJson)), state.kubeconfig);
      },
      { config: { "aws:profile": "deployer" } },
    ));

  it("answers getKubeconfig with the asked credentials", () =>
    withComponent(cluster, "c", lean, async (engine) => {
      const self = reference(engine.urn(cluster, "c"));
      const answer = await engine.call("eks:index:Cluster/getKubeconfig", {
        __self__: self,
        profileName: "ann",
        roleArn: "arn:aws:iam::1:role/ops",
      });
      const config = JSON.parse(String(engine.returnOf(answer).result)) as { users: { user: { exec: { args: string[] } } }[] };
      assert.deepEqual(config.users[0]?.user.exec.args, [
        ...["--region", "us-east-1", "eks", "get-token", "--cluster-name", "c-eksCluster-id", "--output", "json"],
        ...["--role", "arn:aws:iam::1:role/ops", "--profile", "ann"],
      ]);
      await assert.rejects(engine.call("eks:index:Cluster/other", { __self__: self }), {
        message: "The local cloud does not stand in for the function eks:index:Cluster/other; of its package it has eks:index:Cluster/getKubeconfig.",
      });
    }));

  it("can be previewed", () =>
    withComponent(
      cluster,
      "c",
      { ...lean, vpcId: unknownOutput, subnetIds: [unknownOutput], name: "kianax-production", encryptionConfigKeyArn: "arn:aws:kms:us-east-1:1:key/1" },
      (engine) => {
        assert.deepEqual(engine.find("aws:eks/cluster:Cluster", "c-eksCluster").inputs.encryptionConfig, {
          provider: { keyArn: "arn:aws:kms:us-east-1:1:key/1" },
          resources: ["secrets"],
        });
        assert.equal(engine.find("aws:eks/addon:Addon", "c-vpc-cni").inputs.clusterName, "kianax-production");
        assert.deepEqual(engine.find("aws:eks/cluster:Cluster", "c-eksCluster").inputs.vpcConfig, { subnetIds: [unknownValue] });
      },
      { dryRun: true },
    ));

  const wrong: readonly [string, JsonObject, RegExp][] = [
    ["an unknown authentication mode", { ...lean, authenticationMode: "IAM" }, /authenticationMode is "IAM", which EKS does not know/],
    ["access entries without their mode", { ...lean, authenticationMode: "CONFIG_MAP", accessEntries: { a: { principalArn: "arn" } } }, /accessEntries take effect only where .* it is CONFIG_MAP/],
    ["role mappings without their mode", { ...lean, roleMappings: [{ roleArn: "arn", username: "a", groups: [] }] }, /roleMappings goes into the aws-auth ConfigMap/],
    ["one and several instance roles", { ...lean, authenticationMode: "API_AND_CONFIG_MAP", instanceRole: "a", instanceRoles: ["b"] }, /instanceRole and instanceRoles exclude each other/],
    ["subnets in two ways", { ...lean, privateSubnetIds: ["subnet-3"] }, /subnetIds excludes publicSubnetIds and privateSubnetIds/],
    ["node options in two ways", { ...lean, nodeGroupOptions: {}, minSize: 1, instanceType: "t3.large" }, /nodeGroupOptions excludes instanceType, minSize/],
    ["Auto Mode without access entries", { ...lean, authenticationMode: "CONFIG_MAP", autoMode: { enabled: true } }, /Auto Mode needs access entries/],
    ["blocks for a closed endpoint", { ...lean, endpointPublicAccess: false, publicAccessCidrs: ["192.0.2.0/24"] }, /publicAccessCidrs limits the public endpoint/],
    ["two settings for external SNAT", { ...lean, vpcCniOptions: { externalSnat: true, cniExternalSnat: true } }, /keep one of them/],
    ["the default node group", { ...lean, skipDefaultNodeGroup: false }, /does not stand in for the default node group .* eks\.ManagedNodeGroup/],
    ["Fargate", { ...lean, fargate: true }, /does not stand in for fargate/],
    ["an OIDC provider", { ...lean, createOidcProvider: true }, /does not stand in for createOidcProvider/],
  ];
  wrong.forEach(([what, inputs, expected]) => {
    it(`refuses ${what}`, async () => assert.match(await refusal(cluster, "c", inputs), expected));
  });
});

describe("eks.VpcCniAddon", () => {
  it("patches privilege into the DaemonSet, and keeps it there on deletion", () =>
    withComponent(vpcCni, "cni", { clusterName: "c", addonVersion: "v1.22.4-eksbuild.1", securityContextPrivileged: true }, (engine) => {
      const patch = engine.find("kubernetes:apps/v1:DaemonSetPatch", "cni");
      assert.equal(patch.request.retainondelete, true);
      assert.deepEqual(patch.request.dependenciesList, [engine.urn("aws:eks/addon:Addon", "cni")]);
    }));

  it("needs a cluster and a version", async () => {
    assert.match(await refusal(vpcCni, "cni", {}), /clusterName is missing/);
    assert.match(await refusal(vpcCni, "cni", { clusterName: "c" }), /neither addonVersion nor clusterVersion is set/);
  });
});

describe("eks.ManagedNodeGroup", () => {
  const core = {
    instanceRoles: [],
    subnetIds: ["subnet-1"],
    cluster: { name: "c", version: "1.35", accessConfig: { authenticationMode: "API" } },
  } as unknown as JsonObject;

  it("follows the cluster in name, version and subnets, and runs one or two nodes", () =>
    withComponent(nodeGroup, "ng", { cluster: core, nodeRoleArn: "arn:node" }, (engine) => {
      assert.deepEqual(engine.find("aws:eks/nodeGroup:NodeGroup", "ng").inputs, {
        clusterName: "c",
        nodeRoleArn: "arn:node",
        scalingConfig: { desiredSize: 2, minSize: 1, maxSize: 2 },
        subnetIds: ["subnet-1"],
        version: "1.35",
      });
    }));

  it("makes a launch template for instance metadata, which then holds the disk too", () =>
    withComponent(nodeGroup, "ng", { cluster: core, nodeRoleArn: "arn:node", enableIMDSv2: true, diskSize: 50, operatingSystem: "Bottlerocket", instanceTypes: ["t4g.large"] }, (engine) => {
      assert.deepEqual(engine.find("aws:ec2/launchTemplate:LaunchTemplate", "ng-launchTemplate").inputs, {
        blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { volumeSize: 50 } }],
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2, httpEndpoint: "enabled" },
      });
      const { inputs } = engine.find("aws:eks/nodeGroup:NodeGroup", "ng");
      assert.equal(inputs.diskSize, undefined);
      assert.equal(inputs.amiType, "BOTTLEROCKET_ARM_64");
      assert.deepEqual(inputs.launchTemplate, { id: "ng-launchTemplate-id", version: "ng-launchTemplate-latestVersion" });
    }));

  const wrong: readonly [string, JsonObject, RegExp][] = [
    ["no role", {}, /nodeRole: A managed node group needs an IAM role/],
    ["two roles", { nodeRole: "a", nodeRoleArn: "b" }, /nodeRole and nodeRoleArn exclude each other/],
    ["an image with its kind", { nodeRoleArn: "b", amiId: "ami-1", amiType: "AL2023_x86_64_STANDARD" }, /amiId and amiType exclude each other/],
    ["a launch template with parts of one", { nodeRoleArn: "b", launchTemplate: { id: "lt" }, enableIMDSv2: true }, /launchTemplate excludes .*enableIMDSv2/],
    ["user data with parts of it", { nodeRoleArn: "b", userData: "#!", kubeletExtraArgs: "--a" }, /userData excludes kubeletExtraArgs/],
    ["EFA without a zone", { nodeRoleArn: "b", enableEfaSupport: true }, /needs placementGroupAvailabilityZone/],
    ["user data", { nodeRoleArn: "b", userData: "#!" }, /userData: The local cloud does not stand in for userData; make an aws.ec2.LaunchTemplate/],
    ["mixed architectures", { nodeRoleArn: "b", operatingSystem: "AL2023", instanceTypes: ["t3.large", "t4g.large"] }, /mix x86_64 and arm64/],
    ["an instance type that is none", { nodeRoleArn: "b", operatingSystem: "AL2023", instanceTypes: ["large"] }, /"large" is not the name of an EC2 instance type/],
    ["a GPU image that EKS has not", { nodeRoleArn: "b", operatingSystem: "AL2", gpu: true, instanceTypes: ["g5g.xlarge"] }, /no AL2 image with GPU support for arm64/],
  ];
  wrong.forEach(([what, inputs, expected]) => {
    it(`refuses ${what}`, async () => assert.match(await refusal(nodeGroup, "ng", { cluster: core, ...inputs }), expected));
  });

  it("refuses a role that a cluster without access entries does not map", async () => {
    const unmapped = { ...core, cluster: { name: "c", version: "1.35", accessConfig: { authenticationMode: "CONFIG_MAP" } } };
    assert.match(
      await refusal(nodeGroup, "ng", { cluster: unmapped as unknown as JsonObject, nodeRoleArn: "arn:node" }),
      /nodeRole: .*is not among the instanceRoles of the cluster/,
    );
  });
});

describe("package eks", () => {
  it("names what it has where something else is wanted", async () => {
    assert.equal(
      await refusal("eks:index:NodeGroupV2", "ng", {}),
      "The local cloud does not stand in for eks:index:NodeGroupV2; of its package it has eks:index:Addon, " +
        "eks:index:Cluster, eks:index:ManagedNodeGroup, eks:index:VpcCniAddon.",
    );
  });
});
