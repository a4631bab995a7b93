import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Input, type Inputs, type Plan } from "../testing/plan";
import { ec2, elasticache, kmsKey, rds } from "../tokens";
import { sgDataTierFromSgOnly } from "./sg-data-tier-from-sg-only";
import { sgDataTierNoEgress } from "./sg-data-tier-no-egress";
import { sgDescribed } from "./sg-described";
import { sgEgressRestricted } from "./sg-egress-restricted";
import { sgNoInlineAndStandalone } from "./sg-no-inline-and-standalone";

const [IN, OUT, OLD] = [ec2.securityGroupIngressRule, ec2.securityGroupEgressRule, ec2.securityGroupRule];
const FROM_EDGE = label(IN, "database-from-edge");
const DATABASE = label(rds.instance, "database");
const DATABASE_SG = label(ec2.securityGroup, "database");
const CACHE_SG = label(ec2.securityGroup, "cache");
const ENDPOINTS_SG = label(ec2.securityGroup, "endpoints");

const group = (plan: Plan, name: string) => plan.get(ec2.securityGroup, name).id;
const onRule = (path: string, value: Input): Change => set(IN, "database-from-edge", path, value);
const byNetwork = (inputs: Inputs): Change => all(unset(IN, "database-from-edge", "referencedSecurityGroupId"), ...Object.entries(inputs).map(([path, value]) => onRule(path, value)));
/** A rule into a group that has none. */
const rule = (type: string, into: string, inputs: Inputs): Change => add(type, "extra", (plan) => ({ securityGroupId: group(plan, into), description: "Extra", ...inputs }));
const inline = (into: string, direction: "ingress" | "egress", value: Input): Change => set(ec2.securityGroup, into, direction, value);
const entry = (inputs: Inputs): Input => ({ description: "Extra", protocol: "tcp", fromPort: 6379, toPort: 6379, ...inputs });
const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
const everything = { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };
const inProduction = (...labels: readonly string[]) => ({ production: labels, development: [] });
const EXTRA = { in: label(IN, "extra"), out: label(OUT, "extra"), old: label(OLD, "extra") };

const unprovenList = (on: string) => [{ rule: "sg-no-open-ingress", on, because: "a prefix list that the stack does not make may be the internet" }];

describeCases("security groups", [sgDataTierFromSgOnly, sgDataTierNoEgress, sgDescribed, sgEgressRestricted, sgNoInlineAndStandalone], {
  "sg-data-tier-from-sg-only": [
    { state: "violating", when: "the VPC's network in place of a group", change: byNetwork({ cidrIpv4: "10.0.0.0/16" }), fires: [FROM_EDGE], says: /cidrIpv4 lets in addresses, and only security groups may enter database/ },
    { state: "violating", when: "an IPv6 network", change: byNetwork({ cidrIpv6: "fd00::/64" }), fires: [FROM_EDGE] },
    { state: "violating", when: "a prefix list", change: byNetwork({ prefixListId: "pl-0a" }), fires: [FROM_EDGE], alsoFires: unprovenList(FROM_EDGE) },
    { state: "violating", when: "a network beside the group", change: onRule("cidrIpv4", "10.0.0.0/24"), fires: [FROM_EDGE] },
    { state: "absent", when: "nobody named", change: unset(IN, "database-from-edge", "referencedSecurityGroupId"), fires: [FROM_EDGE], says: /names no security group/ },
    { state: "violating", when: "the group itself", change: (plan) => plan.get(IN, "database-from-edge").set("referencedSecurityGroupId", group(plan, "database")), fires: [FROM_EDGE], says: /in to each other/ },
    { state: "violating", when: "another port", change: all(onRule("fromPort", 22), onRule("toPort", 22)), fires: [FROM_EDGE], says: /must let in TCP 5432 alone/ },
    { state: "violating", when: "a range that holds the port", change: onRule("fromPort", 1024), fires: [FROM_EDGE] },
    { state: "violating", when: "every port", change: onRule("ipProtocol", "-1"), fires: [FROM_EDGE] },
    { state: "violating", when: "UDP", change: onRule("ipProtocol", "udp"), fires: [FROM_EDGE] },
    { state: "unknown", when: "a port known only later", change: onRule("toPort", UNKNOWN), fires: [FROM_EDGE] },
    { state: "unknown", when: "a protocol known only later", change: onRule("ipProtocol", UNKNOWN), fires: [FROM_EDGE] },
    { state: "violating", when: "the engine on another port than the rule", change: set(rds.instance, "database", "port", 6432), profiles: ["development"], fires: [FROM_EDGE] },
    { state: "unknown", when: "the engine's port known only later", profiles: ["development"], change: set(rds.instance, "database", "port", UNKNOWN), fires: [FROM_EDGE], says: /no port is known at preview/ },
    { state: "absent", when: "neither a port nor an engine that says it", profiles: ["development"], change: all(unset(rds.instance, "database", "port"), set(rds.instance, "database", "engine", "oracle-ee")), fires: [FROM_EDGE] },
    { state: "absent", when: "the engine's own port", profiles: ["development"], change: unset(rds.instance, "database", "port"), fires: [] },
    { state: "compliant", when: "engine and rule on another port", profiles: ["development"], change: all(set(rds.instance, "database", "port", 6432), onRule("fromPort", 6432), onRule("toPort", 6432)), fires: [] },
    { state: "violating", when: "Redis on another port than the rule", change: all(set(elasticache.replicationGroup, "cache", "port", 6380), rule(IN, "cache", { ...tcp(6379), referencedSecurityGroupId: "sg-0a" })), fires: [EXTRA.in] },
    { state: "violating", when: "another engine than the rule's port", change: all(set(elasticache.replicationGroup, "cache", "engine", "memcached"), rule(IN, "cache", { ...tcp(6379), referencedSecurityGroupId: "sg-0a" })), fires: [EXTRA.in], says: /TCP 11211 alone/ },
    { state: "compliant", when: "Valkey on its own port", change: all(set(elasticache.replicationGroup, "cache", "engine", "valkey"), rule(IN, "cache", { ...tcp(6379), referencedSecurityGroupId: "sg-0a" })), fires: [] },
    { state: "violating", when: "the older rule type with a network", change: rule(OLD, "cache", { type: "ingress", protocol: "tcp", fromPort: 6379, toPort: 6379, cidrBlocks: ["10.0.0.0/16"] }), fires: [EXTRA.old], says: /cidrBlocks\[0\]/ },
    { state: "violating", when: "the older rule type with a prefix list", change: rule(OLD, "cache", { type: "ingress", protocol: "tcp", fromPort: 6379, toPort: 6379, prefixListIds: ["pl-0a"] }), fires: [EXTRA.old], alsoFires: unprovenList(EXTRA.old) },
    { state: "violating", when: "the older rule type with self", change: rule(OLD, "cache", { type: "ingress", protocol: "tcp", fromPort: 6379, toPort: 6379, self: true }), fires: [EXTRA.old] },
    { state: "unknown", when: "the older rule type with networks known only later", change: rule(OLD, "cache", { type: "ingress", protocol: "tcp", fromPort: 6379, toPort: 6379, sourceSecurityGroupId: "sg-0a", prefixListIds: UNKNOWN }), fires: [EXTRA.old], alsoFires: unprovenList(EXTRA.old) },
    { state: "compliant", when: "the older rule type with a group", change: rule(OLD, "cache", { type: "ingress", protocol: "tcp", fromPort: 6379, toPort: 6379, sourceSecurityGroupId: "sg-0a" }), fires: [] },
    { state: "violating", when: "an inline rule with a network", change: inline("cache", "ingress", [entry({ cidrBlocks: ["10.0.0.0/16"] })]), fires: [CACHE_SG], says: /ingress\[0\]\.cidrBlocks\[0\]/ },
    { state: "unknown", when: "inline rules known only later", change: inline("cache", "ingress", UNKNOWN), fires: [CACHE_SG], alsoFires: [{ rule: "sg-no-open-ingress", on: CACHE_SG, because: "what is not known may be open to the internet, too" }] },
    { state: "compliant", when: "an inline rule with a group", change: inline("cache", "ingress", [entry({ securityGroups: ["sg-0a"] })]), fires: [] },
    { state: "violating", when: "a group that is not in the stack", change: (plan) => plan.get(rds.instance, "database").set("vpcSecurityGroupIds", [group(plan, "database"), "sg-0a"]), fires: [DATABASE], says: /not made in this stack/ },
    { state: "unknown", when: "groups known only later", change: set(elasticache.replicationGroup, "cache", "securityGroupIds", UNKNOWN), fires: [label(elasticache.replicationGroup, "cache")] },
    { state: "violating", when: "a serverless cache with the group of another", change: add(elasticache.serverlessCache, "extra", (plan) => ({ engine: "valkey", subnetIds: ["a", "b", "c"].map((zone) => plan.get(ec2.subnet, `isolated-us-east-1${zone}`).id), securityGroupIds: [group(plan, "edge")], userGroupId: "people", snapshotRetentionLimit: 7, kmsKeyId: plan.get(kmsKey, "data").out("arn") })), fires: [label(IN, "edge-443"), label(IN, "edge-80")], alsoFires: ["edge-443", "edge-80"].map((name) => ({ rule: "sg-open-ingress-only-on-public-alb", on: label(IN, name), because: "a group that the internet may enter is used by more than the load balancer" })) },
  ],
  "sg-data-tier-no-egress": [
    { state: "violating", when: "a way out by group", change: rule(OUT, "cache", { ...tcp(443), referencedSecurityGroupId: "sg-0a" }), fires: [EXTRA.out], says: /lets cache out/ },
    { state: "violating", when: "a way out to a network", change: rule(OUT, "database", { ...tcp(443), cidrIpv4: "10.0.0.0/16" }), fires: [EXTRA.out] },
    { state: "violating", when: "the older rule type", change: rule(OLD, "cache", { type: "egress", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }), fires: [EXTRA.old] },
    { state: "violating", when: "an inline rule", change: inline("cache", "egress", [entry({ cidrBlocks: ["10.0.0.0/16"] })]), fires: [CACHE_SG] },
    { state: "unknown", when: "inline rules known only later", change: inline("cache", "egress", UNKNOWN), fires: [CACHE_SG], alsoFires: [{ rule: "sg-egress-restricted", on: CACHE_SG, because: "what is not known may lead everywhere, too" }] },
    { state: "unknown", when: "a direction known only later", change: rule(OLD, "cache", { type: UNKNOWN, protocol: "tcp", fromPort: 6379, toPort: 6379, sourceSecurityGroupId: "sg-0a" }), fires: [EXTRA.old] },
    { state: "compliant", when: "an empty inline list", change: inline("cache", "egress", []), fires: [] },
    { state: "absent", when: "a way out of a group that holds no data", change: rule(OUT, "endpoints", { ...tcp(443), cidrIpv4: "10.0.0.0/16" }), fires: [] },
    { state: "violating", when: "a way out of a group that becomes one of the data tier", change: all(rule(OUT, "endpoints", { ...tcp(443), cidrIpv4: "10.0.0.0/16" }), (plan) => plan.get(elasticache.replicationGroup, "cache").set("securityGroupIds", [group(plan, "endpoints")])), fires: [EXTRA.out] },
  ],
  "sg-described": [
    { state: "absent", when: "a group without description", change: unset(ec2.securityGroup, "endpoints", "description"), fires: inProduction(ENDPOINTS_SG) },
    { state: "violating", when: "the provider's own description", change: set(ec2.securityGroup, "endpoints", "description", "Managed by Pulumi"), fires: inProduction(ENDPOINTS_SG) },
    { state: "violating", when: "Terraform's description", change: set(ec2.securityGroup, "endpoints", "description", "Managed by Terraform"), fires: inProduction(ENDPOINTS_SG) },
    { state: "absent", when: "a rule without description", change: unset(IN, "database-from-edge", "description"), fires: inProduction(FROM_EDGE) },
    { state: "violating", when: "an empty description", change: set(IN, "edge-443", "description", ""), fires: inProduction(label(IN, "edge-443")) },
    { state: "absent", when: "a way out without description", change: rule(OUT, "endpoints", { ...tcp(443), cidrIpv4: "10.0.0.0/16", description: undefined }), fires: inProduction(EXTRA.out) },
    { state: "absent", when: "the older rule type without description", change: rule(OLD, "endpoints", { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"], description: undefined }), fires: inProduction(EXTRA.old) },
    { state: "absent", when: "an inline rule without description", change: inline("endpoints", "ingress", [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }]), fires: inProduction(ENDPOINTS_SG), says: /ingress\[0\]\.description/ },
    { state: "unknown", when: "a description known only later counts as one", change: set(ec2.securityGroup, "endpoints", "description", UNKNOWN), fires: [] },
  ],
  "sg-egress-restricted": [
    { state: "violating", when: "everything to everywhere", change: rule(OUT, "endpoints", everything), fires: inProduction(EXTRA.out), says: /cidrIpv4 lets out everything to 0\.0\.0\.0\/0/ },
    { state: "violating", when: "everything to all of IPv6", change: rule(OUT, "endpoints", { ipProtocol: "-1", cidrIpv6: "::/0" }), fires: inProduction(EXTRA.out) },
    { state: "violating", when: "every TCP port", change: rule(OUT, "endpoints", { ipProtocol: "tcp", fromPort: 0, toPort: 65535, cidrIpv4: "0.0.0.0/0" }), fires: inProduction(EXTRA.out) },
    { state: "violating", when: "everything to half of the internet", change: rule(OUT, "endpoints", { ipProtocol: "-1", cidrIpv4: "128.0.0.0/1" }), fires: inProduction(EXTRA.out) },
    { state: "unknown", when: "a protocol known only later", change: rule(OUT, "endpoints", { ...tcp(443), ipProtocol: UNKNOWN, cidrIpv4: "0.0.0.0/0" }), fires: inProduction(EXTRA.out) },
    { state: "unknown", when: "everything to a network known only later", change: rule(OUT, "endpoints", { ipProtocol: "-1", cidrIpv4: UNKNOWN }), fires: inProduction(EXTRA.out) },
    { state: "violating", when: "the older rule type", change: rule(OLD, "endpoints", { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }), fires: inProduction(EXTRA.old) },
    { state: "violating", when: "an inline rule", change: inline("endpoints", "egress", [{ description: "All", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]), fires: inProduction(ENDPOINTS_SG) },
    { state: "unknown", when: "inline rules known only later", change: inline("endpoints", "egress", UNKNOWN), fires: inProduction(ENDPOINTS_SG) },
    { state: "compliant", when: "HTTPS to everywhere", change: rule(OUT, "endpoints", { ...tcp(443), cidrIpv4: "0.0.0.0/0" }), fires: [] },
    { state: "compliant", when: "everything to a prefix list", change: rule(OUT, "endpoints", { ipProtocol: "-1", prefixListId: "pl-0a" }), fires: [] },
    { state: "absent", when: "no network, but a group", change: rule(OUT, "endpoints", { ipProtocol: "-1", referencedSecurityGroupId: "sg-0a" }), fires: [] },
  ],
  "sg-no-inline-and-standalone": [
    { state: "violating", when: "an inline and a standalone rule", change: all(inline("endpoints", "ingress", [entry({ cidrBlocks: ["10.0.0.0/16"] })]), rule(IN, "endpoints", { ...tcp(443), cidrIpv4: "10.0.0.0/16" })), fires: [ENDPOINTS_SG], says: /has rules of its own in ingress, and others by extra/ },
    { state: "violating", when: "an empty inline list and a standalone rule", change: inline("database", "egress", []), fires: [DATABASE_SG] },
    { state: "violating", when: "an inline way out and the older rule type", change: all(inline("endpoints", "egress", [entry({ cidrBlocks: ["10.0.0.0/16"] })]), rule(OLD, "endpoints", { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] })), fires: [ENDPOINTS_SG] },
    { state: "violating", when: "both standalone types", change: all(rule(OLD, "database", { type: "ingress", protocol: "tcp", fromPort: 5432, toPort: 5432, sourceSecurityGroupId: "sg-0a" })), fires: [DATABASE_SG], says: /rules of both/ },
    { state: "unknown", when: "inline rules known only later beside a standalone one", change: all(inline("endpoints", "ingress", [entry({ securityGroups: UNKNOWN })]), rule(OUT, "endpoints", { ...tcp(443), cidrIpv4: "10.0.0.0/16" })), fires: [ENDPOINTS_SG] },
    { state: "absent", when: "inline rules alone", change: inline("endpoints", "ingress", [entry({ cidrBlocks: ["10.0.0.0/16"] })]), fires: [] },
    { state: "compliant", when: "one rule of the older type alone", change: all(remove(IN, "database-from-edge"), rule(OLD, "database", { type: "ingress", protocol: "tcp", fromPort: 5432, toPort: 5432, sourceSecurityGroupId: "sg-0a" })), fires: [] },
  ],
});
