import { on, packRule } from "../kernel";
import { UNRULED } from "./unruled-types";

export const policyCoverage = packRule({
  name: "policy-coverage",
  title: "Every type of resource has a rule, or a reason why it needs none.",
  why: "A provider that renames a type makes every rule on the old name silent; this one speaks up then.",
  severity: "medium",
  levels: { production: "advisory", development: "advisory" },
  controls: { soc2: ["CC3.4"] },
  remediation: "Write a rule for the type, or say in policies/meta/unruled-types.ts why it needs none.",
  examples: {
    compliant: 'new aws.s3.Bucket("documents");   // s3-encryption and others look at it',
    violating: 'new aws.s3.BucketV3("documents");   // no rule knows the type',
  },
  check: ({ covered }, stack) => {
    const open = stack.all().filter(({ type }) => /^(aws|kubernetes):/.test(type) && !covered.has(type) && UNRULED[type] === undefined);
    // One resource of each type says it.
    return [...new Map(open.map((resource) => [resource.type, resource])).values()].map((resource) => on(resource, resource.type, `is of the type ${resource.type}, which no rule looks at`));
  },
});
