import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { KianaxComponent, physicalName, type CommonArgs, type Transform } from "../base";
import { KEY_PURPOSES, keyPolicy, purposeText, RECOVERED_PURPOSES, type KeyPurpose, type RecoveredPurpose } from "./policies";
import { keysChecks } from "./validation";

/** Arguments of {@link KianaxKeys}. */
export interface KianaxKeysArgs extends CommonArgs {
  /** AWS Region of the environment, such as `us-east-1`: that of the provider. Part of key policies. **Replaces** every key. */
  readonly region: string;
  /**
   * Whether keys are multi-Region, so that a recovery Region can decrypt what was replicated to it. **Replaces** the
   * keys when changed, and with them nothing can be read: choose once. Costs $1 a month per key and Region.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
   */
  readonly multiRegion: boolean;
  /**
   * Region to which the keys of data, secrets, broker credentials and audit are replicated, so that backups can be read
   * there when `region` is lost; needs `multiRegion`. **Replaces** the replicas: what was encrypted with them stays
   * readable, because all keys of one family share their material. $4 a month.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-replicate.html
   * @default none: nothing is replicated
   */
  readonly recoveryRegion?: string;
  /**
   * Environment that takes this one over in the recovery Region: services of the same names there may use the replica of
   * the key for broker credentials, and go on with what was encrypted here. In place.
   * @default none: there, nobody but this environment's services
   */
  readonly successor?: string;
  /**
   * Names of the services that may use the key for broker credentials. Their roles, `<prefix>-<environment>-<service>`,
   * alone get past the key's policy, and only with `service` and `environment` in the encryption context. In place;
   * a service that is taken off can no longer read what it wrote.
   */
  readonly brokerCredentialServices: readonly string[];
  /**
   * Days between the deletion of a key and the end of what it encrypted, 7 to 30. In place.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
   */
  readonly deletionWindowDays: number;
  /**
   * Days between rotations of the key material, 90 to 2560; replicas rotate with their keys. In place; nothing is
   * encrypted anew.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html
   */
  readonly rotationPeriodDays: number;
  /** Changes to children. */
  readonly transform?: {
    readonly key?: Transform<aws.kms.KeyArgs>;
    readonly replicaKey?: Transform<aws.kms.ReplicaKeyArgs>;
    readonly alias?: Transform<aws.kms.AliasArgs>;
  };
}

/** Replicas of keys in the recovery Region: they encrypt and decrypt there what their primaries do at home. */
export interface RecoveryKeys {
  readonly region: string;
  readonly data: aws.kms.ReplicaKey;
  readonly secrets: aws.kms.ReplicaKey;
  readonly brokerCredentials: aws.kms.ReplicaKey;
  readonly audit: aws.kms.ReplicaKey;
}

/**
 * One KMS key for each purpose, so that the right to read one kind of data is not the right to read another:
 * `data` (database, cache, volumes, images), `secrets` (Secrets Manager, Kubernetes secrets), `logs`, `alerts` (topics),
 * `audit` (trails) and `brokerCredentials`, which only services that declare it may use. $1 a month each, and again for
 * each that is replicated; the first two rotations add $1 a month each. Requests cost $0.03 for 10,000.
 * Source: https://aws.amazon.com/kms/pricing/
 */
export class KianaxKeys extends KianaxComponent {
  readonly data: aws.kms.Key;
  readonly secrets: aws.kms.Key;
  readonly logs: aws.kms.Key;
  readonly brokerCredentials: aws.kms.Key;
  readonly alerts: aws.kms.Key;
  readonly audit: aws.kms.Key;
  /** What replicates to the recovery Region encrypts with these; undefined when nothing is replicated. */
  readonly recovery?: RecoveryKeys;

  constructor(name: string, args: KianaxKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:keys:KianaxKeys", costLine: "monitoring", dataClass: "restricted" }, name, args, keysChecks, opts);
    const keys = Object.fromEntries(KEY_PURPOSES.map((purpose) => [purpose, this.createKey(purpose, args)])) as Record<KeyPurpose, aws.kms.Key>;
    this.data = keys.data;
    this.secrets = keys.secrets;
    this.logs = keys.logs;
    this.brokerCredentials = keys["broker-credentials"];
    this.alerts = keys.alerts;
    this.audit = keys.audit;
    if (args.recoveryRegion !== undefined) {
      this.recovery = this.createReplicas(args.recoveryRegion, keys, args);
    }
    this.registerOutputs({
      dataArn: this.data.arn,
      secretsArn: this.secrets.arn,
      logsArn: this.logs.arn,
      brokerCredentialsArn: this.brokerCredentials.arn,
      alertsArn: this.alerts.arn,
      auditArn: this.audit.arn,
      recoveryRegion: this.recovery?.region,
    });
  }

  private createKey(purpose: KeyPurpose, args: KianaxKeysArgs): aws.kms.Key {
    const key = this.child(
      aws.kms.Key,
      "key",
      purpose,
      {
        description: `${this.base}: ${purposeText(purpose)}`,
        enableKeyRotation: true,
        rotationPeriodInDays: args.rotationPeriodDays,
        deletionWindowInDays: args.deletionWindowDays,
        multiRegion: args.multiRegion,
        policy: this.policy(purpose, args),
        tags: this.tags(purpose),
      },
      { stateful: true },
    );
    this.createAlias(purpose, purpose, { targetKeyId: key.keyId });
    return key;
  }

  private createReplicas(region: string, keys: Readonly<Record<RecoveredPurpose, aws.kms.Key>>, args: KianaxKeysArgs): RecoveryKeys {
    const replicas = Object.fromEntries(
      RECOVERED_PURPOSES.map((purpose) => [purpose, this.createReplica(purpose, region, keys[purpose], args)]),
    ) as Record<RecoveredPurpose, aws.kms.ReplicaKey>;
    return { region, data: replicas.data, secrets: replicas.secrets, brokerCredentials: replicas["broker-credentials"], audit: replicas.audit };
  }

  /** Policies, aliases and tags are each Region's own; material and rotation come from the primary. */
  private createReplica(purpose: RecoveredPurpose, region: string, primary: aws.kms.Key, args: KianaxKeysArgs): aws.kms.ReplicaKey {
    const replica = this.child(
      aws.kms.ReplicaKey,
      "replicaKey",
      `${purpose}-recovery`,
      {
        region,
        primaryKeyArn: primary.arn,
        description: `${this.base}: ${purposeText(purpose)}`,
        deletionWindowInDays: args.deletionWindowDays,
        policy: this.policy(purpose, args, args.successor),
        tags: this.tags(purpose),
      },
      { stateful: true },
    );
    this.createAlias(`${purpose}-recovery`, purpose, { region, targetKeyId: replica.keyId });
    return replica;
  }

  /** The same name in every Region, so that what runs in either finds its key by it. */
  private createAlias(suffix: string, purpose: KeyPurpose, target: Pick<aws.kms.AliasArgs, "region" | "targetKeyId">): void {
    this.child(aws.kms.Alias, "alias", suffix, { name: physicalName(this.where, "kms alias", `alias/${this.base}-${purpose}`), ...target });
  }

  private policy(purpose: KeyPurpose, { region, brokerCredentialServices }: KianaxKeysArgs, successor?: string): pulumi.Output<string> {
    const successorBase = successor === undefined ? undefined : `${this.prefix}-${successor}`;
    return keyPolicy(this, purpose, { base: this.base, environment: this.environment, region, brokerCredentialServices, successorBase });
  }
}
