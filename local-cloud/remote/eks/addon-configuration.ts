import * as pulumi from "@pulumi/pulumi";

/** Configuration of an add-on as EKS takes it: JSON with sorted keys, so that the order of a program's keys is no change. */
export function addonConfiguration(values: pulumi.Input<object> | undefined): pulumi.Output<string> | undefined {
  return values ? pulumi.jsonStringify(values, sortKeys) : undefined;
}

function sortKeys(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value;
}
