import { resourceRule } from "../kernel";
import { DATABASES } from "./databases";

export const rdsCopyTags = resourceRule({
  name: "rds-copy-tags",
  title: "Snapshots carry their database's tags.",
  why: "A snapshot without tags has no owner, no cost line and no data class, so no rule about any of them reaches it.",
  severity: "low",
  levels: { production: "advisory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_60", "CKV_AWS_313"], fsbp: ["RDS.17"], soc2: ["CC7.5"] },
  remediation: "Set copyTagsToSnapshot: true.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, copyTagsToSnapshot: true });',
    violating: 'new aws.rds.Instance("orders", { ...args, copyTagsToSnapshot: false });',
  },
  types: [...DATABASES],
  check: (database) => database.value("copyTagsToSnapshot").must.equal(true),
});
