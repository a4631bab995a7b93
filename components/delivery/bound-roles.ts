import * as pulumi from "@pulumi/pulumi";

const ROLE = "aws:iam/role:Role";

/**
 * Gives every role that the program makes from here on the permissions boundary of the account's bootstrap, which is the
 * condition under which pipelines may make roles at all. Call it before the first component.
 *
 * @param boundary - ARN of the policy; left out, roles are not bound, for accounts without such a bootstrap
 */
export function boundRoles(boundary: pulumi.Input<string> | undefined): void {
  if (boundary === undefined) {
    return;
  }
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => (type === ROLE ? { props: { ...(props as object), permissionsBoundary: boundary }, opts } : undefined));
}
