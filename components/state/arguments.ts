import type * as aws from "@pulumi/aws";
import { nameProblem, number, optional, text, wholeNumber, type ArgumentChecks, type CommonArgs, type Problem, type Transform } from "../base";

/** Arguments of {@link KianaxStateBackend}. */
export interface KianaxStateBackendArgs extends CommonArgs {
  /** Region of the bucket, the provider's own. **Replaces** everything when changed. */
  readonly region: string;
  /**
   * Region that a copy of every state file goes to, with keys that open it there. **Replaces** the copy when changed.
   * About $4 a month for the keys. @default no copy
   */
  readonly recoveryRegion?: string;
  /** Days that earlier versions of state files stay, 30 to 3650. In place. */
  readonly noncurrentDays: number;
  /** Days that the log of who read and wrote state files stays, 30 to 3650. In place. */
  readonly accessLogDays: number;
  /**
   * Days between the deletion of a key and the end of what it encrypted, 7 to 30. In place.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
   */
  readonly deletionWindowDays: number;
  /**
   * Days between rotations of the key material, 90 to 2560. In place; nothing is encrypted anew.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html
   */
  readonly rotationPeriodDays: number;
  /** Changes to children. */
  readonly transform?: {
    readonly key?: Transform<aws.kms.KeyArgs>;
    readonly replicaKey?: Transform<aws.kms.ReplicaKeyArgs>;
    readonly bucket?: Transform<aws.s3.BucketArgs>;
    readonly bucketLifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
    readonly replica?: Transform<aws.s3.BucketArgs>;
    readonly accessLogs?: Transform<aws.s3.BucketArgs>;
    readonly replication?: Transform<aws.s3.BucketReplicationConfigArgs>;
  };
}

export const stateBackendChecks: ArgumentChecks<KianaxStateBackendArgs> = {
  shape: {
    region: text,
    recoveryRegion: optional(text),
    noncurrentDays: number,
    accessLogDays: number,
    deletionWindowDays: number,
    rotationPeriodDays: number,
  },
  problems: stateBackendProblems,
};

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
/** Stands for an account in names that are only measured. */
const SOME_ACCOUNT = "000000000000";

/** What is wrong with the arguments, each as the rest of a sentence. */
export function stateBackendProblems(args: KianaxStateBackendArgs): Problem[] {
  const { region, recoveryRegion } = args;
  const longest = nameProblem("s3 bucket", bucketName(`${args.namePrefix ?? "kianax"}-${args.environment}`, "-replica", SOME_ACCOUNT));
  return [
    ...(REGION.test(region) ? [] : [{ argument: "region", problem: `must be an AWS Region such as us-east-1, not ${JSON.stringify(region)}.` }]),
    ...(recoveryRegion === undefined || REGION.test(recoveryRegion) ? [] : [{ argument: "recoveryRegion", problem: `must be an AWS Region such as us-west-2, not ${JSON.stringify(recoveryRegion)}.` }]),
    ...(recoveryRegion === region ? [{ argument: "recoveryRegion", problem: `is ${region}, where the bucket is; a copy that is to outlive a Region lies in another one.` }] : []),
    ...(longest === undefined ? [] : [{ argument: "namePrefix", problem: longest }]),
    ...wholeNumber("noncurrentDays", args.noncurrentDays, 30, 3650, "days"),
    ...wholeNumber("accessLogDays", args.accessLogDays, 30, 3650, "days"),
    ...wholeNumber("deletionWindowDays", args.deletionWindowDays, 7, 30, "days"),
    ...wholeNumber("rotationPeriodDays", args.rotationPeriodDays, 90, 2560, "days"),
  ];
}

/**
 * Bucket names are one name space for the whole world, so the account is part of it. They begin otherwise than the names of
 * a stack, so that a right to everything of the stack is no right to its state.
 */
export function bucketName(base: string, role: "" | "-replica" | "-logs", account: string): string {
  return `pulumi-state${role}-${base}-${account}`;
}
