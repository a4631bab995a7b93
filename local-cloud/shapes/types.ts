/** What the installed SDK packages say about resources and functions. */
import type { Properties } from "../provider/values";

export type TypeShape =
  | { readonly kind: "string" | "number" | "boolean" | "any" | "asset" | "resource" }
  | { readonly kind: "list"; readonly element: TypeShape }
  | { readonly kind: "map"; readonly element: TypeShape }
  | ObjectShape
  | { readonly kind: "enum"; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: "union"; readonly of: readonly TypeShape[] };

/** A nested type such as `inputs.ec2.LaunchTemplateMetadataOptions`; its properties are read when first asked for. */
export interface ObjectShape {
  readonly kind: "object";
  readonly name: string;
  readonly properties: readonly PropertyShape[];
}

export interface PropertyShape {
  readonly name: string;
  readonly type: TypeShape;
  readonly required: boolean;
  /** The SDK's own comment says that changing it replaces the resource. */
  readonly documentedReplacement: boolean;
}

/** What the checks need: something named that takes properties. */
export interface InputShape {
  readonly token: string;
  readonly inputs: readonly PropertyShape[];
  /** Whether the provider converts between strings, numbers and booleans, as providers bridged from Terraform do. */
  readonly coerces: boolean;
  /** Whether properties beyond the listed ones are allowed: custom resources of Kubernetes. */
  readonly open: boolean;
  /** Inputs whose values never belong in a message. */
  readonly secretInputs: readonly string[];
}

export interface ResourceShape extends InputShape {
  /** Every property the resource has after it exists; inputs are among them. */
  readonly outputs: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly isComponent: boolean;
  /** Values the SDK fills in: constants such as `apiVersion`, and defaults such as "Managed by Pulumi". */
  readonly constants: Properties;
  readonly defaults: Properties;
  /** Former type tokens of this resource. */
  readonly aliases: readonly string[];
  /** What replaces the resource; read when first asked for. */
  readonly replacement: Replacement;
}

export type FunctionShape = InputShape;

export interface Replacement {
  /**
   * Paths without indices, such as `encryptionConfig.provider`; everything below a path counts as the path itself.
   * "*" stands for every input.
   */
  readonly changed: readonly string[];
  /** Paths that replace only when a value that was there goes away or becomes another; setting them first is in place. */
  readonly unset: readonly string[];
  /** Values that the provider takes for an input left out: leaving it out and giving this value are one. */
  readonly implied: Properties;
}

export interface InputDifference {
  /** Paths as Pulumi writes them, such as `tags.Name` or `subnetIds[0]`. */
  readonly changes: string[];
  /** Those of the changes that replace the resource. */
  readonly replaces: string[];
}

export interface InstalledPackage {
  /** Name in tokens, such as `aws`. */
  readonly name: string;
  readonly version: string;
}

export interface Catalogue {
  packages(): readonly InstalledPackage[];
  resource(token: string): ResourceShape | undefined;
  func(token: string): FunctionShape | undefined;
}
