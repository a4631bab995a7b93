import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import type { KianaxKeys } from "../keys";

/** A log group that exists, with its key and retention, before the service that would make it without either. */
export function createLogGroup(
  component: KianaxComponent,
  suffix: string,
  group: { readonly name: string; readonly retentionDays: number; readonly keys: Pick<KianaxKeys, "logs"> },
): aws.cloudwatch.LogGroup {
  return component.child(aws.cloudwatch.LogGroup, "logGroup", suffix, {
    name: group.name,
    retentionInDays: group.retentionDays,
    kmsKeyId: group.keys.logs.arn,
    tags: component.tags(undefined, { costLine: "monitoring" }),
  });
}
