/** A Pulumi plan as the JSON of a Terraform plan, so that scanners which know only those judge it. */
import type { Catalogue, PropertyShape, TypeShape } from "../../local-cloud/shapes";
import { terraformProperty, terraformType } from "./names";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** What the conversion takes of a resource. */
export interface ScannedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: JsonObject;
  /** For each input, the URNs that it is made of. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** https://developer.hashicorp.com/terraform/internals/json-format */
export interface TerraformPlan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly planned_values: { readonly root_module: { readonly resources: readonly PlannedValues[] } };
  readonly resource_changes: readonly ResourceChange[];
  readonly configuration: { readonly root_module: { readonly resources: readonly ConfiguredResource[] } };
}

interface Addressed {
  readonly address: string;
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
}

interface PlannedValues extends Addressed {
  readonly provider_name: string;
  readonly schema_version: number;
  readonly values: JsonObject;
}

interface ResourceChange extends Addressed {
  readonly provider_name: string;
  readonly change: { readonly actions: readonly ["create"]; readonly before: null; readonly after: JsonObject; readonly after_unknown: JsonObject };
}

interface ConfiguredResource extends Addressed {
  readonly expressions: Readonly<Record<string, { readonly references: readonly string[] }>>;
}

const PROVIDER = "registry.terraform.io/hashicorp/aws";

/** All resources of AWS in a plan; what belongs to other providers is left out. */
export function terraformPlan(resources: readonly ScannedResource[], catalogue: Pick<Catalogue, "resource">): TerraformPlan {
  const addresses = addressesOf(resources);
  const converted = resources.flatMap((resource) => {
    const addressed = addresses.get(resource.urn);
    return addressed === undefined ? [] : [{ resource, addressed, shape: catalogue.resource(resource.type)?.inputs ?? [] }];
  });
  const values = converted.map(({ resource, addressed, shape }) => ({ addressed, values: objectValues(resource.inputs, shape) }));
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: values.map(({ addressed, values }) => ({ ...addressed, provider_name: PROVIDER, schema_version: 0, values })) } },
    resource_changes: values.map(({ addressed, values }) => ({
      ...addressed,
      provider_name: PROVIDER,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: { root_module: { resources: converted.map(({ resource, addressed, shape }) => ({ ...addressed, expressions: expressions(resource, shape, addresses) })) } },
  };
}

function addressesOf(resources: readonly ScannedResource[]): ReadonlyMap<string, Addressed> {
  return new Map(
    resources.flatMap(({ urn, type, name }) => {
      const terraform = terraformType(type);
      const label = name.replaceAll(/[^\w-]/g, "_");
      return terraform === undefined ? [] : [[urn, { address: `${terraform}.${label}`, mode: "managed", type: terraform, name: label }] as const];
    }),
  );
}

/** Which resources an input is made of: the relations that scanners follow. */
function expressions({ propertyDependencies }: ScannedResource, shape: readonly PropertyShape[], addresses: ReadonlyMap<string, Addressed>): ConfiguredResource["expressions"] {
  return Object.fromEntries(
    Object.entries(propertyDependencies).flatMap(([name, urns]) => {
      const referred = urns.flatMap((urn) => addresses.get(urn)?.address ?? []);
      const references = referred.flatMap((address) => [`${address}.id`, address]);
      return references.length === 0 ? [] : [[nameOf(name, typeOf(name, shape)), { references }]];
    }),
  );
}

function objectValues(value: JsonObject, shape: readonly PropertyShape[]): JsonObject {
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const type = typeOf(name, shape);
    const converted = valueOf(inner, type);
    // An empty list in place of an absent block makes checks for its absence pass: https://github.com/bridgecrewio/checkov/issues/7360
    return converted === undefined ? [] : [[nameOf(name, type), converted]];
  });
  return Object.fromEntries(entries);
}

function valueOf(value: Json, type: TypeShape | undefined): Json | undefined {
  if (value === null || (Array.isArray(value) && value.length === 0)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    const element = type?.kind === "list" ? type.element : undefined;
    return (value as readonly Json[]).flatMap((each) => {
      const converted = isObject(each) ? inner(each, element) : each;
      return converted === undefined ? [] : [converted];
    });
  }
  if (!isObject(value)) {
    return value;
  }
  // A block that occurs once at the most is a list of one in a plan; the keys of a map are the user's.
  return type?.kind === "map" ? value : [inner(value, type)];
}

function inner(value: JsonObject, type: TypeShape | undefined): JsonObject {
  return objectValues(value, type?.kind === "object" ? type.properties : []);
}

function nameOf(name: string, type: TypeShape | undefined): string {
  return terraformProperty(name, type?.kind === "list" && type.element.kind === "object");
}

function typeOf(name: string, shape: readonly PropertyShape[]): TypeShape | undefined {
  return shape.find((property) => property.name === name)?.type;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
