/** A closed bucket whose files nobody deletes before their time. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { Statement } from "../base/iam";
import { createClosedBucket, type ClosedBucket, type ClosedBucketArgs } from "../storage";
import type { LockMode } from "./arguments";

export interface LockedBucketArgs extends Omit<ClosedBucketArgs, "objectLock"> {
  readonly mode: LockMode;
  readonly days: number;
}

export function createLockedBucket(owner: KianaxComponent, key: string, suffix: string, { mode, days, statements, ...args }: LockedBucketArgs): ClosedBucket {
  const closed = createClosedBucket(owner, key, suffix, { ...args, objectLock: true, statements: (arn) => [nothingIsDeleted(arn), ...(statements?.(arn) ?? [])] });
  const lock = owner.child(
    aws.s3.BucketObjectLockConfiguration,
    `${key}Lock`,
    suffix,
    {
      bucket: closed.bucket.id,
      ...(args.region === undefined ? {} : { region: args.region }),
      rule: { defaultRetention: { mode, days } },
    },
    { dependsOn: [closed.versioning] },
  );
  return { ...closed, ready: [...closed.ready, lock] };
}

/**
 * Marks of deletion, which hide a file, are not locked, and `GOVERNANCE` has a way around: neither is for anybody. S3's own
 * lifecycle is not asked.
 */
function nothingIsDeleted(bucketArn: pulumi.Output<string>): Statement {
  return {
    Sid: "NothingIsDeleted",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
    Resource: pulumi.interpolate`${bucketArn}/*`,
  };
}

/** Nobody else writes, so that what lies there came from where it should. */
export function onlyWriter(bucketArn: pulumi.Output<string>, roleArn: pulumi.Input<string>): Statement {
  return {
    Sid: "NobodyElseWrites",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn } },
  };
}
