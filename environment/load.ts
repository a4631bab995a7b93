/** The configuration of the stack that runs. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "./environment";
import { ConfigurationError, parseEnvironment } from "./parse";

/** The environment with what only the account that is deployed to can say. */
export interface LoadedEnvironment extends Omit<Environment, "cluster"> {
  readonly cluster: Omit<Environment["cluster"], "administrators"> & {
    readonly administrators: Readonly<Record<string, pulumi.Input<string>>>;
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
  const { cluster } = environment;
  const administrators = Object.entries(cluster.administrators).map(([name, principal]) => [name, principalArn(principal)]);
  return { ...environment, cluster: { ...cluster, administrators: Object.fromEntries(administrators) } };
}

function readEnvironment(today: Date): Environment {
  const stack = pulumi.getStack();
  try {
    return parseEnvironment({ stack, file: `Pulumi.${stack}.yaml`, config: pulumi.runtime.allConfig(), today });
  } catch (error) {
    throw error instanceof ConfigurationError ? new pulumi.RunError(error.message) : error;
  }
}

/** `role/platform` is that role of the account that is deployed to. */
function principalArn(principal: string): pulumi.Input<string> {
  if (principal.startsWith("arn:")) {
    return principal;
  }
  const { partition } = aws.getPartitionOutput();
  const { accountId } = aws.getCallerIdentityOutput();
  return pulumi.interpolate`arn:${partition}:iam::${accountId}:${principal}`;
}
