import { describeCases } from "../testing/cases";
import { add, all, label, option, set, unset } from "../testing/changes";
import { isObject, UNKNOWN } from "../testing/plan";
import { buckets, ec2, eks, elasticache, kmsKey, providers, rds } from "../tokens";
import { costGuard } from "./cost-guard-dev";
import { noIgnoredSecurityProps } from "./no-ignored-security-props";
import { noOrphanSecurityGroup } from "./no-orphan-security-group";
import { policyCoverage } from "./policy-coverage";
import { regionAndProvider } from "./region-and-provider";
import { requiredTags } from "./required-tags";
import { statefulProtected } from "./stateful-protected";

const PROVIDER = label(providers.aws, "default");
const DATABASE = label(rds.instance, "database");
const REDIS = label(elasticache.replicationGroup, "cache");
const VPC = ec2.vpc;
const ALL_TAGS = { Environment: "x", Owner: "x", CostLine: "x", DataClass: "x" };

const setOnProvider = (path: string, value: Parameters<typeof set>[3]) => set(providers.aws, "default", path, value);
/** The provider gives no tags, one database has them all, and nothing else takes part. */
const withoutDefaults = (tags: Parameters<typeof set>[3]) => (plan: Parameters<ReturnType<typeof set>>[0]) => {
  setOnProvider("defaultTags", undefined)(plan);
  plan.resources.forEach((each) => each.set("tags", each.type === rds.instance && each.name === "database" ? tags : { ...(isObject(each.inputs["tags"]) ? each.inputs["tags"] : {}), ...ALL_TAGS }));
};

const unprotected = (type: string, name: string) => option(type, name, { protect: false });
const production = ["production"] as const;

describeCases("rules on every resource", [costGuard, noIgnoredSecurityProps, noOrphanSecurityGroup, policyCoverage, regionAndProvider, requiredTags, statefulProtected], {
  "required-tags": [
    { state: "absent", when: "no tags at all", change: withoutDefaults(undefined), fires: [DATABASE] },
    { state: "absent", when: "no owner", change: withoutDefaults({ ...ALL_TAGS, Owner: undefined }), fires: [DATABASE], says: /has no tag Owner/ },
    { state: "absent", when: "no cost line", change: withoutDefaults({ ...ALL_TAGS, CostLine: undefined }), fires: [DATABASE], says: /has no tag CostLine/ },
    { state: "absent", when: "no class of data", change: withoutDefaults({ ...ALL_TAGS, DataClass: undefined }), fires: [DATABASE], says: /has no tag DataClass/ },
    { state: "violating", when: "other tags", change: withoutDefaults({ Name: "database" }), fires: [DATABASE] },
    { state: "unknown", when: "tags known only later", change: withoutDefaults(UNKNOWN), fires: [DATABASE], says: /tags must be known at preview/ },
    { state: "compliant", when: "its own tags", change: withoutDefaults(ALL_TAGS), fires: [] },
    { state: "compliant", when: "a tag whose value is known only later", change: withoutDefaults({ ...ALL_TAGS, Owner: UNKNOWN }), fires: [] },
    { state: "compliant", when: "what takes no tags", change: all(withoutDefaults(ALL_TAGS), add(ec2.route, "other", {})), fires: [] },
  ],
  "stateful-protected": [
    ...[
      { type: rds.instance, name: "database" },
      { type: elasticache.replicationGroup, name: "cache" },
      { type: kmsKey, name: "data" },
      { type: buckets[0], name: "documents" },
    ].map(({ type, name }) => ({ state: "violating" as const, when: `${type} without protection`, profiles: production, change: unprotected(type, name), fires: [label(type, name)], says: /the option protect is not set/ })),
    { state: "violating", when: "a replica without protection", profiles: production, change: unprotected(rds.instance, "replica"), fires: [label(rds.instance, "replica")] },
    { state: "unknown", when: "a database of which nothing else is known", profiles: production, change: all(set(rds.instance, "replica", "identifier", UNKNOWN), unprotected(rds.instance, "replica")), fires: [label(rds.instance, "replica")] },
    { state: "absent", when: "protection never spoken of", profiles: production, change: option(rds.instance, "database", { protect: undefined as never }), fires: [DATABASE] },
    { state: "compliant", when: "a network without", change: option(VPC, "vpc", {}), fires: [] },
  ],
  "region-and-provider": [
    { state: "violating", when: "a provider of another Region", change: setOnProvider("region", "eu-west-1"), fires: [PROVIDER], says: /region is "eu-west-1", and must be one of "us-east-1"/ },
    { state: "unknown", when: "a Region known only later", change: setOnProvider("region", UNKNOWN), fires: [PROVIDER] },
    { state: "absent", when: "a Region of the shell", change: unset(providers.aws, "default", "region"), fires: [PROVIDER], says: /region is not set/ },
    { state: "absent", when: "any account", change: unset(providers.aws, "default", "allowedAccountIds"), fires: [PROVIDER], says: /allowedAccountIds is not set/ },
    { state: "violating", when: "a resource of another Region, with nothing that replicates it", profiles: ["development"], change: set(rds.instance, "database", "region", "eu-west-1"), fires: [DATABASE] },
    { state: "unknown", when: "a resource's Region known only later", change: set(rds.instance, "database", "region", UNKNOWN), fires: [DATABASE] },
    { state: "violating", when: "a cache of another Region", change: set(elasticache.replicationGroup, "cache", "region", "us-west-1"), fires: [REDIS] },
    { state: "compliant", when: "copies in the recovery Region", change: set(elasticache.replicationGroup, "cache", "region", "us-west-2"), fires: [] },
  ],
  "cost-guard-dev": [
    { state: "violating", when: "a large database", profiles: ["development"], change: set(rds.instance, "database", "instanceClass", "db.r6g.4xlarge"), fires: [DATABASE], says: /"db.r6g.4xlarge"/ },
    { state: "violating", when: "a large cache", profiles: ["development"], change: set(elasticache.replicationGroup, "cache", "nodeType", "cache.r7g.large"), fires: [REDIS] },
    { state: "violating", when: "large nodes", profiles: ["development"], change: set(eks.nodeGroup, "nodes", "instanceTypes", ["t3.medium", "m5.4xlarge"]), fires: [label(eks.nodeGroup, "nodes")] },
    { state: "unknown", when: "a size known only later", profiles: ["development"], change: set(rds.instance, "database", "instanceClass", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "a size that its source gives", change: unset(rds.instance, "database", "instanceClass"), fires: [] },
    { state: "compliant", when: "a large database in production", profiles: production, change: set(rds.instance, "database", "instanceClass", "db.r6g.4xlarge"), fires: [] },
  ],
  "no-ignored-security-props": [
    { state: "violating", when: "Multi-AZ that is not updated", change: option(rds.instance, "database", { ignoreChanges: ["multiAz"] }), fires: [DATABASE], says: /ignoreChanges names multiAz, which rds-multi-az would judge/ },
    { state: "violating", when: "nothing that is updated", change: option(rds.instance, "database", { ignoreChanges: ["*"] }), fires: [DATABASE] },
    { state: "violating", when: "a whole block of which a part is judged", change: option(eks.cluster, "cluster-eksCluster", { ignoreChanges: ["vpcConfig"] }), fires: [label(eks.cluster, "cluster-eksCluster")] },
    ...['["multiAz"]', '["multi\\Az"]', "multiAz.*", "*.*"].map((path) => ({ state: "violating" as const, when: `Multi-AZ that is not updated, as ${path}`, change: option(rds.instance, "database", { ignoreChanges: [path] }), fires: [DATABASE] })),
    ...["vpcConfig.*", 'vpcConfig["endpointPublicAccess"]', '["vpcConfig"].endpointPublicAccess', "*.endpointPublicAccess"].map((path) => ({ state: "violating" as const, when: `the public endpoint that is not updated, as ${path}`, change: option(eks.cluster, "cluster-eksCluster", { ignoreChanges: [path] }), fires: [label(eks.cluster, "cluster-eksCluster")], says: /eks-endpoint-private/ })),
    { state: "compliant", when: "what the autoscaler decides, in quotes", change: option(eks.nodeGroup, "nodes", { ignoreChanges: ['scalingConfig["desiredSize"]', '["scalingConfig"].desiredSize'] }), fires: [] },
    { state: "violating", when: "a part of what is judged", change: option(ec2.launchTemplate, "nodes", { ignoreChanges: ["blockDeviceMappings[0].ebs.encrypted"] }), fires: [label(ec2.launchTemplate, "nodes")] },
    { state: "unknown", when: "a judged property that is known only later", change: all(set(rds.instance, "database", "kmsKeyId", UNKNOWN), option(rds.instance, "database", { ignoreChanges: ["kmsKeyId"] })), fires: [DATABASE] },
    { state: "absent", when: "nothing is ignored", change: option(rds.instance, "database", { ignoreChanges: [] }), fires: [] },
    { state: "compliant", when: "what the autoscaler decides", change: option(eks.nodeGroup, "nodes", { ignoreChanges: ["scalingConfig.desiredSize"] }), fires: [] },
  ],
  "no-orphan-security-group": [
    { state: "violating", when: "a group that nothing uses", change: add(ec2.securityGroup, "old", (plan) => ({ vpcId: plan.get(VPC, "vpc").id, description: "Old" })), fires: [label(ec2.securityGroup, "old")] },
    { state: "violating", when: "a group that only a rule names", change: all(add(ec2.securityGroup, "old", (plan) => ({ vpcId: plan.get(VPC, "vpc").id, description: "Old" })), add(ec2.securityGroupIngressRule, "old", (plan) => ({ securityGroupId: plan.get(ec2.securityGroup, "old").id, referencedSecurityGroupId: plan.get(ec2.securityGroup, "old").id, description: "Old", ipProtocol: "tcp", fromPort: 8080, toPort: 8080 }))), fires: [label(ec2.securityGroup, "old")] },
    { state: "absent", when: "the database in no group of the stack", change: all(add(ec2.securityGroup, "old", (plan) => ({ vpcId: plan.get(VPC, "vpc").id, description: "Old", tags: { Peer: plan.get(ec2.securityGroup, "database").id } }))), fires: [label(ec2.securityGroup, "old")] },
    { state: "unknown", when: "a group of which nothing is known", change: add(ec2.securityGroup, "old", { vpcId: UNKNOWN, description: "Old" }), fires: [label(ec2.securityGroup, "old")] },
  ],
  "policy-coverage": [
    { state: "violating", when: "a type that no rule knows", change: add("aws:s3/bucketV3:BucketV3", "added", {}), fires: [label("aws:s3/bucketV3:BucketV3", "added")], says: /which no rule looks at/ },
    { state: "unknown", when: "a type of which nothing is known", change: add("aws:sqs/queue:Queue", "added", { name: UNKNOWN }), fires: [label("aws:sqs/queue:Queue", "added")] },
    { state: "absent", when: "a type without inputs", change: add("kubernetes:example.com/v1:Widget", "added", {}), fires: [label("kubernetes:example.com/v1:Widget", "added")] },
    { state: "compliant", when: "a component", change: add("kianax:network:KianaxNetwork", "added", {}), fires: [] },
  ],
});

