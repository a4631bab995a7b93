/** What a pipeline has to know of a stack, out of the stack's own file. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { SetupError } from "../local-cloud/engine/setup-error";
import { requireStack, stackAccount, stackProfile, stackRegion } from "../local-cloud/engine/project";
import { BOOTSTRAP_PATH } from "../components/state";

/** Roles of the account's bootstrap: components/delivery/pipelines.ts. */
export const ROLES = ["plan", "deploy"] as const;
export type PipelineRole = (typeof ROLES)[number];

/** As outputs of a step, so their names are GitHub's style. */
export interface StackFacts {
  readonly account: string;
  readonly region: string;
  /** What `pulumi login` takes. */
  readonly backend: string;
  /** ARN of the role that the job takes. */
  readonly role: string;
  /** Configuration of the policy pack. */
  readonly "policy-config": string;
}

export function stackFacts(root: string, stack: string, role: PipelineRole): StackFacts {
  requireStack(root, stack);
  const account = stackAccount({ program: root }, stack);
  const region = stackRegion({ program: root }, stack);
  if (account === undefined || region === undefined) {
    throw new SetupError(`Pulumi.${stack}.yaml names no ${account === undefined ? "account (aws:allowedAccountIds)" : "Region (aws:region)"}, so no pipeline can know where it belongs.`);
  }
  const policies = path.posix.join("policies", "profiles", `${stackProfile({ program: root }, stack)}.json`);
  if (!existsSync(path.join(root, policies))) {
    throw new SetupError(`${policies} is not there, and Pulumi.${stack}.yaml names that profile.`);
  }
  const base = `${namePrefix(root, stack)}-${stack}`;
  return {
    account,
    region,
    backend: `s3://pulumi-state-${base}-${account}?region=${region}`,
    role: `arn:aws:iam::${account}:role${BOOTSTRAP_PATH}${base}-${role}`,
    "policy-config": policies,
  };
}

function namePrefix(root: string, stack: string): string {
  const { config } = parse(readFileSync(path.join(root, "bootstrap", `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> };
  return String(config["kianax-bootstrap:namePrefix"] ?? "kianax");
}
