import { resourceRule } from "../kernel";
import { STATEFUL } from "../tokens";

export const statefulProtected = resourceRule({
  name: "stateful-protected",
  title: "Databases, caches, keys, trails, buckets and the secrets of production cannot be deleted by a change of the program.",
  why: "A renamed argument can turn an update into a replacement; protect turns that into a refusal instead of a loss.",
  severity: "critical",
  levels: { production: "mandatory", development: "off" },
  guardsDeletion: true,
  controls: { soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation: "Set the option protect: true; to delete it on purpose, use the profile decommission.",
  examples: {
    compliant: 'new aws.rds.Instance("database", { … }, { protect: true });',
    violating: 'new aws.rds.Instance("database", { … });',
  },
  types: STATEFUL,
  check: ({ options }) => (options.protect ? undefined : { id: "protect", message: "the option protect is not set" }),
});
