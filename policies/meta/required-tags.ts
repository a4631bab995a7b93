import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERY_TYPE, resourceRule, texts, type Findings, type Resource, type View } from "../kernel";

/** Written by `npx ts-node -T policies/tools/generate-taggable.ts`; a test compares it with the SDK. */
const TAGGABLE: ReadonlySet<string> = new Set(JSON.parse(readFileSync(join(__dirname, "taggable-types.json"), "utf8")) as string[]);

export const requiredTags = resourceRule({
  name: "required-tags",
  title: "Every resource that takes tags says whose it is, what it costs under, and how sensitive its data is.",
  why: "Budgets, access by tag, and the answer to who owns this all read tags; what has none is found by nobody.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC6.1"], gdpr: ["30"] },
  remediation: "Give it the tags, or give them to all resources with defaultTags of the provider.",
  examples: {
    compliant: 'new aws.sns.Topic("alerts", { tags: { Environment: "production", Owner: "platform@kianax.io", CostLine: "monitoring", DataClass: "internal" } });',
    violating: 'new aws.sns.Topic("alerts", { tags: { Name: "alerts" } });',
  },
  settings: {
    tags: texts("Keys that every taggable resource has", 1, {
      production: ["Environment", "Owner", "CostLine", "DataClass"],
      development: ["Environment", "Owner", "CostLine", "DataClass"],
    }),
  },
  types: [EVERY_TYPE],
  check: (resource, { tags }) => (TAGGABLE.has(resource.type) ? missingTags(resource, tags) : undefined),
});

function missingTags(resource: Resource, tags: readonly string[]): Findings {
  const own = resource.value("tags");
  if (own.reading.state === "unknown") {
    return own.must.beLiteral();
  }
  const inherited = defaultTags(resource.options.provider);
  return tags.filter((tag) => !resource.value(`tags.${tag}`).present && !inherited.has(tag)).map((tag) => ({ id: `tags.${tag}`, message: `has no tag ${tag}` }));
}

/** Nested configuration of a provider travels as JSON text. */
function defaultTags(provider: View | undefined): ReadonlySet<string> {
  const { reading, text } = provider?.value("defaultTags") ?? {};
  try {
    const given = (text === undefined ? reading?.state === "known" && reading.value : JSON.parse(text)) as { readonly tags?: object } | false | undefined;
    return new Set(Object.keys((given || {}).tags ?? {}));
  } catch {
    return new Set();
  }
}
