/** The keys of the state: one that the bucket is encrypted with, one that Pulumi seals secrets with inside of it. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type KianaxComponent } from "../base";
import { policyDocument } from "../base/iam";
import type { KianaxStateBackendArgs } from "./arguments";

/**
 * Two keys, so that the right to read a state file is not the right to read the secrets in it. Stack files name the
 * second one by its alias, `awskms://alias/<prefix>-<environment>-pulumi?region=…`.
 * https://www.pulumi.com/docs/iac/concepts/secrets/#aws-key-management-service-kms
 */
export const STATE_KEYS = ["state", "pulumi"] as const;
export type StateKey = (typeof STATE_KEYS)[number];

const TEXT: Readonly<Record<StateKey, string>> = { state: "Pulumi's state files", pulumi: "secrets in Pulumi's configuration and state" };

export interface KeyPair {
  readonly key: aws.kms.Key;
  /** The same key material in the recovery Region. */
  readonly replica: aws.kms.ReplicaKey | undefined;
}

export function createStateKey(owner: KianaxComponent, where: string, purpose: StateKey, args: KianaxStateBackendArgs): KeyPair {
  const description = `${owner.base}: ${TEXT[purpose]}`;
  const policy = accountAdministers(owner);
  const key = owner.child(
    aws.kms.Key,
    "key",
    purpose,
    {
      description,
      enableKeyRotation: true,
      rotationPeriodInDays: args.rotationPeriodDays,
      deletionWindowInDays: args.deletionWindowDays,
      // What one Region sealed, the other one opens: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
      multiRegion: true,
      policy,
      tags: owner.tags(purpose),
    },
    { stateful: true },
  );
  const name = physicalName(where, "kms alias", `alias/${owner.base}-${purpose}`);
  owner.child(aws.kms.Alias, "alias", purpose, { name, targetKeyId: key.keyId });
  if (args.recoveryRegion === undefined) {
    return { key, replica: undefined };
  }
  const region = args.recoveryRegion;
  const replica = owner.child(
    aws.kms.ReplicaKey,
    "replicaKey",
    `${purpose}-recovery`,
    { region, primaryKeyArn: key.arn, description, deletionWindowInDays: args.deletionWindowDays, policy, tags: owner.tags(`${purpose}-recovery`) },
    { stateful: true },
  );
  owner.child(aws.kms.Alias, "replicaAlias", `${purpose}-recovery`, { region, name, targetKeyId: replica.keyId });
  return { key, replica };
}

/** IAM decides who uses the key; without this nobody could change its policy again. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function accountAdministers(owner: KianaxComponent): pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, { parent: owner }).accountId;
  const { partition } = aws.getPartitionOutput({}, { parent: owner });
  return policyDocument([
    { Sid: "AccountAdministersKeyThroughIam", Effect: "Allow", Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
  ]);
}
