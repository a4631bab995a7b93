import { hex } from "../hash";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";
import { defaultGroups } from "./ec2-network";

const ec2 = (resource: string) => (make: Making) => make.arn("ec2", `${resource}/${make.id}`);

export const ec2Compute: Blueprints = {
  [T.securityGroup]: {
    id: "sg",
    arn: ec2("security-group"),
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    computed: (make) => ({
      ownerId: make.cloud.account,
      name: make.physicalName(),
      ingress: make.sticky("ingress", () => []),
      egress: make.sticky("egress", () => []),
    }),
  },
  [T.defaultSecurityGroup]: {
    id: (make) => defaultGroups(make)[0] ?? make.token("sg", 17, "sg-"),
    arn: ec2("security-group"),
    computed: (make) => ({
      ownerId: make.cloud.account,
      name: "default",
      description: "default VPC security group",
      ingress: make.input("ingress", []),
      egress: make.input("egress", []),
    }),
  },
  [T.securityGroupRule]: {
    id: (make) => `sgrule-${parseInt(make.token("rule", 8), 16)}`,
    defaults: { self: false },
    computed: (make) => ({ securityGroupRuleId: make.sticky("securityGroupRuleId", () => make.token("sgr", 17, "sgr-")) }),
  },
  [T.ingressRule]: { id: "sgr", arn: ec2("security-group-rule"), computed: (make) => ({ securityGroupRuleId: make.id }) },
  [T.egressRule]: { id: "sgr", arn: ec2("security-group-rule"), computed: (make) => ({ securityGroupRuleId: make.id }) },
  [T.launchTemplate]: {
    id: "lt",
    arn: ec2("launch-template"),
    computed: (make) => {
      const version = make.prior === undefined ? 1 : Number(make.prior.outputs["latestVersion"] ?? 1) + (sameTemplate(make) ? 0 : 1);
      return {
        name: make.physicalName(),
        latestVersion: version,
        defaultVersion: make.flag("updateDefaultVersion") === true ? version : make.input("defaultVersion", make.prior?.outputs["defaultVersion"] ?? 1),
      };
    },
  },
  [T.instance]: {
    id: "i",
    arn: ec2("instance"),
    defaults: { sourceDestCheck: true, monitoring: false, ebsOptimized: false, tenancy: "default" },
    computed: (make) => {
      const digits = hex(make.id, "ip", 4);
      const privateIp = make.stickyText("privateIp", () => `10.0.${parseInt(digits.slice(0, 2), 16)}.${parseInt(digits.slice(2), 16) || 4}`);
      return {
        instanceState: "running",
        privateIp,
        privateDns: `ip-${privateIp.replaceAll(".", "-")}.ec2.internal`,
        primaryNetworkInterfaceId: make.sticky("primaryNetworkInterfaceId", () => make.token("eni", 17, "eni-")),
        vpcSecurityGroupIds: make.sticky("vpcSecurityGroupIds", () => defaultGroups(make)),
      };
    },
  },
  [T.keyPair]: {
    id: (make) => make.physicalName("keyName"),
    arn: (make) => make.arn("ec2", `key-pair/${make.physicalName("keyName")}`),
    computed: (make) => ({
      keyName: make.physicalName("keyName"),
      keyPairId: make.sticky("keyPairId", () => make.token("key", 17, "key-")),
      keyType: "rsa",
      fingerprint: make.sticky("fingerprint", () => (make.token("print", 32).match(/../g) ?? []).join(":")),
    }),
  },
  [T.volume]: { id: "vol", arn: ec2("volume"), defaults: { type: "gp2", encrypted: false } },
  [T.autoScalingGroup]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("autoscaling", `autoScalingGroup:${make.token("asg", 8)}-0000-4000-8000-${make.token("asg2", 12)}:autoScalingGroupName/${make.id}`),
    defaults: {
      defaultCooldown: 300,
      healthCheckGracePeriod: 300,
      protectFromScaleIn: false,
      capacityRebalance: false,
      waitForCapacityTimeout: "10m",
      metricsGranularity: "1Minute",
      forceDelete: false,
    },
    computed: (make) => ({
      name: make.id,
      desiredCapacity: make.sticky("desiredCapacity", () => make.input("minSize", 0)),
      healthCheckType: make.sticky("healthCheckType", () => "EC2"),
      serviceLinkedRoleArn: make.sticky("serviceLinkedRoleArn", () =>
        make.arn("iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling", "global"),
      ),
    }),
  },
  [T.autoScalingTag]: { id: (make) => `${make.text("autoscalingGroupName") ?? ""},${make.object("tag").text("key") ?? ""}` },
};

/** AWS makes a new version only when the template's data differ; tags on the template itself are none of them. */
function sameTemplate(make: Making): boolean {
  const data = (properties: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(Object.entries(properties).filter(([name]) => !["tags", "tagsAll", "updateDefaultVersion", "defaultVersion"].includes(name)).sort());
  return make.prior !== undefined && data(make.prior.inputs) === data(make.properties);
}
