import type * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import { applyPromptly } from "../prompt-values";

const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

/** EKS falls back to CONFIG_MAP where no mode is set. */
export function supportsConfigMap(mode: string | undefined): boolean {
  return !mode || mode === "CONFIG_MAP" || mode === "API_AND_CONFIG_MAP";
}

export function supportsAccessEntries(mode: string | undefined): boolean {
  return mode === "API" || mode === "API_AND_CONFIG_MAP";
}

/** Refuses the arguments that mean nothing under the chosen mode; returns them with the checks of later values. */
export function checkAuthentication(name: string, args: eks.ClusterArgs): eks.ClusterArgs {
  const mode = args.authenticationMode;
  if (mode && !modes.includes(mode)) {
    throw new Error(
      `eks.Cluster "${name}": authenticationMode is "${mode}", which EKS does not know; use one of ${modes.join(", ")}.`,
    );
  }
  if (!supportsAccessEntries(mode) && args.accessEntries) {
    throw new Error(
      `eks.Cluster "${name}": accessEntries take effect only where authenticationMode is API or API_AND_CONFIG_MAP, ` +
        `and it is ${mode ?? "not set"}.`,
    );
  }
  if (supportsConfigMap(mode)) {
    return args;
  }
  const mustBeEmpty = <T extends pulumi.Input<readonly unknown[]>>(property: string, value: T | undefined): T | undefined =>
    value === undefined
      ? undefined
      : (applyPromptly(value as pulumi.Input<readonly unknown[]>, (known) => {
          if (known !== undefined && known.length > 0) {
            throw new Error(
              `eks.Cluster "${name}": ${property} goes into the aws-auth ConfigMap, which authenticationMode ${mode} ` +
                "does not read; use accessEntries instead.",
            );
          }
          return known;
        }) as unknown as T);
  return {
    ...args,
    roleMappings: mustBeEmpty("roleMappings", args.roleMappings),
    userMappings: mustBeEmpty("userMappings", args.userMappings),
    instanceRoles: mustBeEmpty("instanceRoles", args.instanceRoles),
  };
}
