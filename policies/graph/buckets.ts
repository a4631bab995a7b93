import type { Stack, StackResource } from "../kernel";
import { bucketLoggings, buckets, loadBalancers } from "../tokens";

/** The resources of some types that are a bucket's own: what they set, they set for this bucket. */
export function partsOf(bucket: StackResource, types: readonly string[]): readonly StackResource[] {
  return bucket.uses.filter(({ resource, property }) => property === "bucket" && types.includes(resource.type)).map(({ resource }) => resource);
}

export function bucketsOf(stack: Stack): readonly StackResource[] {
  return stack.ofType(...buckets);
}

/**
 * Neither load balancers nor S3 deliver access logs into a bucket whose default encryption is SSE-KMS.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * A bucket that logs into itself alone is none that takes others' logs.
 */
export function takesAccessLogs(bucket: StackResource): boolean {
  return bucket.uses.some(
    ({ resource, property }) =>
      (isOneOf(resource, loadBalancers) && ["accessLogs", "connectionLogs", "healthCheckLogs"].includes(property)) ||
      (isOneOf(resource, bucketLoggings) && property === "targetBucket" && !logsOf(resource, bucket)),
  );
}

/** Whether a BucketLogging writes down the requests to a bucket. */
function logsOf(logging: StackResource, bucket: StackResource): boolean {
  return logging.dependenciesOf("bucket").includes(bucket);
}

function isOneOf({ type }: StackResource, types: readonly string[]): boolean {
  return types.includes(type);
}
