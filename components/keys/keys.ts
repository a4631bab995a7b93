import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { flag, KianaxComponent, number, physicalName, wholeNumber, type ArgumentChecks, type CommonArgs, type Problem, type Transform } from "../base";
import { KEY_PURPOSES, keyPolicy, purposeText, type KeyPurpose } from "./policies";

/** Arguments of {@link KianaxKeys}. */
export interface KianaxKeysArgs extends CommonArgs {
  /**
   * Whether keys are multi-Region, so that a recovery Region can decrypt what was replicated to it. **Replaces** the
   * keys when changed, and with them nothing can be read: choose once. Costs $1 a month per key and Region.
   */
  readonly multiRegion: boolean;
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
  readonly transform?: { readonly key?: Transform<aws.kms.KeyArgs>; readonly alias?: Transform<aws.kms.AliasArgs> };
}

/**
 * One KMS key for each purpose, so that the right to read one kind of data is not the right to read another:
 * `data` (database, cache, volumes, images), `secrets` (Secrets Manager, Kubernetes secrets), `logs`, and
 * `brokerCredentials`, which only services that declare it may use. $1 a month each.
 */
export class KianaxKeys extends KianaxComponent {
  readonly data: aws.kms.Key;
  readonly secrets: aws.kms.Key;
  readonly logs: aws.kms.Key;
  readonly brokerCredentials: aws.kms.Key;

  constructor(name: string, args: KianaxKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:keys:KianaxKeys", costLine: "monitoring", dataClass: "restricted" }, name, args, keysChecks, opts);
    const keys = Object.fromEntries(KEY_PURPOSES.map((purpose) => [purpose, this.createKey(purpose, args)])) as Record<KeyPurpose, aws.kms.Key>;
    this.data = keys.data;
    this.secrets = keys.secrets;
    this.logs = keys.logs;
    this.brokerCredentials = keys["broker-credentials"];
    this.registerOutputs({ dataArn: this.data.arn, secretsArn: this.secrets.arn, logsArn: this.logs.arn, brokerCredentialsArn: this.brokerCredentials.arn });
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
        policy: keyPolicy(this, purpose),
        tags: this.tags(purpose),
      },
      { stateful: true },
    );
    this.child(aws.kms.Alias, "alias", purpose, {
      name: physicalName(this.where, "kms alias", `alias/${this.base}-${purpose}`),
      targetKeyId: key.keyId,
    });
    return key;
  }
}

export const keysChecks: ArgumentChecks<KianaxKeysArgs> = {
  shape: { multiRegion: flag, deletionWindowDays: number, rotationPeriodDays: number },
  problems: keysProblems,
};

function keysProblems(args: KianaxKeysArgs): Problem[] {
  return [
    ...wholeNumber("deletionWindowDays", args.deletionWindowDays, 7, 30, "days"),
    ...wholeNumber("rotationPeriodDays", args.rotationPeriodDays, 90, 2560, "days"),
  ];
}
