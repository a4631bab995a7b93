/** What replaces an AWS resource. */
import type { DiskCache } from "../../disk-cache";
import type { PropertyShape, Replacement, ReplacementRule } from "../../types";
import { whenBothGiven } from "../conditions";
import { cloudFormationReplacements } from "./cloudformation";
import { COMPUTE } from "./compute";
import { DATA } from "./data";
import { EDGE } from "./edge";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";
import type { ReplacementTable } from "./table";

const VERIFIED: ReplacementTable = { ...COMPUTE, ...DATA, ...EDGE, ...NETWORK, ...OPERATIONS };

/** Former modules and names that the provider keeps beside the present ones. */
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^aws:(?:alb|applicationloadbalancing|elasticloadbalancingv2)\//, "aws:lb/"],
  [/^(aws:s3\/bucket\w*)V2:(\w+)V2$/, "$1:$2"],
];

export function awsReplacement(token: string, inputs: readonly PropertyShape[], cache: DiskCache): Replacement {
  const present = RENAMED.reduce((name, [pattern, replacement]) => name.replace(pattern, replacement), token);
  const rules = VERIFIED[present]?.map((rule): ReplacementRule => (typeof rule === "string" ? { path: rule } : rule));
  return { rules: [...(rules ?? unverified(present, inputs, cache)), ...regionRule(inputs)], implied: {} };
}

/** Types outside the tables: what the SDK's comments and CloudFormation say, and the provider's conventions. */
function unverified(token: string, inputs: readonly PropertyShape[], cache: DiskCache): readonly ReplacementRule[] {
  const described = cloudFormationReplacements(token, inputs, cache);
  const type = token.slice(token.lastIndexOf(":") + 1);
  return inputs
    .filter(
      (input) =>
        input.documentedReplacement ||
        (described?.has(input.name) ?? input.name === "name") ||
        isConventional(type, input),
    )
    .filter(({ name }) => name !== "tags")
    .map(({ name }) => ({ path: name }));
}

const BONDS = /(?:Attachment|Association|Membership|Permission|Grant|Accepter)$/;
const IDENTITIES = /(?:Id|Identifier|Name)$|^(?:bucket|resourceArn)$/;

/**
 * How most of the provider's schemas are: names are for life, what a resource must be given to say where it belongs
 * stays, and a bond between two resources is what it binds.
 */
function isConventional(type: string, { name, required }: PropertyShape): boolean {
  const ownName = `${type.charAt(0).toLowerCase()}${type.slice(1)}Name`;
  const isName = ["accountId", "catalogId", "namePrefix", ownName].includes(name);
  return isName || (required && (IDENTITIES.test(name) || BONDS.test(type)));
}

/**
 * A resource does not move between regions; naming the region it is in already is no change that could be seen here.
 * https://www.pulumi.com/registry/packages/aws/how-to-guides/7-0-migration/
 */
function regionRule(inputs: readonly PropertyShape[]): readonly ReplacementRule[] {
  return inputs.some(({ name }) => name === "region") ? [whenBothGiven("region")] : [];
}
