import { describeBadArguments, someNeighbour } from "../testing";
import { NETWORK } from "./fixtures";
import { KianaxNetwork, type KianaxNetworkArgs } from "./network";
import type { Peering } from "./peerings";
import { networkChecks } from "./validation";

const ANALYTICS: Peering = { name: "analytics", peerVpcId: "vpc-0a1b2c3d4e5f60718", cidr: "10.30.0.0/16" };
const peering = (changes: Partial<Peering>): Partial<KianaxNetworkArgs> => ({ peerings: [{ ...ANALYTICS, ...changes }] });
const RETENTION =
  "flowLogs.retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

describeBadArguments({
  component: 'KianaxNetwork "production"',
  checks: networkChecks,
  valid: { ...NETWORK, keys: someNeighbour },
  make: (args) => new KianaxNetwork("production", args),
  cases: {
    keys: "its own component answers for it",
    cidr: [
      { args: { cidr: "10.20.0.0" }, says: 'cidr must be an IPv4 block such as 10.20.0.0/16 with its host bits zero, not "10.20.0.0".' },
      { args: { cidr: "10.20.0.1/16" }, says: 'cidr must be an IPv4 block such as 10.20.0.0/16 with its host bits zero, not "10.20.0.1/16".' },
      { args: { cidr: "10.20.0.0/24" }, says: "cidr is 10.20.0.0/24, too small for three tiers in three zones: choose a /22 or larger (a /16 leaves room for pods)." },
      { args: { cidr: "10.0.0.0/8" }, says: "cidr is 10.0.0.0/8, and AWS allows a VPC no more than a /16: choose a smaller block." },
    ],
    zones: [
      { args: { zones: [] }, says: "zones must name 2 to 4 availability zones, not 0." },
      { args: { zones: ["us-east-1a"] }, says: "zones must name 2 to 4 availability zones, not 1." },
      { args: { zones: ["us-east-1a", "us-east-1a"] }, says: "zones names us-east-1a twice; name each availability zone once." },
      { args: { zones: ["us-east-1a", "us-west-2a"] }, says: 'zones names "us-west-2a", which is no zone of us-east-1: name zones such as us-east-1a.' },
      { args: { zones: [1] as never }, says: "zones[0] must be text, not 1." },
    ],
    region: [{ args: { region: "Virginia" }, says: 'region must be an AWS Region such as us-east-1, not "Virginia".' }],
    nat: [
      { args: { nat: "none" as never }, says: 'nat must be one of instance, single, per-zone, not "none".' },
      { args: { nat: "instance per-zone" as never }, says: 'nat must be one of instance, single, per-zone, not "instance per-zone".' },
      { args: { nat: { kind: "instance", perZone: true } }, says: "nat.perZone is true for an instance, and a NAT instance is one for all zones: leave it out, or choose the kind gateway." },
      { args: { nat: { kind: "gateway", instanceType: "t4g.nano" } }, says: 'nat.instanceType is "t4g.nano" for a gateway, which has none: leave it out, or choose the kind instance.' },
      { args: { nat: { kind: "instance", instanceType: "t3.nano" } }, says: 'nat.instanceType must be an arm64 instance type such as t4g.nano, not "t3.nano".' },
      { args: { nat: { kind: "per-zone" as never } }, says: 'nat.kind must be one of gateway, instance, not "per-zone".' },
      { args: { nat: { kind: "gateway", perZone: "yes" as never } }, says: 'nat.perZone must be true or false, not "yes".' },
      { args: { nat: { kind: "gateway", zones: 3 } as never }, says: "nat.zones is not known here; there are kind, perZone, instanceType." },
    ],
    protectAddresses: "both values are right",
    interfaceEndpoints: [
      { args: { interfaceEndpoints: ["ECR API"] }, says: 'interfaceEndpoints names "ECR API", which is no AWS service such as ecr.api.' },
      { args: { interfaceEndpoints: ["sts", "sts"] }, says: "interfaceEndpoints names sts twice; name it once." },
      { args: { interfaceEndpoints: ["s3"] }, says: "interfaceEndpoints names s3, which has its gateway endpoint already; remove it." },
    ],
    flowLogs: [
      { args: { flowLogs: { retentionDays: 15 } }, says: `${RETENTION}, not 15.` },
      { args: { flowLogs: { retentionDays: -1 } }, says: `${RETENTION}, not -1.` },
      { args: { flowLogs: { retentionDays: "30" as never } }, says: 'flowLogs.retentionDays must be a number, not "30".' },
    ],
    peerings: [
      { args: peering({ name: "Data Team" }), says: 'peerings.Data Team.name must be 1 to 30 lower-case letters, digits and dashes, beginning with a letter, not "Data Team".' },
      { args: peering({ peerVpcId: "subnet-1" }), says: 'peerings.analytics.peerVpcId must be the id of a VPC such as vpc-0a1b2c3d4e5f60718, not "subnet-1".' },
      { args: peering({ peerOwnerId: "1234" }), says: 'peerings.analytics.peerOwnerId must be an account number of twelve digits, not "1234".' },
      { args: peering({ peerRegion: "Ohio" }), says: 'peerings.analytics.peerRegion must be an AWS Region such as us-east-1, not "Ohio".' },
      { args: peering({ cidr: "10.20.128.0/20" }), says: "peerings.analytics.cidr is 10.20.128.0/20, which overlaps 10.20.0.0/16 of this network; a peering needs distinct addresses." },
      { args: { peerings: [ANALYTICS, { ...ANALYTICS, cidr: "10.31.0.0/16" }] }, says: "peerings names analytics twice; name it once." },
      { args: { peerings: [{ ...ANALYTICS, peerVpcId: undefined as never }] }, says: "peerings[0].peerVpcId is missing; it must be text." },
    ],
    clusterName: [{ args: { clusterName: "" }, says: 'clusterName must be the name of an EKS cluster such as kianax-production, not "".' }],
    alarmActions: [
      { args: { alarmActions: [7] as never }, says: "alarmActions[0] must be text or an Output of it, not 7." },
      { args: { alarmActions: { critical: [] } as never }, says: "alarmActions.warning is missing; it must be a list." },
    ],
  },
});
