import { EC2_TYPES, nearest } from "../catalogues";
import { find, of, oneOf, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const TEMPLATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html";
const GROUP = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html";
const EBS = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html";
const METADATA = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html";

const GROUP_METRICS = [
  ...["MinSize", "MaxSize", "DesiredCapacity", "InServiceInstances", "PendingInstances", "StandbyInstances", "TerminatingInstances", "TotalInstances"],
  ...["InServiceCapacity", "PendingCapacity", "StandbyCapacity", "TerminatingCapacity", "TotalCapacity"],
].map((name) => `Group${name}`).concat(
  ["WarmPoolDesiredCapacity", "WarmPoolMinSize", "WarmPoolPendingCapacity", "WarmPoolTerminatingCapacity", "WarmPoolTotalCapacity", "WarmPoolWarmedCapacity"],
  ["GroupAndWarmPoolDesiredCapacity", "GroupAndWarmPoolTotalCapacity"],
);

const VOLUME_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  gp2: [1, 16384],
  gp3: [1, 65536],
  io1: [4, 16384],
  io2: [4, 65536],
  st1: [125, 16384],
  sc1: [125, 16384],
  standard: [1, 1024],
};

export const ec2Compute: readonly Rule[] = [
  {
    id: "ec2-instance-type",
    types: [T.instance, T.launchTemplate, T.nodeGroup, T.autoScalingGroup],
    stage: "check",
    source: EC2_TYPES.source,
    check: (subject) =>
      ["instanceType", "instanceTypes[*]", "mixedInstancesPolicy.launchTemplate.overrides[*].instanceType"].flatMap((path) =>
        subject.all(path).flatMap(({ path: property, value }) => {
          if (typeof value !== "string" || EC2_TYPES.entries.has(value)) {
            return [];
          }
          const close = nearest(value, EC2_TYPES.entries);
          return [refuse(property, `InvalidInstanceType: "${value}" is no EC2 instance type.${close === undefined ? "" : ` Did you mean ${close}?`}`)];
        }),
      ),
  },
  {
    id: "ec2-launch-template-groups",
    types: [T.launchTemplate],
    stage: "check",
    source: TEMPLATE,
    check: (subject) =>
      refuseIf(
        (subject.count("networkInterfaces") ?? 0) > 0 && (subject.count("vpcSecurityGroupIds") ?? 0) > 0,
        "vpcSecurityGroupIds",
        "InvalidParameterCombination: network interfaces and an instance-level list of security groups exclude each other; move the groups into networkInterfaces[].securityGroups.",
      ),
  },
  {
    id: "ec2-launch-template-user-data",
    types: [T.launchTemplate],
    stage: "check",
    source: TEMPLATE,
    check: (subject) => {
      const data = subject.text("userData");
      if (data === undefined) {
        return undefined;
      }
      const decoded = Buffer.from(data, "base64");
      if (!/^[A-Za-z0-9+/=\s]*$/.test(data) || decoded.toString("base64").replace(/=+$/, "") !== data.replace(/[\s=]/g, "")) {
        return refuse("userData", "InvalidUserData.Malformed: user data must be base64; encode it, for instance with Buffer.from(text).toString(\"base64\").");
      }
      return refuseIf(decoded.length > 16384, "userData", `InvalidParameterValue: the user data has ${decoded.length} bytes, and AWS takes 16384; fetch the rest from S3.`);
    },
  },
  {
    id: "ec2-volume-size",
    types: [T.launchTemplate, T.volume],
    stage: "check",
    source: EBS,
    check: (subject) => {
      const volumes = subject.type === T.volume ? [{ base: "size", size: subject.number("size"), kind: subject.text("type") }] : subject.objects("blockDeviceMappings").map((mapping, index) => ({ base: `blockDeviceMappings[${index}].ebs.volumeSize`, size: mapping.number("ebs.volumeSize"), kind: mapping.text("ebs.volumeType") }));
      return volumes.flatMap(({ base, size, kind = "gp2" }) => {
        const [minimum, maximum] = VOLUME_SIZES[kind] ?? [1, 65536];
        return size !== undefined && (size < minimum || size > maximum) ? [refuse(base, `InvalidParameterValue: ${size} GiB is no size of a ${kind} volume; give ${minimum} to ${maximum}.`)] : [];
      });
    },
  },
  {
    id: "ec2-volume-encryption-key",
    types: [T.launchTemplate],
    stage: "check",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateEbsBlockDeviceRequest.html",
    check: (subject) =>
      subject.objects("blockDeviceMappings").flatMap((mapping, index) =>
        mapping.given("ebs.kmsKeyId") && mapping.off("ebs.encrypted") ? [refuse(`blockDeviceMappings[${index}].ebs.kmsKeyId`, "InvalidParameterDependency: a key is given but the volume is not encrypted; set encrypted to true.")] : [],
      ),
  },
  oneOf(T.launchTemplate, "blockDeviceMappings[*].ebs.volumeType", Object.keys(VOLUME_SIZES), EBS),
  range(T.launchTemplate, "blockDeviceMappings[*].ebs.throughput", 125, 2000, EBS),
  range(T.launchTemplate, "blockDeviceMappings[*].ebs.iops", 100, 256_000, EBS),
  range(T.launchTemplate, "metadataOptions.httpPutResponseHopLimit", 1, 64, METADATA),
  oneOf(T.launchTemplate, "metadataOptions.httpTokens", ["optional", "required"], METADATA),
  oneOf(T.launchTemplate, "metadataOptions.httpEndpoint", ["enabled", "disabled"], METADATA),
  oneOf(T.launchTemplate, "tagSpecifications[*].resourceType", ["instance", "volume", "network-interface", "elastic-gpu", "spot-instances-request", "fleet", "launch-template"], TEMPLATE),
  {
    id: "autoscaling-sizes",
    types: [T.autoScalingGroup],
    stage: "check",
    source: GROUP,
    check: (subject) => {
      const [minimum, maximum, desired] = ["minSize", "maxSize", "desiredCapacity"].map((name) => subject.number(name));
      return [
        ...(minimum !== undefined && minimum < 0 ? [refuse("minSize", `ValidationError: ${minimum} is negative; a group has 0 or more instances.`)] : []),
        ...(minimum !== undefined && maximum !== undefined && minimum > maximum ? [refuse("minSize", `ValidationError: the minimum (${minimum}) is above the maximum (${maximum}); swap them or raise maxSize.`)] : []),
        ...(desired !== undefined && ((minimum ?? 0) > desired || desired > (maximum ?? desired))
          ? [refuse("desiredCapacity", `ValidationError: the desired capacity ${desired} is not between minSize ${minimum} and maxSize ${maximum}.`)]
          : []),
      ];
    },
  },
  {
    id: "autoscaling-template",
    types: [T.autoScalingGroup],
    stage: "check",
    source: GROUP,
    check: (subject) => {
      const given = ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"].filter((name) => subject.given(name));
      return refuseIf(given.length !== 1, "", `ValidationError: a group is made from one template, and this one names ${given.length}; give exactly one of launchTemplate, mixedInstancesPolicy.`);
    },
  },
  {
    id: "autoscaling-placement",
    types: [T.autoScalingGroup],
    stage: "check",
    source: GROUP,
    check: (subject) =>
      refuseIf(
        subject.count("vpcZoneIdentifiers") === 0 && subject.count("availabilityZones") === 0,
        "vpcZoneIdentifiers",
        "ValidationError: at least one subnet or Availability Zone is required; give vpcZoneIdentifiers.",
      ),
  },
  {
    id: "autoscaling-interface-subnet",
    types: [T.autoScalingGroup],
    stage: "admit",
    source: GROUP,
    check: (subject, cloud) => {
      const template = find(cloud, T.launchTemplate, subject.text("launchTemplate.id"));
      const interfaces = template === undefined ? [] : of(template).objects("networkInterfaces");
      const subnet = interfaces.map((item) => item.text("subnetId")).find((id) => id !== undefined);
      return refuseIf(
        subnet !== undefined && (subject.count("vpcZoneIdentifiers") ?? 0) > 0 && !subject.texts("vpcZoneIdentifiers").includes(subnet),
        "vpcZoneIdentifiers",
        `ValidationError: the launch template puts its interface into ${subnet}, which is not among the group's subnets; add it or remove it from the template.`,
      );
    },
  },
  oneOf(T.autoScalingGroup, "healthCheckType", ["EC2", "ELB", "VPC_LATTICE", "EBS"], GROUP),
  oneOf(T.autoScalingGroup, "enabledMetrics[*]", GROUP_METRICS, "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_EnableMetricsCollection.html"),
  oneOf(T.launchTemplate, "instanceInitiatedShutdownBehavior", ["stop", "terminate"], TEMPLATE),
  {
    id: "ec2-interface-groups-in-vpc",
    types: [T.networkInterface],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html",
    check: (subject, cloud) => {
      const subnet = find(cloud, T.subnet, subject.text("subnetId"));
      const vpcId = subnet && of(subnet).text("vpcId");
      const stranger = subject.texts("securityGroups").find((id) => {
        const group = find(cloud, T.securityGroup, id);
        return group !== undefined && vpcId !== undefined && of(group).text("vpcId") !== vpcId;
      });
      return refuseIf(stranger !== undefined, "securityGroups", `InvalidGroup.NotFound: ${stranger} is not in the subnet's VPC ${vpcId}; use a security group of that VPC.`);
    },
  },
];
