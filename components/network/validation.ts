/** What is wrong with a network's arguments, without Pulumi; configuration uses the same check. */
import { flag, listOf, neighbour, number, objectOf, oneOf, optional, text, type ArgumentChecks, type Kind, type Problem } from "../base";
import { alarmActions } from "../monitoring/actions";
import { logRetention } from "../monitoring/retention";
import { addressProblems } from "./allocation";
import { NAT_KINDS, type NatSettings } from "./nat";
import type { KianaxNetworkArgs } from "./network";
import type { Peering } from "./peerings";

type Judged = Omit<KianaxNetworkArgs, "keys" | "environment">;

const natObject = objectOf<NatSettings>({ kind: text, perZone: optional(flag), instanceType: optional(text) });
const nat: Kind<false> = {
  optional: false,
  allowed: `${NAT_KINDS.join(", ")}, or ${natObject.allowed}`,
  accepts: (value) => text.accepts(value) || natObject.accepts(value),
  inside: (argument, value) => (text.accepts(value) ? [] : (natObject.inside?.(argument, value) ?? [])),
};

export const networkChecks: ArgumentChecks<KianaxNetworkArgs> = {
  shape: {
    keys: neighbour("KianaxKeys", ["logs"]),
    cidr: text,
    zones: listOf(text),
    region: text,
    nat,
    protectAddresses: optional(flag),
    interfaceEndpoints: listOf(text),
    flowLogs: objectOf<KianaxNetworkArgs["flowLogs"]>({ retentionDays: number }),
    peerings: listOf(objectOf<Peering>({ name: text, peerVpcId: text, peerOwnerId: optional(text), peerRegion: optional(text), cidr: text })),
    clusterName: text,
    alarmActions: optional(alarmActions),
  },
  problems: networkProblems,
};

export function networkProblems(args: Judged): Problem[] {
  return [
    ...addressProblems(args, args.peerings),
    ...zoneProblems(args),
    ...natProblems(args.nat),
    ...endpointProblems(args.interfaceEndpoints),
    ...logRetention("flowLogs.retentionDays", args.flowLogs.retentionDays),
    ...args.peerings.flatMap(peeringProblems),
    ...duplicates("peerings", args.peerings.map(({ name }) => name)),
    ...shape("clusterName", args.clusterName, /^[0-9A-Za-z][\w-]{0,99}$/, "the name of an EKS cluster such as kianax-production"),
  ];
}

function natProblems(given: Judged["nat"]): Problem[] {
  if (typeof given === "string") {
    return oneOf("nat", given, NAT_KINDS);
  }
  const { kind, perZone, instanceType } = given;
  const problems = oneOf("nat.kind", kind, ["gateway", "instance"]);
  if (kind === "instance" && perZone === true) {
    problems.push({ argument: "nat.perZone", problem: "is true for an instance, and a NAT instance is one for all zones: leave it out, or choose the kind gateway." });
  }
  if (kind === "gateway" && instanceType !== undefined) {
    problems.push({ argument: "nat.instanceType", problem: `is ${JSON.stringify(instanceType)} for a gateway, which has none: leave it out, or choose the kind instance.` });
  }
  // Graviton families have a g behind their generation; the image is for arm64.
  if (kind === "instance" && instanceType !== undefined && !/^(a1|[a-z]+\d+g[a-z]*)\.[a-z0-9]+$/.test(instanceType)) {
    problems.push({ argument: "nat.instanceType", problem: `must be an arm64 instance type such as t4g.nano, not ${JSON.stringify(instanceType)}.` });
  }
  return problems;
}

function zoneProblems({ zones, region }: Pick<Judged, "zones" | "region">): Problem[] {
  const malformed = shape("region", region, /^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS Region such as us-east-1");
  const elsewhere = zones.filter((zone) => !new RegExp(`^${region}[a-z]$`).test(zone));
  return malformed.length > 0
    ? malformed
    : elsewhere.map((zone) => ({ argument: "zones", problem: `names ${JSON.stringify(zone)}, which is no zone of ${region}: name zones such as ${region}a.` }));
}

function endpointProblems(services: readonly string[]): Problem[] {
  const argument = "interfaceEndpoints";
  const malformed = services.filter((service) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(service));
  return [
    ...malformed.map((service) => ({ argument, problem: `names ${JSON.stringify(service)}, which is no AWS service such as ecr.api.` })),
    ...services.filter((service) => service === "s3").map(() => ({ argument, problem: "names s3, which has its gateway endpoint already; remove it." })),
    ...duplicates(argument, services),
  ];
}

function peeringProblems({ name, peerVpcId, peerOwnerId, peerRegion }: Judged["peerings"][number]): Problem[] {
  return [
    ...shape(`peerings.${name}.name`, name, /^[a-z][a-z0-9-]{0,29}$/, "1 to 30 lower-case letters, digits and dashes, beginning with a letter"),
    ...shape(`peerings.${name}.peerVpcId`, peerVpcId, /^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/, "the id of a VPC such as vpc-0a1b2c3d4e5f60718"),
    ...shape(`peerings.${name}.peerOwnerId`, peerOwnerId ?? "000000000000", /^\d{12}$/, "an account number of twelve digits"),
    ...shape(`peerings.${name}.peerRegion`, peerRegion ?? "us-east-1", /^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS Region such as us-east-1"),
  ];
}

function shape(argument: string, value: string, pattern: RegExp, allowed: string): Problem[] {
  return pattern.test(value) ? [] : [{ argument, problem: `must be ${allowed}, not ${JSON.stringify(value)}.` }];
}

function duplicates(argument: string, values: readonly string[]): Problem[] {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  return twice === undefined ? [] : [{ argument, problem: `names ${twice} twice; name it once.` }];
}
