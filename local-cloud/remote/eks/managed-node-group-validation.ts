import * as pulumi from "@pulumi/pulumi";
import type { ManagedNodeGroupArgs } from "./managed-node-group";

/** Arguments that the real component puts into a launch template of its own. */
const launchTemplateArguments = [
  "kubeletExtraArgs",
  "bootstrapExtraArgs",
  "bottlerocketSettings",
  "nodeadmExtraOptions",
  "enableIMDSv2",
  "userData",
  "amiId",
  "enableEfaSupport",
] as const satisfies readonly (keyof ManagedNodeGroupArgs)[];

/** Those of them for which it writes user data, looks up images or asks AWS about instance types. */
const unsupportedArguments = launchTemplateArguments.filter((argument) => argument !== "enableIMDSv2");

export function wantsLaunchTemplate(args: ManagedNodeGroupArgs): boolean {
  return launchTemplateArguments.some((argument) => args[argument] !== undefined);
}

/** Throws all that is wrong with the arguments at once, by property. */
export function validateManagedNodeGroup(name: string, args: ManagedNodeGroupArgs): void {
  const errors = [...contradictions(args), ...unsupported(args)];
  if (errors.length > 0) {
    throw new pulumi.InputPropertiesError({ message: `eks.ManagedNodeGroup "${name}" cannot be made:`, errors });
  }
}

function* contradictions(args: ManagedNodeGroupArgs): Generator<pulumi.InputPropertyErrorDetails> {
  if (args.nodeRole && args.nodeRoleArn) {
    yield { propertyPath: "nodeRole", reason: "nodeRole and nodeRoleArn exclude each other; set one of them." };
  }
  if (!args.nodeRole && !args.nodeRoleArn) {
    yield { propertyPath: "nodeRole", reason: "A managed node group needs an IAM role; set nodeRole or nodeRoleArn." };
  }
  for (const other of ["gpu", "amiType"] as const) {
    if (args.amiId && args[other]) {
      yield { propertyPath: "amiId", reason: `amiId and ${other} exclude each other; set one of them.` };
    }
  }
  if (args.enableEfaSupport && !args.placementGroupAvailabilityZone) {
    yield {
      propertyPath: "enableEfaSupport",
      reason: "enableEfaSupport needs placementGroupAvailabilityZone: the nodes share one placement group.",
    };
  }
  if (args.launchTemplate && wantsLaunchTemplate(args)) {
    yield {
      propertyPath: "launchTemplate",
      reason: `launchTemplate excludes ${launchTemplateArguments.join(", ")}; write them into the launch template.`,
    };
  }
  const userDataArguments = launchTemplateArguments.slice(0, 4).filter((argument) => args[argument] !== undefined);
  if (args.userData && userDataArguments.length > 0) {
    yield {
      propertyPath: "userData",
      reason: `userData excludes ${userDataArguments.join(", ")}; write them into the user data.`,
    };
  }
}

function* unsupported(args: ManagedNodeGroupArgs): Generator<pulumi.InputPropertyErrorDetails> {
  for (const argument of unsupportedArguments) {
    if (args[argument] !== undefined) {
      yield {
        propertyPath: argument,
        reason:
          `The local cloud does not stand in for ${argument}; make an aws.ec2.LaunchTemplate with what the nodes need ` +
          "and pass it as launchTemplate.",
      };
    }
  }
}
