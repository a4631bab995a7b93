import { mustSpanZones, privacyOf, vpcsOf } from "../graph";
import { count, stackRule } from "../kernel";
import { ec2 } from "../tokens";

export const vpcSpansAzs = stackRule({
  name: "vpc-spans-azs",
  title: "The private subnets of a VPC span several availability zones.",
  why: "Everything that is to survive a zone needs a private subnet in another one.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation: "Add private subnets with literal availabilityZone until enough zones have one.",
  examples: {
    compliant: "zones.map((zone) => new aws.ec2.Subnet(`private-${zone}`, { vpcId, availabilityZone: zone, … }));   // three zones",
    violating: 'new aws.ec2.Subnet("private", { vpcId, availabilityZone: "us-east-1a", … });   // and no other',
  },
  settings: { minimumZones: count("Zones in which a VPC has a private subnet.", 2, { production: 3, development: 2 }) },
  check: (stack, { minimumZones }) => {
    const subnets = stack.ofType(ec2.subnet).filter((subnet) => privacyOf(stack, subnet).kind === "private");
    return stack
      .ofType(ec2.vpc)
      .map((vpc) => mustSpanZones(vpc, "zones", "its private subnets", subnets.filter((subnet) => vpcsOf(subnet).includes(vpc)), minimumZones));
  },
});
