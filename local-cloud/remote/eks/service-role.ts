import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";

export interface ServiceRoleArgs {
  readonly service: string;
  readonly description?: string;
  readonly managedPolicyArns: readonly { readonly id: string; readonly arn: pulumi.Input<string> }[];
  readonly assumeRoleActions?: readonly string[];
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** An IAM role that one AWS service assumes, with managed policies attached. */
export class ServiceRole extends pulumi.ComponentResource {
  /** The role as soon as it exists. */
  readonly role: aws.iam.Role;
  /** The role once every policy is attached. */
  readonly readyRole: pulumi.Output<aws.iam.Role>;

  constructor(name: string, args: ServiceRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("eks:index:ServiceRole", name, args, opts);
    const role = new aws.iam.Role(
      `${name}-role`,
      { description: args.description, assumeRolePolicy: trustPolicy(args), tags: args.tags },
      { parent: this },
    );
    const attachments = args.managedPolicyArns.map(
      ({ id, arn }) =>
        new aws.iam.RolePolicyAttachment(`${name}-${shortHash(id)}`, { policyArn: arn, role }, { parent: this }),
    );
    this.role = role;
    this.readyRole = pulumi.all([role.arn, ...attachments.map(({ id }) => id)]).apply(() => role);
    this.registerOutputs({ resolvedRole: this.readyRole, directRole: this.role });
  }
}

/** AWS managed policies of the cluster's partition. Their ids keep the `aws` partition: child names derive from them. */
export function managedPolicies(
  partition: pulumi.Output<string>,
  names: readonly string[],
): ServiceRoleArgs["managedPolicyArns"] {
  return names.map((policy) => ({
    id: `arn:aws:iam::aws:policy/${policy}`,
    arn: pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`,
  }));
}

function trustPolicy({ service, assumeRoleActions = ["sts:AssumeRole"] }: ServiceRoleArgs): string {
  const statement = { Action: assumeRoleActions, Effect: "Allow", Principal: { Service: [service] } };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

function shortHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}
