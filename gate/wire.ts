/** From a plan to what the engine would send to a policy pack. */
import { UNKNOWN, type Plan, type PlannedResource, type Value } from "../plan";
import { UNKNOWN_STRING, type WireProvider, type WireResource } from "../policies/analyzer";

export function wireOf(plan: Plan): WireResource[] {
  const providers = new Map<string, WireProvider>();
  return plan.resources.map((resource) => {
    const inputs = valuesOf(resource.inputs);
    const outputs = { ...inputs, ...valuesOf(resource.outputs) };
    const provider = providerOf(plan, resource, providers);
    return {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      parent: resource.parent ?? "",
      protect: resource.options.protect,
      ignoreChanges: resource.options.ignoreChanges,
      ...(provider && { provider }),
      inputs,
      outputs: resource.id === undefined ? withoutNestedUnknowns(outputs) : outputs,
      dependencies: resource.dependencies,
      propertyDependencies: resource.propertyDependencies,
    };
  });
}

function providerOf(plan: Plan, { options }: PlannedResource, known: Map<string, WireProvider>): WireProvider | undefined {
  if (options.provider === undefined) {
    return undefined;
  }
  let provider = known.get(options.provider);
  if (provider === undefined) {
    const { urn, type, name, inputs } = plan.get(options.provider);
    provider = { urn, type, name, inputs: valuesOf(inputs) };
    known.set(urn, provider);
  }
  return provider;
}

function valuesOf(values: Readonly<Record<string, Value>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, valueOf(value)]));
}

function valueOf(value: Value): unknown {
  if (value === UNKNOWN) {
    return UNKNOWN_STRING;
  }
  if (Array.isArray(value)) {
    return value.map(valueOf);
  }
  return typeof value === "object" && value !== null ? valuesOf(value) : value;
}

/** In preview an output may go missing when something inside it is unknown: https://github.com/pulumi/pulumi/issues/7854. */
function withoutNestedUnknowns(outputs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => typeof value !== "object" || !JSON.stringify(value).includes(UNKNOWN_STRING)));
}

