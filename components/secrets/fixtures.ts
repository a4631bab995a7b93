/** Secrets of a component under test. */
import * as pulumi from "@pulumi/pulumi";
import type { KianaxSecrets } from "./secrets";
import type { SlotValue } from "./slot";

export const DEPLOYER = "arn:aws:iam::111122223333:role/kianax-production-deploy";
export const FETCHER = "arn:aws:iam::111122223333:role/kianax-production-external-secrets";

export function someSecrets(values: Readonly<Record<string, SlotValue>> = {}): Pick<KianaxSecrets, "values" | "deployers" | "fetcherArn"> {
  return { values, deployers: [DEPLOYER], fetcherArn: pulumi.output(FETCHER) };
}
