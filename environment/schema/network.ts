import { z } from "zod";
import { parseCidr } from "../../components/network/cidr";
import { choice, flag, list, logRetention, setting, text, textThat } from "./values";

const block = (example: string) =>
  textThat((value) => parseCidr(value) !== undefined, `an IPv4 block with its host bits zero such as ${example}`);

const peering = z.strictObject({
  name: setting(text(/^[a-z][a-z0-9-]{0,29}$/, "a name of lower-case letters, digits and dashes"), "Name of the peering.", "replace"),
  peerVpcId: setting(text(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/, "a VPC id such as vpc-0123456789abcdef0"), "The other VPC.", "replace"),
  peerOwnerId: setting(text(/^\d{12}$/, "an AWS account id of twelve digits, in quotes"), "Account of the other VPC.", "replace").optional(),
  peerRegion: setting(text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS Region such as us-east-1"), "Region of the other VPC.", "replace").optional(),
  cidr: setting(block("10.30.0.0/16"), "Block of the other VPC; it may overlap neither this network nor another peering."),
});

export const networkSchema = z.strictObject({
  cidr: setting(block("10.20.0.0/16"), "Block of the VPC, /16 to /22. Choose it once: everything stands in it.", "replace"),
  zones: setting(
    list(text(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "an availability zone such as us-east-1a"), "a list of three or four different availability zones such as us-east-1a", 3, 4),
    "Availability zones, in order. Appending a zone moves no subnet; removing or reordering replaces subnets. Left out: zones a, b and c of the Region.",
    "replace",
  ).optional(),
  nat: setting(
    choice(["instance", "single", "per-zone"]),
    "How private subnets reach the internet: one small instance, one NAT gateway, or a NAT gateway in every zone. A change gives up addresses that others may let in.",
    "replace",
  ),
  protectAddresses: setting(
    flag(),
    "Whether Pulumi refuses to give up the public addresses of the network, which others may have let in. Set it to false, and run `up`, before nat changes its kind or a zone is removed.",
  ),
  interfaceEndpoints: setting(
    list(text(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/, "an AWS service name such as ecr.api"), "a list of different AWS services such as ecr.api, sts, secretsmanager"),
    "AWS services reached through interface endpoints, each $7.30 a month and zone.",
  ),
  flowLogs: setting(
    z.strictObject({ retentionDays: setting(logRetention(), "Days that VPC flow logs are kept.") }),
    "Records of the connections in the VPC.",
  ),
  peerings: setting(list(peering, "a list of peerings"), "Other VPCs that private subnets may reach."),
});
