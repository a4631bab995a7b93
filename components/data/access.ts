import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";

/** Whoever may connect: named for the rule, known by its security group. */
export interface Peer {
  /** Part of the rule's name, such as `cluster`. Changing it **replaces** the rule. */
  readonly name: string;
  readonly securityGroupId: pulumi.Input<string>;
}

/** What a data store listens on. */
export interface Listening {
  readonly engine: string;
  readonly port: number;
}

/** A group that lets nothing in until a peer is allowed, and never anything out: a data store calls nobody. */
export function createClosedGroup(component: KianaxComponent, suffix: string, vpcId: pulumi.Input<string>, description: string): aws.ec2.SecurityGroup {
  return component.child(aws.ec2.SecurityGroup, "securityGroup", suffix, {
    name: component.physical("security group", suffix),
    description,
    vpcId,
    tags: component.tags(suffix),
  });
}

/** Lets one peer in on the engine's port. */
export function allowPeer(component: KianaxComponent, suffix: string, group: aws.ec2.SecurityGroup, { engine, port }: Listening, peer: Peer): aws.vpc.SecurityGroupIngressRule {
  return component.child(aws.vpc.SecurityGroupIngressRule, "ingressRule", `${suffix}-from-${peer.name}`, {
    securityGroupId: group.id,
    referencedSecurityGroupId: peer.securityGroupId,
    description: `${engine} from ${peer.name}`,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    tags: component.tags(`${suffix}-from-${peer.name}`),
  });
}

/** Where a group's members may go: the peer or the addresses, and the ports. */
export type Destination = Omit<aws.vpc.SecurityGroupEgressRuleArgs, "securityGroupId" | "ipProtocol" | "tags">;

/** Lets the members of a group out to one destination, by TCP. */
export function allowOut(component: KianaxComponent, suffix: string, group: aws.ec2.SecurityGroup, to: string, destination: Destination): aws.vpc.SecurityGroupEgressRule {
  return component.child(aws.vpc.SecurityGroupEgressRule, "egressRule", `${suffix}-to-${to}`, {
    securityGroupId: group.id,
    ipProtocol: "tcp",
    ...destination,
    tags: component.tags(`${suffix}-to-${to}`),
  });
}
