import { isCanonical, formatCidr, parseCidr } from "../cidr";
import { find, of, others, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";
import type { Properties } from "../../provider/values";
import type { Failure } from "../../provider/values";
import { Reader } from "../reader";

const RULES = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html";
const LIMITS = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";
const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/;
const ALL = "-1";

function portFailures(rule: Reader, base: string): Failure[] {
  const at = (property: string): string => (base === "" ? property : `${base}.${property}`);
  const protocol = protocolOf(rule);
  const [from, to] = [rule.number("fromPort"), rule.number("toPort")];
  if (protocol === ALL) {
    return from !== undefined && to !== undefined && (from > 0 || to > 0)
      ? [refuse(at("fromPort"), 'InvalidParameterValue: a rule for all protocols has no ports; leave fromPort and toPort out, or name a protocol such as "tcp".')]
      : [];
  }
  if (protocol !== "tcp" && protocol !== "udp") {
    return [];
  }
  if (from === undefined || to === undefined) {
    return rule.absent("fromPort") || rule.absent("toPort") ? [refuse(at("fromPort"), `InvalidParameterValue: a ${protocol} rule needs fromPort and toPort.`)] : [];
  }
  const wrong = [["fromPort", from], ["toPort", to]].filter(([, port]) => Number(port) < 0 || Number(port) > 65535);
  return [
    ...wrong.map(([name, port]) => refuse(at(String(name)), `InvalidParameterValue: ${port} is no port; give a number from 0 to 65535.`)),
    ...(from > to ? [refuse(at("toPort"), `InvalidParameterValue: the range ends (${to}) before it begins (${from}); swap the two.`)] : []),
  ];
}

function cidrFailures(rule: Reader, base: string): Failure[] {
  const single = ["cidrIpv4"].flatMap((name) => rule.all(name));
  return [...single, ...rule.all("cidrBlocks[*]")].flatMap(({ path, value }) => {
    const property = base === "" ? path : `${base}.${path}`;
    if (typeof value !== "string") {
      return [];
    }
    const cidr = parseCidr(value);
    if (cidr === undefined) {
      return [refuse(property, `InvalidParameterValue: CIDR block ${value} is malformed; write it as 10.0.0.0/16.`)];
    }
    return isCanonical(cidr) ? [] : [refuse(property, `InvalidParameterValue: ${value} does not begin where its block does; write ${formatCidr(cidr)}.`)];
  });
}

function protocolOf(rule: Reader): string | undefined {
  const protocol = rule.text("protocol") ?? rule.text("ipProtocol");
  return protocol === "all" ? ALL : ({ "6": "tcp", "17": "udp", "1": "icmp" }[protocol ?? ""] ?? protocol?.toLowerCase());
}

/** What makes two rules the same: direction, protocol, ports and each peer. */
function signatures(type: string, values: Reader): string[] {
  const direction = type === T.ingressRule ? "ingress" : type === T.egressRule ? "egress" : (values.text("type") ?? "");
  const protocol = protocolOf(values) ?? "";
  const ports = protocol === ALL ? "" : `${values.number("fromPort") ?? ""}-${values.number("toPort") ?? ""}`;
  const peers = [
    ...["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId", "sourceSecurityGroupId"].flatMap((name) => values.text(name) ?? []),
    ...["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"].flatMap((name) => values.texts(name)),
    ...(values.flag("self") === true ? [values.text("securityGroupId") ?? "self"] : []),
  ];
  return peers.map((peer) => [direction, protocol, ports, peer].join(" "));
}

const RULE_TYPES = [T.securityGroupRule, T.ingressRule, T.egressRule];

export const securityGroup: readonly Rule[] = [
  {
    id: "ec2-group-description",
    types: [T.securityGroup, ...RULE_TYPES],
    stage: "check",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
    check: (subject) =>
      ["description", "ingress[*].description", "egress[*].description"].flatMap((path) =>
        subject.all(path).flatMap(({ path: property, value }) => {
          if (typeof value !== "string") {
            return [];
          }
          if (value.length > 255) {
            return [refuse(property, `InvalidParameterValue: the description has ${value.length} characters, and AWS takes 255; shorten it.`)];
          }
          return DESCRIPTION.test(value) ? [] : [refuse(property, `InvalidParameterValue: "${value}" has characters that AWS refuses in a description; use letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*.`)];
        }),
      ),
  },
  {
    id: "ec2-group-rule-ports",
    types: RULE_TYPES,
    stage: "check",
    source: RULES,
    check: (subject) => [...portFailures(subject, ""), ...cidrFailures(subject, "")],
  },
  {
    id: "ec2-group-inline-rules",
    types: [T.securityGroup, T.defaultSecurityGroup],
    stage: "check",
    source: RULES,
    check: (subject) =>
      ["ingress", "egress"].flatMap((side) =>
        subject.objects(side).flatMap((rule, index) => [...portFailures(rule, `${side}[${index}]`), ...cidrFailures(rule, `${side}[${index}]`)]),
      ),
  },
  {
    id: "ec2-group-rule-peer",
    types: [T.ingressRule, T.egressRule],
    stage: "check",
    source: RULES,
    check: (subject) => {
      const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];
      const given = peers.filter((name) => subject.given(name));
      return refuseIf(given.length !== 1, "", `InvalidParameterCombination: a rule has one peer, and this one has ${given.length}; give exactly one of ${peers.join(", ")}.`);
    },
  },
  {
    id: "ec2-group-rule-source",
    types: [T.securityGroupRule],
    stage: "check",
    source: RULES,
    check: (subject) => {
      const kinds = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "sourceSecurityGroupId"].filter((name) => subject.given(name) && subject.count(name) !== 0);
      const own = subject.flag("self") === true;
      const other = kinds.find((name) => name === "sourceSecurityGroupId" || name === "cidrBlocks");
      return [
        ...(kinds.length === 0 && !own && subject.off("self") ? [refuse("", "InvalidParameterCombination: the rule names no peer; give cidrBlocks, sourceSecurityGroupId, prefixListIds or self.")] : []),
        ...(own && other !== undefined ? [refuse(other, `InvalidParameterCombination: a rule with self takes no ${other}; make two rules.`)] : []),
        ...(kinds.includes("sourceSecurityGroupId") && kinds.includes("cidrBlocks") ? [refuse("cidrBlocks", "InvalidParameterCombination: a rule takes cidrBlocks or sourceSecurityGroupId, not both; make two rules.")] : []),
      ];
    },
  },
  {
    id: "ec2-group-rule-duplicate",
    types: RULE_TYPES,
    stage: "admit",
    source: RULES,
    check: (subject, cloud) => {
      const group = subject.text("securityGroupId");
      const own = signatures(subject.type, subject);
      const clash = RULE_TYPES.flatMap((type) => others(subject, cloud, type).map((record) => ({ type, record }))).find(
        ({ type, record }) =>
          record.inputs["securityGroupId"] === group && signatures(type, new Reader(record.inputs)).some((signature) => own.includes(signature)),
      );
      return refuseIf(
        group !== undefined && clash !== undefined,
        "",
        `InvalidPermission.Duplicate: the specified rule "${describe(own[0])}" already exists in ${group} (${clash?.record.id}); remove one of the two.`,
      );
    },
  },
  {
    id: "ec2-group-rule-limit",
    types: RULE_TYPES,
    stage: "admit",
    source: LIMITS,
    check: (subject, cloud) => {
      const direction = (type: string, inputs: Properties): string => signatures(type, new Reader(inputs))[0]?.split(" ")[0] ?? "";
      const group = subject.text("securityGroupId");
      const side = direction(subject.type, subject.properties);
      const count = RULE_TYPES.flatMap((type) =>
        others(subject, cloud, type).filter(({ inputs }) => inputs["securityGroupId"] === group && direction(type, inputs) === side),
      ).length;
      return refuseIf(group !== undefined && count >= 60, "", `RulesPerSecurityGroupLimitExceeded: ${group} has ${count} ${side} rules, and AWS takes 60 unless the quota is raised; merge rules.`);
    },
  },
  {
    id: "ec2-group-same-vpc",
    types: RULE_TYPES,
    stage: "admit",
    source: RULES,
    check: (subject, cloud) => {
      const own = find(cloud, T.securityGroup, subject.text("securityGroupId"));
      const property = subject.given("referencedSecurityGroupId") ? "referencedSecurityGroupId" : "sourceSecurityGroupId";
      const peer = find(cloud, T.securityGroup, subject.text(property));
      const [ownVpc, peerVpc] = [own, peer].map((group) => group && of(group).text("vpcId"));
      const peered = cloud.byType(T.peering).some(({ inputs }) => [inputs["vpcId"], inputs["peerVpcId"]].includes(ownVpc ?? "") && [inputs["vpcId"], inputs["peerVpcId"]].includes(peerVpc ?? ""));
      return refuseIf(
        ownVpc !== undefined && peerVpc !== undefined && ownVpc !== peerVpc && !peered,
        property,
        `InvalidGroup.NotFound: ${peer?.id} belongs to ${peerVpc}, and ${own?.id} to ${ownVpc}; a rule can only name a group of its own or a peered VPC.`,
      );
    },
  },
  {
    id: "ec2-group-name-in-vpc",
    types: [T.securityGroup],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
    check: (subject, cloud) => {
      const name = subject.text("name");
      const clash = name !== undefined && others(subject, cloud, T.securityGroup).find((group) => of(group).text("name") === name && of(group).text("vpcId") === vpcOf(subject));
      return clash ? refuse("name", `InvalidGroup.Duplicate: the security group "${name}" already exists for VPC ${vpcOf(subject)} (${clash.id}); give this one another name.`) : undefined;
    },
  },
];

function vpcOf(subject: Subject): string | undefined {
  return subject.text("vpcId");
}

function describe(signature: string | undefined): string {
  const [direction, protocol, ports, peer] = (signature ?? "").split(" ");
  return [direction, protocol === ALL ? "all protocols" : protocol, ports, peer].filter((part) => part !== "").join(" ");
}
