import type { ReplacementRule } from "../../types";

/**
 * By type token, every input that replaces the resource in the Pulumi AWS provider, which takes this from the Terraform
 * provider's schemas (`ForceNew`, `RequiresReplace`, `CustomizeDiff`), release 6.58:
 * https://github.com/hashicorp/terraform-provider-aws/tree/v6.58.0/internal/service
 * CloudFormation differs in places (an RDS instance's `identifier` and `dbSubnetGroupName` change in place here), so a
 * type in these tables is read from them alone.
 */
export type ReplacementTable = Readonly<Record<string, readonly (string | ReplacementRule)[]>>;
