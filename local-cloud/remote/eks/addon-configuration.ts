import type * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";

/** Configuration of an add-on as EKS takes it: JSON with sorted keys, so that the order of a program's keys is no change. */
export function addonConfiguration(values: pulumi.Input<object> | undefined): pulumi.Output<string> | undefined {
  return values ? pulumi.jsonStringify(values, sortKeys) : undefined;
}

/** Tags as they were given. The schema of eks declares a list of maps, which AWS refuses; a map passes through. */
export function addonTags(tags: eks.AddonArgs["tags"]): aws.eks.AddonArgs["tags"] {
  return tags as unknown as aws.eks.AddonArgs["tags"];
}

function sortKeys(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value;
}
