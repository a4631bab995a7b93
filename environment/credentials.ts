/** Credentials of other packages that settings need. */
import type { Problem } from "./problems";
import type { Settings } from "./schema";

export function credentialProblems(config: Readonly<Record<string, string>>, { edge }: Partial<Settings>): Problem[] {
  return edge?.vercel === undefined || config["vercel:apiToken"] !== undefined
    ? []
    : [{ key: "vercel:apiToken", sentence: "is missing, and kianax:edge.vercel needs it; set it with `pulumi config set --secret vercel:apiToken`." }];
}
