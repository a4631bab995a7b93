/** What the AWS provider itself refuses: credentials of an account that its configuration does not allow. */
import type { CloudView } from "../provider/cloud";
import type { Properties, Value } from "../provider/values";

/**
 * The provider asks STS whose its credentials are, and stops in its own words when the account is not allowed.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids
 */
export function refuseConfiguration(config: Properties, { account }: Pick<CloudView, "account">): string | undefined {
  const allowed = accounts(config["allowedAccountIds"]);
  const forbidden = accounts(config["forbiddenAccountIds"]);
  if (allowed.length > 0 && forbidden.length > 0) {
    return '"allowed_account_ids": conflicts with forbidden_account_ids';
  }
  const refused = forbidden.includes(account) || (allowed.length > 0 && !allowed.includes(account));
  return refused ? `AWS account ID not allowed: ${account}` : undefined;
}

/** Lists in a provider's configuration travel as JSON text; numbers in it are accounts whose quotes were forgotten. */
function accounts(value: Value | undefined): string[] {
  const list: unknown = typeof value === "string" ? parsed(value) : value;
  return Array.isArray(list) ? list.map(String) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
