"use strict";
const { join } = require("node:path");
const { readExemptions, resourceRule } = require("@kianax/policies/kernel");
const { definePack } = require("@kianax/policies/pack");

const queueRetention = resourceRule({
  name: "acme-queue-retention",
  title: "Queues keep what nobody fetched for two weeks.",
  why: "A weekend and a holiday together are longer than the four days that SQS keeps messages by itself.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {},
  remediation: "Set messageRetentionSeconds: 1209600.",
  types: ["aws:sqs/queue:Queue"],
  check: (queue) => queue.value("messageRetentionSeconds").must.equal(1209600),
});

definePack({ name: "acme", exemptions: readExemptions(join(__dirname, "exemptions.json")), more: [queueRetention] });
