import * as pulumi from "@pulumi/pulumi";

/** What a transform function may give back; a part left out stays as it was. */
export interface Transformed<A> {
  readonly args?: A;
  readonly opts?: pulumi.CustomResourceOptions;
}

/**
 * The one escape hatch to a child's own arguments: either a part of them, merged deeply over the component's, or a function that
 * changes the arguments and options in place or gives back new ones. Policies still judge the outcome.
 */
export type Transform<A> = Partial<A> | ((args: A, opts: pulumi.CustomResourceOptions, name: string) => Transformed<A> | void);

/** Applies a transform to the arguments and options of the child with this name. */
export function applyTransform<A extends object>(
  transform: Transform<A> | undefined,
  args: A,
  opts: pulumi.CustomResourceOptions,
  name: string,
): { args: A; opts: pulumi.CustomResourceOptions } {
  if (transform === undefined) return { args, opts };
  if (typeof transform !== "function") return { args: mergeDeep(args, transform), opts };

  const own = { args: mergeDeep(args, {}), opts: { ...opts } };
  const result = transform(own.args, own.opts, name) ?? {};
  return { args: result.args ?? own.args, opts: result.opts ?? own.opts };
}

/**
 * `over` laid upon `base`: plain objects are merged key by key, everything else (lists, Outputs, resources, scalars) is replaced
 * as a whole, and `undefined` keeps what is there. Neither argument is changed.
 */
export function mergeDeep<T extends object>(base: T, over: Partial<T>): T {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined || key === "__proto__") continue;
    const below = merged[key];
    merged[key] = isPlainObject(below) && isPlainObject(value) ? mergeDeep(below, value) : value;
  }
  for (const [key, value] of Object.entries(merged)) {
    if (isPlainObject(value)) merged[key] = mergeDeep(value, {});
  }
  return merged as T;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
