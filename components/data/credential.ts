import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { KianaxComponent } from "../base";
import { secretReplicas, type KianaxKeys } from "../keys";

/**
 * Letters and digits only: RDS and ElastiCache each forbid other punctuation, connection URLs escape the rest, and 48
 * of them are 285 bits already.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
export const PASSWORD_SHAPE = { length: 48, special: false, minLower: 4, minUpper: 4, minNumeric: 4 } as const;

/** Written once by the program; what rotates the secret afterwards owns its value. */
export const CREDENTIAL_VERSION = 1;

/**
 * Label that a value written here keeps when rotation takes the labels AWSCURRENT and AWSPREVIOUS from it. Secrets Manager
 * deletes versions without labels; a refresh would then find it gone, and the next `up` would write the first password over
 * the rotated one. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 * https://github.com/terraform-aws-modules/terraform-aws-secrets-manager/issues/24
 */
const OWN_LABEL = "WRITTEN_BY_PULUMI";

/** A generated password and the secret that will hold it. */
export interface Credential {
  readonly password: pulumi.Output<string>;
  readonly secret: aws.secretsmanager.Secret;
}

/** Generates a password and makes the secret for it. $0.40 a month. */
export function createCredential(component: KianaxComponent, suffix: string, secret: SecretSettings): Credential {
  const password = createPassword(component, `${suffix}-password`);
  return { password, secret: createSecret(component, suffix, secret) };
}

/** Generates a password; protected, unless it is on its way out. */
export function createPassword(component: KianaxComponent, suffix: string, { stateful = true }: { readonly stateful?: boolean } = {}): pulumi.Output<string> {
  return pulumi.secret(component.child(random.RandomPassword, "password", suffix, { ...PASSWORD_SHAPE }, { stateful }).result);
}

/** What a secret is for, and the keys of its environment. */
export interface SecretSettings {
  readonly keys: Pick<KianaxKeys, "secrets" | "recovery">;
  readonly description: string;
}

/**
 * An empty secret in the platform's namespace, encrypted with the secrets key, and replicated where there is a recovery
 * Region: $0.40 a month more. Secrets Manager carries every new value over.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html
 */
export function createSecret(component: KianaxComponent, suffix: string, { keys, description }: SecretSettings): aws.secretsmanager.Secret {
  return component.child(
    aws.secretsmanager.Secret,
    "secret",
    suffix,
    {
      name: component.path("secret", `platform/${suffix}`, ""),
      description,
      kmsKeyId: keys.secrets.arn,
      ...secretReplicas(keys),
      tags: component.tags(undefined, { costLine: "monitoring", dataClass: "restricted" }),
    },
    { stateful: true },
  );
}

/** How a value stands in its secret. */
export interface CredentialOptions {
  /** The value is known by this alone: another number writes it again. @default 1 */
  readonly version?: number;
  /** The value speaks of this, so it is written again when this is replaced. */
  readonly about?: pulumi.Resource;
}

/** Puts a value into the secret, write-only: neither the state nor a later diff sees it. */
export function writeCredential(
  component: KianaxComponent,
  suffix: string,
  secret: aws.secretsmanager.Secret,
  value: Record<string, pulumi.Input<string | number | boolean>>,
  { version = CREDENTIAL_VERSION, about }: CredentialOptions = {},
): aws.secretsmanager.SecretVersion {
  return component.child(
    aws.secretsmanager.SecretVersion,
    "secretVersion",
    suffix,
    {
      secretId: secret.id,
      secretStringWo: pulumi.secret(pulumi.jsonStringify(value)),
      secretStringWoVersion: version,
      versionStages: ["AWSCURRENT", `${OWN_LABEL}_${version}`],
    },
    {
      // Rotation moves AWSCURRENT to its own versions; moving it back would bring the old password back.
      ignoreChanges: ["versionStages"],
      // A label is on one version at a time. The old value stays the current one until the new one is there.
      deleteBeforeReplace: true,
      ...(about === undefined ? {} : { replaceWith: [about] }),
    },
  );
}
