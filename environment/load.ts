/** The configuration of the stack that runs. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterPeople } from "../components/cluster";
import type { SlotValue } from "../components/secrets/slot";
import { secretText, type SlotName } from "../services/slots";
import type { Environment } from "./environment";
import { ConfigurationError, parseEnvironment } from "./parse";
import { isExternal, type SecretSetting } from "./schema/secrets";

/** The environment with what only the account that is deployed to can say. */
export interface LoadedEnvironment extends Omit<Environment, "cluster" | "delivery" | "secrets" | "permissionsBoundary"> {
  readonly permissionsBoundary: pulumi.Input<string> | undefined;
  readonly secrets: Omit<Environment["secrets"], "values" | "deployers"> & {
    readonly values: Readonly<Record<string, SlotValue>>;
    readonly deployers: readonly pulumi.Input<string>[];
  };
  readonly delivery: Environment["delivery"] & { readonly repositoryToken?: pulumi.Input<string> };
  readonly cluster: Omit<Environment["cluster"], "administrators" | "deployers" | "people"> & {
    readonly deployers: Readonly<Record<string, pulumi.Input<string>>>;
    readonly administrators: Readonly<Record<string, pulumi.Input<string>>>;
    readonly people: ClusterPeople;
  };
}

/**
 * Reads and checks the configuration of the current stack. Everything that is wrong reaches the user at once, one
 * sentence each and without a stack trace, and before any resource is registered.
 *
 * @param today - the day for which the Kubernetes support calendar is read
 */
export function loadEnvironment(today = new Date()): LoadedEnvironment {
  const environment = readEnvironment(today);
  const { cluster, delivery, secrets, permissionsBoundary } = environment;
  const repositoryToken = secrets.values["argocd-git-token"];
  const arns = (principals: Readonly<Record<string, string>>): Record<string, pulumi.Input<string>> => Object.fromEntries(Object.entries(principals).map(([name, principal]) => [name, iamArn(principal)]));
  const { admin, developer, readOnly } = cluster.people;
  const people = { admin: admin.map(iamArn), developer: developer.map(iamArn), readOnly: readOnly.map(iamArn) };
  return {
    ...environment,
    permissionsBoundary: permissionsBoundary === undefined ? undefined : iamArn(permissionsBoundary),
    cluster: { ...cluster, administrators: arns(cluster.administrators), deployers: arns(cluster.deployers), people },
    delivery: { ...delivery, ...(typeof repositoryToken === "string" ? { repositoryToken: pulumi.secret(repositoryToken) } : {}) },
    secrets: { ...secrets, values: hiddenValues(secrets.values), deployers: secrets.deployers.map(iamArn) },
  };
}

/** Marked as secrets from here on, so that neither the state nor any output of Pulumi holds one in plain text. */
function hiddenValues(values: Environment["secrets"]["values"]): Record<string, SlotValue> {
  const given = Object.entries(values) as [SlotName, SecretSetting][];
  return Object.fromEntries(given.map(([slot, value]) => [slot, isExternal(value) ? value : pulumi.secret(secretText(slot, value))]));
}

/** What pulumi keeps out of its typings, in the version that package.json pins. */

const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };

function readEnvironment(today: Date): Environment {
  const stack = pulumi.getStack();
  const config = pulumi.runtime.allConfig();
  try {
    return parseEnvironment({ stack, file: `Pulumi.${stack}.yaml`, config, secretKeys: Object.keys(config).filter((key) => isConfigSecret(key)), today });
  } catch (error) {
    throw error instanceof ConfigurationError ? new pulumi.RunError(error.message) : error;
  }
}

/** `role/platform` is that role, `user/alice` that user and `policy/…` that policy of the account that is deployed to. */
function iamArn(name: string): pulumi.Input<string> {
  if (name.startsWith("arn:")) {
    return name;
  }
  const { partition } = aws.getPartitionOutput();
  const { accountId } = aws.getCallerIdentityOutput();
  return pulumi.interpolate`arn:${partition}:iam::${accountId}:${name}`;
}
