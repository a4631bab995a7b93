import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { type Plan, type Planned, keyOf, resolved, UNKNOWN } from "../testing";
import type { KianaxCluster } from "./cluster";
import { planned, SETTINGS } from "./fixtures";

const COMPONENT = "kianax:cluster:KianaxCluster::production";
const ADDON = "aws:eks/addon:Addon";
const CLUSTER = "eks:index:Cluster";
const GROUP = "eks:index:ManagedNodeGroup";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const IDENTITY = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const PEOPLE = ["admin", "developer", "read-only"];
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** What @pulumi/eks adds to the options of every add-on. */
const OVERWRITE = { resolveConflictsOnCreate: "OVERWRITE", resolveConflictsOnUpdate: "OVERWRITE" };

const childrenOf = (plan: Plan): Planned[] => plan.resources.filter(({ parent }) => parent === COMPONENT);
const statementsOf = (policy: Planned): Record<string, unknown>[] =>
  (JSON.parse(String(policy.inputs["policy"])) as { Statement: Record<string, unknown>[] }).Statement;

describe("KianaxCluster", () => {
  let plan: Plan;
  let result: KianaxCluster;
  before(async () => {
    ({ plan, result } = await planned());
  });

  it("makes exactly these children", () => {
    assert.deepEqual(
      childrenOf(plan).map(keyOf).sort(),
      [
        "aws:cloudwatch/logGroup:LogGroup::production-control-plane",
        `${TEMPLATE}::production-general`,
        `${ADDON}::production-aws-ebs-csi-driver`,
        `${ADDON}::production-coredns`,
        `${ADDON}::production-eks-pod-identity-agent`,
        `${ADDON}::production-metrics-server`,
        `${IDENTITY}::production-cluster-autoscaler`,
        `${IDENTITY}::production-ebs-csi`,
        `${IDENTITY}::production-external-secrets`,
        `${IDENTITY}::production-load-balancer-controller`,
        `${IDENTITY}::production-vpc-cni`,
        ...["cluster-autoscaler", "control-plane", "ebs-csi", "external-secrets", "load-balancer-controller", "node", "vpc-cni", ...PEOPLE].map((role) => `${ROLE}::production-${role}`),
        ...["cluster-autoscaler", "ebs-csi", "external-secrets", "load-balancer-controller", ...PEOPLE].map((role) => `${INLINE}::production-${role}`),
        ...PEOPLE.flatMap((role) => [`aws:eks/accessEntry:AccessEntry::production-${role}`, `aws:eks/accessPolicyAssociation:AccessPolicyAssociation::production-${role}`]),
        `${ATTACHMENT}::production-control-plane-AmazonEKSClusterPolicy`,
        `${ATTACHMENT}::production-ebs-csi-AmazonEBSCSIDriverEKSClusterScopedPolicy`,
        `${ATTACHMENT}::production-node-AmazonEC2ContainerRegistryPullOnly`,
        `${ATTACHMENT}::production-node-AmazonEKSWorkerNodePolicy`,
        `${ATTACHMENT}::production-vpc-cni-AmazonEKS_CNI_Policy`,
        `${CLUSTER}::production`,
        `${GROUP}::production-general`,
      ].sort(),
    );
  });

  it("hands eks.Cluster a private, encrypted, logged and guarded control plane", () => {
    const { inputs } = plan.one(CLUSTER, "production");
    const { accessEntries, tags, serviceRole, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "kianax-production",
      version: "1.35",
      upgradePolicy: { supportType: "STANDARD" },
      vpcId: "production-vpc-id",
      privateSubnetIds: ["production-private-us-east-1a-id", "production-private-us-east-1b-id", "production-private-us-east-1c-id"],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfigKeyArn: "arn:aws:kms:us-east-1:111122223333:production-secrets",
      deletionProtection: true,
      authenticationMode: "API",
      vpcCniOptions: { addonVersion: "v1.22.4-eksbuild.3", enableNetworkPolicy: true, enablePrefixDelegation: true, warmPrefixTarget: 1, logLevel: "INFO", ...OVERWRITE },
      kubeProxyAddonOptions: { enabled: true, version: "v1.35.3-eksbuild.29", ...OVERWRITE },
      corednsAddonOptions: { enabled: false, ...OVERWRITE },
      skipDefaultNodeGroup: true,
      skipDefaultSecurityGroups: true,
      createOidcProvider: false,
      bootstrapSelfManagedAddons: false,
    });
    assert.deepEqual(accessEntries, {
      platform: {
        principalArn: "arn:aws:iam::111122223333:role/platform",
        accessPolicies: {
          administrator: { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy", accessScope: { type: "cluster" } },
        },
        tags,
      },
    });
    assert.deepEqual(tags, {
      Project: "kianax",
      Environment: "production",
      Component: "KianaxCluster",
      Service: "platform",
      CostLine: "eks",
      DataClass: "confidential",
    });
    assert.match(JSON.stringify(serviceRole), /aws:iam\/role:Role::production-control-plane/);
  });

  it("opens the public endpoint for the named blocks alone", async () => {
    const { plan } = await planned({ publicAccessCidrs: ["203.0.113.0/24"] });
    const { inputs } = plan.one(CLUSTER, "production");
    assert.equal(inputs["endpointPrivateAccess"], true);
    assert.equal(inputs["endpointPublicAccess"], true);
    assert.deepEqual(inputs["publicAccessCidrs"], ["203.0.113.0/24"]);
  });

  it("makes the log group and the role's policy before the control plane", () => {
    const { dependsOn } = plan.one(CLUSTER, "production");
    assert.ok(dependsOn.includes("aws:cloudwatch/logGroup:LogGroup::production-control-plane"));
    assert.ok(dependsOn.includes(`${ATTACHMENT}::production-control-plane-AmazonEKSClusterPolicy`));
    const logs = plan.one("aws:cloudwatch/logGroup:LogGroup", "production-control-plane");
    assert.equal(logs.inputs["name"], "/aws/eks/kianax-production/cluster");
    assert.equal(logs.inputs["retentionInDays"], 365);
    assert.equal(logs.inputs["kmsKeyId"], "arn:aws:kms:us-east-1:111122223333:production-logs");
  });

  for (const protect of [true, false]) {
    it(`with protect ${protect}, gives it to the cluster alone and takes the creator's rights`, async () => {
      const { plan } = await planned({ protect });
      const remote = plan.one(CLUSTER, "production");
      assert.equal(remote.protect, undefined);
      const [transform, ...more] = remote.transforms;
      assert.ok(transform !== undefined && more.length === 0);
      const made = { custom: true, type: "aws:eks/cluster:Cluster", name: "production-eksCluster", opts: { ignoreChanges: ["x"] } };
      const props = { name: "kianax-production", accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } };
      const changed = await transform({ ...made, props });
      assert.ok(changed !== undefined);
      assert.deepEqual(changed.opts, { ignoreChanges: ["x"], protect });
      const { encryptionConfig, ...others } = changed.props as { encryptionConfig: { provider: { keyArn: pulumi.Output<string> }; resources: string[] } };
      assert.deepEqual(others, { name: "kianax-production", accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }, zonalShiftConfig: { enabled: true } });
      assert.deepEqual(encryptionConfig.resources, ["secrets"]);
      assert.equal(await resolved(encryptionConfig.provider.keyArn), "arn:aws:kms:us-east-1:111122223333:production-secrets");
      assert.equal(await transform({ ...made, type: ADDON, props: {} }), undefined);
    });
  }

  it("installs add-ons in their phases", () => {
    const waits = (type: string, name: string): readonly string[] => plan.one(type, `production-${name}`).dependsOn;
    const agent = `${ADDON}::production-eks-pod-identity-agent`;
    const nodes = `${GROUP}::production-general`;
    assert.ok(waits(ADDON, "eks-pod-identity-agent").includes(`${CLUSTER}::production`));
    assert.ok(!waits(ADDON, "eks-pod-identity-agent").includes(nodes));
    assert.ok(waits(GROUP, "general").includes(agent));
    assert.ok(waits(GROUP, "general").includes(`${IDENTITY}::production-vpc-cni`));
    assert.ok(waits(GROUP, "general").includes(`${ATTACHMENT}::production-vpc-cni-AmazonEKS_CNI_Policy`));
    assert.ok(waits(GROUP, "general").includes(`${ATTACHMENT}::production-node-AmazonEKSWorkerNodePolicy`));
    for (const addon of ["coredns", "aws-ebs-csi-driver", "metrics-server"]) {
      assert.ok(waits(ADDON, addon).includes(nodes), addon);
    }
    assert.ok(waits(ADDON, "aws-ebs-csi-driver").includes(`${IDENTITY}::production-ebs-csi`));
  });

  it("pins every add-on to its version", () => {
    for (const { inputs } of plan.all(ADDON)) {
      assert.equal(inputs["addonVersion"], SETTINGS.addons[inputs["addonName"] as keyof typeof SETTINGS.addons]);
      assert.equal(inputs["clusterName"], "kianax-production");
    }
  });

  it("lets the autoscaler size this cluster's groups alone", () => {
    const [, reads, sizes] = statementsOf(plan.one(INLINE, "production-cluster-autoscaler"));
    assert.equal(reads?.["Resource"], "arn:aws:eks:*:*:nodegroup/kianax-production/*/*");
    assert.deepEqual(sizes, {
      Sid: "SizeOwnGroups",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/eks-kianax-production-*",
      Condition: { StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/kianax-production": "owned" } },
    });
  });

  it("lets the load-balancer controller bind targets and neither make load balancers nor open security groups", () => {
    const statements = statementsOf(plan.one(INLINE, "production-load-balancer-controller"));
    const actions = statements.flatMap(({ Action }) => Action as string[]);
    assert.equal(actions.length, 9);
    assert.deepEqual(actions.filter((action) => /Create|Authorize|Revoke|Listener|DeleteLoadBalancer/.test(action)), []);
    assert.equal(statements[1]?.["Resource"], "arn:aws:elasticloadbalancing:*:*:targetgroup/kianax-production-*/*");
    assert.deepEqual(statements[1]?.["Condition"], { StringEquals: { "aws:ResourceTag/Project": "kianax", "aws:ResourceTag/Environment": "production" } });
  });

  it("lets EBS volumes use the data key and no other", () => {
    const resources = statementsOf(plan.one(INLINE, "production-ebs-csi")).map(({ Resource }) => Resource);
    assert.deepEqual(resources, Array(2).fill("arn:aws:kms:us-east-1:111122223333:production-data"));
  });

  it("binds each controller's role to its service account", () => {
    assert.deepEqual(
      plan.all(IDENTITY).map(({ inputs }) => [inputs["namespace"], inputs["serviceAccount"], inputs["roleArn"]]),
      [
        ["kube-system", "cluster-autoscaler", "arn:aws:iam:us-east-1:111122223333:production-cluster-autoscaler"],
        ["kube-system", "ebs-csi-controller-sa", "arn:aws:iam:us-east-1:111122223333:production-ebs-csi"],
        ["external-secrets", "external-secrets", "arn:aws:iam:us-east-1:111122223333:production-external-secrets"],
        ["kube-system", "aws-load-balancer-controller", "arn:aws:iam:us-east-1:111122223333:production-load-balancer-controller"],
        ["kube-system", "aws-node", "arn:aws:iam:us-east-1:111122223333:production-vpc-cni"],
      ],
    );
    for (const { name, inputs } of plan.all(IDENTITY)) {
      const trust = JSON.parse(String(plan.one(ROLE, name).inputs["assumeRolePolicy"])) as { Statement: unknown[] };
      assert.deepEqual(trust.Statement, [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-name": "kianax-production",
              "aws:RequestTag/kubernetes-namespace": inputs["namespace"],
              "aws:RequestTag/kubernetes-service-account": inputs["serviceAccount"],
            },
          },
        },
      ]);
    }
  });

  it("gives what others need, the kubeconfig as a secret", async () => {
    assert.equal(await resolved(result.clusterName), "kianax-production");
    assert.equal(await resolved(result.endpoint), "https://cluster.eks.amazonaws.com");
    assert.equal(await resolved(result.clusterSecurityGroupId), "sg-cluster");
    assert.equal(await resolved(result.kubeconfig), '{"clusters":[{"name":"kianax-production"}]}');
    assert.equal(await (result.kubeconfig as unknown as { isSecret: Promise<boolean> }).isSecret, true);
    assert.equal(await (result.endpoint as unknown as { isSecret: Promise<boolean> }).isSecret, false);
  });

  it("keeps its shape in a preview, where ids are unknown", async () => {
    const { plan: preview } = await planned({}, true);
    assert.deepEqual(childrenOf(preview).map(keyOf).sort(), childrenOf(plan).map(keyOf).sort());
    assert.equal(preview.one(ADDON, "production-coredns").inputs["clusterName"], UNKNOWN);
    assert.deepEqual(preview.one(GROUP, "production-general").inputs["subnetIds"], [UNKNOWN, UNKNOWN, UNKNOWN]);
  });

  it("hands children to their transforms", async () => {
    const { plan } = await planned({
      transform: { nodeGroup: { labels: { tier: "general" } }, launchTemplate: (args, opts) => ({ args: { ...args, ebsOptimized: "true" }, opts: { ...opts, retainOnDelete: true } }) },
    });
    const group = plan.one(GROUP, "production-general");
    assert.deepEqual(group.inputs["labels"], { tier: "general" });
    assert.equal(group.inputs["capacityType"], "ON_DEMAND");
    const template = plan.one(TEMPLATE, "production-general");
    assert.equal(template.inputs["ebsOptimized"], "true");
    assert.equal(template.retainOnDelete, true);
    assert.equal(template.parent, COMPONENT);
  });

  it("associates no role with pods before it has its rights", () => {
    for (const { name, dependsOn } of plan.all(IDENTITY)) {
      const rights = [...plan.all(ATTACHMENT), ...plan.all(INLINE)].filter(({ inputs }) => inputs["role"] === plan.one(ROLE, name).inputs["name"]);
      assert.ok(rights.length > 0, name);
      assert.deepEqual(rights.map(keyOf).filter((right) => !dependsOn.includes(right)), [], name);
    }
  });
});
