import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import { accessLogDelivery, createClosedBucket, replicate, type ClosedBucket } from "../storage";
import { bucketName, stateBackendChecks, type KianaxStateBackendArgs } from "./arguments";
import { BOOTSTRAP_PATH } from "./path";
import { createStateKey, type KeyPair } from "./keys";

/**
 * Where Pulumi keeps the state of an account's stacks: a versioned, encrypted bucket that is copied to the recovery
 * Region, and the key that seals the secrets of configuration and state. Made once per account, before any stack.
 */
export class KianaxStateBackend extends KianaxComponent {
  readonly bucket: aws.s3.Bucket;
  /** Copy in the recovery Region. */
  readonly replica: aws.s3.Bucket | undefined;
  readonly accessLogs: aws.s3.Bucket;
  /** Key of the bucket. */
  readonly stateKey: KeyPair;
  /** Key of the secrets provider. */
  readonly secretsKey: KeyPair;
  /** For `pulumi login`. */
  readonly url: pulumi.Output<string>;
  /** For `secretsprovider` in stack files. */
  readonly secretsProvider: string;
  /** The same in the recovery Region; it opens what the first one sealed. */
  readonly recoverySecretsProvider: string | undefined;

  constructor(name: string, args: KianaxStateBackendArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:state:KianaxStateBackend", costLine: "monitoring", dataClass: "restricted" }, name, args, stateBackendChecks, opts);
    this.stateKey = createStateKey(this, this.where, "state", args);
    this.secretsKey = createStateKey(this, this.where, "pulumi", args);
    const logs = this.createAccessLogs(args);
    const bucket = createClosedBucket(this, "bucket", "pulumi-state", {
      bucket: this.bucketName(""),
      keyArn: this.stateKey.key.arn,
      rules: [this.earlierVersions(args)],
      accessLogs: { bucket: logs, prefix: "state/" },
      tags: this.tags("pulumi-state"),
    });
    this.bucket = bucket.bucket;
    this.accessLogs = logs.bucket;
    this.replica = this.createReplica(args, bucket);
    const provider = (region: string): string => `awskms://alias/${this.base}-pulumi?region=${region}`;
    this.url = pulumi.interpolate`s3://${this.bucket.bucket}?region=${args.region}`;
    this.secretsProvider = provider(args.region);
    this.recoverySecretsProvider = args.recoveryRegion === undefined ? undefined : provider(args.recoveryRegion);
    this.registerOutputs({ bucket: this.bucket.bucket, url: this.url, secretsProvider: this.secretsProvider });
  }

  private bucketName(role: "" | "-replica" | "-logs"): pulumi.Output<string> {
    return aws.getCallerIdentityOutput({}, { parent: this }).accountId.apply((account) => bucketName(this.base, role, account));
  }

  /** Each update of a stack writes a whole new version; the ones before are how a broken state is repaired. */
  private earlierVersions({ noncurrentDays }: KianaxStateBackendArgs): aws.types.input.s3.BucketLifecycleConfigurationRule {
    return { id: "earlier-versions", status: "Enabled", filter: { prefix: "" }, noncurrentVersionExpiration: { noncurrentDays } };
  }

  /** SSE-S3, because S3 delivers access logs into no bucket with another key. It keeps no log of itself, which would never end. */
  private createAccessLogs({ accessLogDays }: KianaxStateBackendArgs): ClosedBucket {
    const account = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
    const { partition } = aws.getPartitionOutput({}, { parent: this });
    const source = pulumi.interpolate`arn:${partition}:s3:::${this.bucketName("")}`;
    return createClosedBucket(this, "accessLogs", "pulumi-state-logs", {
      bucket: this.bucketName("-logs"),
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: accessLogDays },
          noncurrentVersionExpiration: { noncurrentDays: 7 },
        },
      ],
      statements: (arn) => [accessLogDelivery(arn, account, [source])],
      tags: this.tags("pulumi-state-logs", { dataClass: "confidential" }),
    });
  }

  /**
   * The copy has no access log: nobody may write to it but S3, nobody reads it but in a recovery, and logs would need a
   * third bucket in that Region.
   */
  private createReplica(args: KianaxStateBackendArgs, source: ClosedBucket): aws.s3.Bucket | undefined {
    const { recoveryRegion } = args;
    const key = this.stateKey.replica;
    if (recoveryRegion === undefined || key === undefined) {
      return undefined;
    }
    const destination = createClosedBucket(this, "replica", "pulumi-state-replica", {
      bucket: this.bucketName("-replica"),
      region: recoveryRegion,
      keyArn: key.arn,
      rules: [this.earlierVersions(args)],
      tags: this.tags("pulumi-state-replica"),
    });
    replicate(this, "replication", "pulumi-state-replication", {
      source,
      sourceRegion: args.region,
      sourceKeyArn: this.stateKey.key.arn,
      destination,
      destinationRegion: recoveryRegion,
      destinationKeyArn: key.arn,
      roleName: this.physical("iam role", "pulumi-state-replication"),
      rolePath: BOOTSTRAP_PATH,
      tags: this.tags("pulumi-state-replication"),
    });
    return destination.bucket;
  }
}
