import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { isType } from "./subnet-spec";
import type { VpcNetwork } from "./vpc-network";

type EndpointSpec = awsx.types.input.ec2.VpcEndpointSpecArgs;

/** "gateway", "interface" …; undefined where only the deployment will know. */
export function endpointType({ vpcEndpointType }: EndpointSpec): string | undefined {
  if (vpcEndpointType === undefined) {
    return "gateway";
  }
  return typeof vpcEndpointType === "string" ? vpcEndpointType.toLowerCase() : undefined;
}

/** The DNS settings of the VPC: private DNS of interface endpoints works only with both on. */
export function dnsSettings(
  vpcName: string,
  args: awsx.ec2.VpcArgs,
): Pick<awsx.ec2.VpcArgs, "enableDnsHostnames" | "enableDnsSupport"> {
  const { enableDnsHostnames, enableDnsSupport } = args;
  if (args.vpcEndpointStrategy !== "Auto") {
    return { enableDnsHostnames, enableDnsSupport };
  }
  const specs = args.vpcEndpointSpecs ?? [];
  const dynamic = specs.find((spec) => endpointType(spec) === undefined);
  if (dynamic) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": vpcEndpointStrategy "Auto" must know the vpcEndpointType of ${dynamic.serviceName} ` +
        'beforehand; write it as a plain string, or use vpcEndpointStrategy "Legacy".',
    );
  }
  const privateDns = specs.some((spec) => endpointType(spec) === "interface" && (spec.privateDnsEnabled ?? true));
  if (!privateDns) {
    return { enableDnsHostnames, enableDnsSupport };
  }
  for (const [setting, value] of Object.entries({ enableDnsHostnames, enableDnsSupport })) {
    if (value === false) {
      throw new Error(
        `awsx.ec2.Vpc "${vpcName}": ${setting} is false, and private DNS of interface endpoints needs it; leave it out, ` +
          "or set privateDnsEnabled of the endpoints to false.",
      );
    }
  }
  return { enableDnsHostnames: enableDnsHostnames ?? true, enableDnsSupport: enableDnsSupport ?? true };
}

export function createEndpoints(
  args: awsx.ec2.VpcArgs,
  network: VpcNetwork,
  zones: readonly string[],
  sharedTags: Record<string, pulumi.Input<string>>,
  component: pulumi.Resource,
): aws.ec2.VpcEndpoint[] {
  const { vpc } = network;
  return (args.vpcEndpointSpecs ?? []).map((spec) => {
    const region = spec.region ?? args.region;
    const tags = { ...sharedTags, ...(spec.tags as Record<string, pulumi.Input<string>> | undefined) };
    const chosen =
      args.vpcEndpointStrategy === "Auto"
        ? automaticTargets(spec, network, zones, { region, tags })
        : ownTargets(spec, component);
    return new aws.ec2.VpcEndpoint(
      spec.serviceName,
      { ...spec, ...chosen, region, tags, vpcId: vpc.id },
      { parent: vpc, dependsOn: [vpc] },
    );
  });
}

type Targets = Pick<
  aws.ec2.VpcEndpointArgs,
  "subnetIds" | "routeTableIds" | "securityGroupIds" | "privateDnsEnabled"
>;

function ownTargets(spec: EndpointSpec, component: pulumi.Resource): Targets {
  const missing = {
    interface: spec.subnetIds === undefined && spec.subnetConfigurations === undefined ? "subnetIds" : undefined,
    gateway: spec.routeTableIds === undefined ? "routeTableIds" : undefined,
  }[endpointType(spec) ?? ""];
  if (missing) {
    void pulumi.log.warn(
      `VPC endpoint ${spec.serviceName} names no ${missing}, so nothing reaches it; set them, or use ` +
        'vpcEndpointStrategy "Auto".',
      component,
    );
  }
  return {};
}

function automaticTargets(
  spec: EndpointSpec,
  network: VpcNetwork,
  zones: readonly string[],
  placement: { region: pulumi.Input<string | undefined> | undefined; tags: Record<string, pulumi.Input<string>> },
): Targets {
  switch (endpointType(spec)) {
    case "gateway":
      return { routeTableIds: spec.routeTableIds ?? network.routeTables.map(({ id }) => id) };
    case "interface":
      return {
        subnetIds: spec.subnetIds ?? (spec.subnetConfigurations ? undefined : oneSubnetPerZone(network, zones)),
        privateDnsEnabled: spec.privateDnsEnabled ?? true,
        securityGroupIds: spec.securityGroupIds ?? [createSecurityGroup(spec, network.vpc, placement)],
      };
    default:
      return {};
  }
}

function oneSubnetPerZone({ subnets }: VpcNetwork, zones: readonly string[]): pulumi.Output<string>[] {
  return zones.flatMap((zone) => {
    const inZone = subnets.filter(({ plan }) => plan.zone === zone);
    const best = (["private", "isolated", "public"] as const)
      .map((type) => inZone.find(({ plan }) => isType(plan, type)))
      .find((subnet) => subnet !== undefined);
    return best ? [best.resource.id] : [];
  });
}

function createSecurityGroup(
  spec: EndpointSpec,
  vpc: aws.ec2.Vpc,
  { region, tags }: Parameters<typeof automaticTargets>[3],
): pulumi.Output<string> {
  const group = new aws.ec2.SecurityGroup(
    `${spec.serviceName}-sg`,
    { region: region as pulumi.Input<string>, vpcId: vpc.id, tags },
    { parent: vpc, dependsOn: [vpc] },
  );
  const ipv6 = typeof spec.ipAddressType === "string" && ["ipv6", "dualstack"].includes(spec.ipAddressType.toLowerCase());
  new aws.ec2.SecurityGroupRule(
    `${spec.serviceName}-ingress`,
    {
      region: region as pulumi.Input<string>,
      type: "ingress",
      securityGroupId: group.id,
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [vpc.cidrBlock],
      ...(ipv6 && { ipv6CidrBlocks: [vpc.ipv6CidrBlock] }),
    },
    { parent: vpc, dependsOn: [group] },
  );
  return group.id;
}
