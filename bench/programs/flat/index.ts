/** As many plain resources as the configuration says, of one type, without components and without dependencies. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const count = new pulumi.Config().requireNumber("count");
for (let index = 0; index < count; index += 1) {
  new aws.cloudwatch.LogGroup(`plain-${index}`, {
    name: `/bench/plain-${index}`,
    retentionInDays: 30,
    tags: { Project: "kianax", Environment: "bench", CostLine: "monitoring" },
  });
}
