import * as pulumi from "@pulumi/pulumi";

/** What a transform function may hand back; whatever is left out stays as it was. */
export interface Transformed<Args> {
  readonly args?: Args;
  readonly opts?: pulumi.CustomResourceOptions;
}

/**
 * The one escape hatch of a component: for a child, either arguments that are merged over the component's own, deep
 * for plain objects while arrays and Outputs replace, or a function over arguments, options and name. Policies judge
 * the result.
 */
export type Transform<Args> =
  | Partial<Args>
  | ((args: Args, opts: pulumi.CustomResourceOptions, name: string) => Transformed<Args> | undefined);

export function applyTransform<Args extends object>(
  transform: Transform<Args> | undefined,
  args: Args,
  opts: pulumi.CustomResourceOptions,
  name: string,
): Required<Transformed<Args>> {
  if (transform === undefined) {
    return { args, opts };
  }
  if (typeof transform === "function") {
    const result = transform(args, opts, name);
    return { args: result?.args ?? args, opts: pulumi.mergeOptions(opts, result?.opts) };
  }
  return { args: deepMerge(args, transform) as Args, opts };
}

/** Plain objects merge key by key; everything else of `over` replaces; an undefined leaves what was there. */
export function deepMerge(base: unknown, over: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(over)) {
    return over === undefined ? base : over;
  }
  const merged = Object.entries(over).map(([key, value]) => [key, deepMerge(Object.hasOwn(base, key) ? base[key] : undefined, value)]);
  return { ...base, ...(Object.fromEntries(merged) as Record<string, unknown>) };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
