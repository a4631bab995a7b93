import { resourceRule, texts, type Findings, type Resource } from "../kernel";
import { elasticache, eks, rds } from "../tokens";

/** Instance types by the type of resource, each with the property that names them. */
const SIZES: Readonly<Record<string, string>> = {
  [rds.instance]: "instanceClass",
  [elasticache.replicationGroup]: "nodeType",
  [eks.nodeGroup]: "instanceTypes",
};

export const costGuard = resourceRule({
  name: "cost-guard-dev",
  title: "Development uses small instances.",
  why: "Development is to cost a quarter of production; one large instance that was tried out and forgotten doubles the bill.",
  severity: "low",
  levels: { production: "off", development: "advisory" },
  controls: {},
  remediation: "Choose an instance of the list, or add to the list what development needs.",
  examples: {
    compliant: 'new aws.rds.Instance("database", { instanceClass: "db.t3.small" });',
    violating: 'new aws.rds.Instance("database", { instanceClass: "db.r6g.4xlarge" });',
  },
  settings: {
    instances: texts("Instance types that may be used", 1, {
      production: ["t3.medium"],
      development: ["t3.small", "t3.medium", "t3.large", "t3a.medium", "t3a.large", "t4g.nano", "t4g.medium", "db.t3.micro", "db.t3.small", "db.t3.medium", "db.t4g.small", "db.t4g.medium", "cache.t3.micro", "cache.t3.small", "cache.t4g.micro"],
    }),
  },
  types: Object.keys(SIZES),
  check: (resource, { instances }) => sizesOf(resource, SIZES[resource.type] ?? "", instances),
});

function sizesOf(resource: Resource, property: string, instances: readonly string[]): Findings {
  const { state, items } = resource.list(property);
  if (state === "known" && items.length > 0) {
    return items.map((item) => item.value("").must.oneOf(instances));
  }
  const value = resource.value(property);
  return value.exists ? value.must.oneOf(instances) : undefined;
}
