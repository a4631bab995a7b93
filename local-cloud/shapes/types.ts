/** What the installed SDK packages say about resources and functions. */
import type { Properties, Value } from "../provider/values";

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

/** One input whose change replaces the resource. */
export interface ReplacementRule {
  /** Path without list indices, such as `encryptionConfig.provider`; what is below it counts as itself. */
  readonly path: string;
  /** Whether a change replaces, by the values at the path; every change does when this is left out. */
  readonly when?: (before: Value | undefined, after: Value | undefined) => boolean;
}

export interface Replacement {
  readonly rules: readonly ReplacementRule[];
  /** Values the provider takes for inputs left out: leaving one out and giving this value are the same. */
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
