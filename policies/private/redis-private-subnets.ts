import { mustBePrivate, mustSpanZones, placesIn, subnetsIn } from "../graph";
import { count, on, resourceRule } from "../kernel";
import { elasticache } from "../tokens";

export const redisPrivateSubnets = resourceRule({
  name: "redis-private-subnets",
  title: "Redis lives in private subnets of several zones.",
  why: "Without a subnet group of its own Redis lands in the default VPC, whose subnets are public.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_323"], fsbp: ["ElastiCache.7"], pci: ["1.3.1"], gdpr: ["5(1)(f)", "25"] },
  remediation: "Set subnetGroupName to a subnet group of isolated or private subnets of KianaxNetwork, one in each zone, each as an output of its own; a serverless cache names them itself.",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("cache", { subnetGroupName: subnetGroup.name, … });',
    violating: 'new aws.elasticache.ReplicationGroup("cache", { engine: "redis", … });   // the default VPC',
  },
  settings: { minimumZones: count("Zones that a subnet group spans.", 1, { production: 3, development: 2 }) },
  types: [elasticache.replicationGroup],
  check: (redis) => redis.value("subnetGroupName").must.bePresent(),
  checkStack: (stack, { minimumZones }) => [
    stack
      .ofType(elasticache.subnetGroup, elasticache.serverlessCache)
      .map((owner) => [
        mustBePrivate(stack, owner, "subnetIds"),
        mustSpanZones(owner, "zones", "its subnets", subnetsIn(owner, "subnetIds"), minimumZones, placesIn(owner, "subnetIds")),
      ]),
    stack.ofType(elasticache.replicationGroup).map((redis) => {
      const named = redis.value("subnetGroupName").present;
      const made = redis.dependenciesOf("subnetGroupName").some(({ type }) => type === elasticache.subnetGroup);
      return named && !made
        ? on(redis, "subnetGroupName", "subnetGroupName is not an output of a subnet group of this stack, so nothing proves its subnets private")
        : undefined;
    }),
  ],
});
