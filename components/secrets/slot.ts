/** One secret of a namespace: the secret, who may read it, and its value. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument } from "../base/iam";
import { secretReplicas, type KianaxKeys } from "../keys";
import { secretStatements, type SecretAccess } from "./policy";
import { versionOf } from "./version";

/** A value that operators put into the secret themselves, so that it passes through no program and no file. */
export interface ExternalValue {
  readonly external: true;
}

/** What fills a slot: the text itself, or operators. */
export type SlotValue = pulumi.Input<string> | ExternalValue;

/** A slot of one namespace. */
export interface Slot {
  /** Name of the slot, and of the child below the component. */
  readonly name: string;
  /** Name of the secret, such as `kianax/production/trading/sentry-dsn`. */
  readonly secretName: string;
  readonly description: string;
  readonly value: SlotValue;
  readonly access: SecretAccess;
  readonly recoveryWindowDays: number;
  readonly keys: Pick<KianaxKeys, "secrets" | "recovery">;
}

/**
 * Registers a slot. The value comes last: until the policy stands, a role with too many rights could read it. $0.40 a month,
 * and again for its copy in a recovery Region.
 */
export function createSlot(component: KianaxComponent, slot: Slot): aws.secretsmanager.Secret {
  const secret = component.child(
    aws.secretsmanager.Secret,
    "secret",
    slot.name,
    {
      name: slot.secretName,
      description: slot.description,
      kmsKeyId: slot.keys.secrets.arn,
      recoveryWindowInDays: slot.recoveryWindowDays,
      ...secretReplicas(slot.keys),
      tags: component.tags(undefined, { costLine: "monitoring", dataClass: "restricted" }),
    },
    { stateful: true },
  );
  const policy = component.child(aws.secretsmanager.SecretPolicy, "secretPolicy", slot.name, {
    secretArn: secret.arn,
    policy: policyDocument(secretStatements(slot.access)),
    blockPublicPolicy: true,
  });
  if (isExternal(slot.value)) {
    warnUntilFilled(component, secret, slot);
  } else {
    fill(component, secret, policy, slot, slot.value);
  }
  return secret;
}

/**
 * The value is write-only: it is in no state and no plan. A change of it replaces the version, which in Secrets Manager means
 * that the new version is current and the old one the previous.
 */
function fill(component: KianaxComponent, secret: aws.secretsmanager.Secret, policy: aws.secretsmanager.SecretPolicy, { name, secretName }: Slot, value: pulumi.Input<string>): void {
  const hidden = pulumi.secret(value);
  component.child(
    aws.secretsmanager.SecretVersion,
    "secretVersion",
    name,
    { secretId: secret.id, secretStringWo: hidden, secretStringWoVersion: hidden.apply((text) => versionOf(secretName, text)) },
    { dependsOn: [policy], additionalSecretOutputs: ["secretStringWoVersion"] },
  );
}

/** Asks for the versions and not for the value. A preview of a secret that is yet to be made asks nothing. */
function warnUntilFilled(component: KianaxComponent, secret: aws.secretsmanager.Secret, { secretName }: Slot): void {
  aws.secretsmanager.getSecretVersionsOutput({ secretId: secret.id }, { parent: component }).versions.apply((versions) => {
    if (!versions.some(({ versionStages }) => versionStages.includes("AWSCURRENT"))) {
      void pulumi.log.warn(
        `The secret ${secretName} has no value, and whoever needs it cannot start: its slot is kept outside of this program. ` +
          `Put one in: aws secretsmanager put-secret-value --secret-id ${secretName} --secret-string file:///dev/stdin`,
        secret,
      );
    }
  });
}

export function isExternal(value: SlotValue): value is ExternalValue {
  return typeof value === "object" && "external" in value && !pulumi.Output.isInstance(value);
}
