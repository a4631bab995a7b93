/** Typed, forgiving access to property values: a value that is absent, unknown or of another type reads as undefined. */
import { containsUnknown, isObject, isUnknown, type Properties, type Value } from "../provider/values";

/** A value with the path at which it was found. */
export interface Found {
  readonly path: string;
  readonly value: Value;
}

export class Reader {
  constructor(readonly properties: Properties) {}

  /** The value at a path such as `vpcConfig.subnetIds[0]`. */
  at(path: string): Value | undefined {
    return valuesAt(this.properties, path)[0]?.value;
  }

  /** Every value at a path with wildcards, such as `routes[*].gatewayId`. */
  all(path: string): Found[] {
    return valuesAt(this.properties, path);
  }

  /** Whether the program gave the property, even if its value is still unknown. */
  given(path: string): boolean {
    const value = this.at(path);
    return value !== undefined && value !== null;
  }

  /** Whether the property is absent for sure: rules about missing values must not speak of unknown ones. */
  absent(path: string): boolean {
    return !this.given(path);
  }

  /** Whether the value, or a part of it, is still unknown. */
  unknown(path: string): boolean {
    return containsUnknown(this.at(path));
  }

  text(path: string): string | undefined {
    const value = this.at(path);
    return typeof value === "string" ? value : undefined;
  }

  /** A number; the SDK sends some as text. */
  number(path: string): number | undefined {
    const value = this.at(path);
    if (typeof value === "number") {
      return value;
    }
    return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  }

  /** A flag; the SDK sends some as text. */
  flag(path: string): boolean | undefined {
    const value = this.at(path);
    return value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;
  }

  /** Whether the flag is false or was never given; an unknown one is neither. */
  off(path: string): boolean {
    return this.absent(path) || this.flag(path) === false;
  }

  /** The known texts of a list. */
  texts(path: string): string[] {
    const value = this.at(path);
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  }

  /** The objects of a list. */
  objects(path: string): Reader[] {
    const value = this.at(path);
    return Array.isArray(value) ? value.filter(isObject).map((item) => new Reader(item)) : [];
  }

  /** The object at a path; empty when there is none. */
  object(path: string): Reader {
    const value = this.at(path);
    return new Reader(isObject(value) ? value : {});
  }

  /** How many items the list has; undefined while the list itself is unknown. */
  count(path: string): number | undefined {
    const value = this.at(path);
    return Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : undefined;
  }
}

function valuesAt(root: Value, path: string): Found[] {
  const steps = path.match(/[^.[\]]+|\*/g) ?? [];
  let found: Found[] = [{ path: "", value: root }];
  for (const step of steps) {
    found = found.flatMap((current) => stepInto(current, step));
  }
  return found;
}

function stepInto({ path, value }: Found, step: string): Found[] {
  if (Array.isArray(value)) {
    const indexes = step === "*" ? value.map((_, index) => index) : [Number(step)];
    return indexes.flatMap((index) => (value[index] === undefined ? [] : [{ path: `${path}[${index}]`, value: value[index] }]));
  }
  if (isUnknown(value)) {
    return [{ path, value }];
  }
  if (isObject(value)) {
    const keys = step === "*" ? Object.keys(value) : [step];
    return keys.flatMap((key) => {
      const next = value[key];
      return next === undefined ? [] : [{ path: path === "" ? key : `${path}.${key}`, value: next }];
    });
  }
  return [];
}
