import * as pulumi from "@pulumi/pulumi";
import { isIPv6 } from "node:net";

/** Whether a subnet gives addresses of IPv6: its own word, else the one of the VPC. */
export function assignsIpv6(
  subnet: boolean | undefined,
  vpc: pulumi.Input<boolean | undefined> | undefined,
): pulumi.Output<boolean> {
  return pulumi.output(vpc).apply((ofVpc) => subnet ?? ofVpc ?? false);
}

/** The /64 block of a subnet inside the /56 that AWS gives to the VPC; undefined where it assigns none. */
export function ipv6SubnetBlock(
  vpcName: string,
  vpcBlock: pulumi.Input<string | undefined>,
  assigns: pulumi.Input<boolean>,
  index: number,
): pulumi.Output<string | undefined> {
  return pulumi.all([vpcBlock, assigns]).apply(([block, assigned]) => {
    if (!assigned) {
      return undefined;
    }
    if (!block) {
      throw new Error(
        `awsx.ec2.Vpc "${vpcName}": a subnet assigns IPv6 addresses and the VPC has no IPv6 block; set ` +
          "assignGeneratedIpv6CidrBlock to true, or give ipv6CidrBlock.",
      );
    }
    return nthIpv6Block(vpcName, block, index);
  });
}

/** AWS numbers the subnets of a /56 by the low byte of the fourth group. */
export function nthIpv6Block(vpcName: string, vpcBlock: string, index: number): string {
  const [address = "", mask] = vpcBlock.split("/");
  const groups = address.split(":");
  const fourth = Number.parseInt(groups[3] ?? "", 16);
  if (!isIPv6(address) || mask !== "56" || Number.isNaN(fourth)) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": subnets are numbered inside an IPv6 block of /56 with four groups, such as ` +
        `2600:1f18:1234:5600::/56, and the VPC has "${vpcBlock}".`,
    );
  }
  if (index > 0xff) {
    throw new Error(`awsx.ec2.Vpc "${vpcName}": a /56 block has 256 subnets, and subnet ${index + 1} asks for one more.`);
  }
  return `${groups.slice(0, 3).join(":")}:${((fourth & 0xff00) | index).toString(16)}::/64`;
}
