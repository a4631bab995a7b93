import { UNKNOWN_STRING, type WireProvider, type WireResource } from "../analyzer";
import { isJsonText, isObject, isOutput, UNKNOWN, type Input, type Inputs, type Plan, type PlannedResource } from "./plan";

/** A first preview, in which no output is known; or a stack that is deployed, in which all are. Each is a stack by its name. */
export type Moment = "preview" | "deployed";

const PROVIDER = "pulumi:providers:aws";

/** Resources of AWS have the plan's own provider, as if it were the default one. */
export function wire(plan: Plan, moment: Moment): WireResource[] {
  const provider = providerOf(plan, moment);
  return plan.resources.map((resource) => {
    const propertyDependencies = dependenciesOf(resource.inputs, new Set(plan.resources), moment);
    const inputs = valuesOf(resource.inputs, moment);
    return {
      urn: resource.urn(moment),
      type: resource.type,
      name: resource.name,
      parent: resource.options.parent?.urn(moment) ?? "",
      protect: resource.options.protect ?? false,
      ignoreChanges: resource.options.ignoreChanges ?? [],
      ...(provider && resource.type.startsWith("aws:") && { provider }),
      inputs,
      outputs: moment === "preview" ? withoutNestedUnknowns(inputs) : inputs,
      dependencies: [...new Set(Object.values(propertyDependencies).flat())],
      propertyDependencies,
    };
  });
}

function providerOf(plan: Plan, moment: Moment): WireProvider | undefined {
  const provider = plan.resources.find(({ type }) => type === PROVIDER);
  return provider && { type: provider.type, name: provider.name, urn: provider.urn(moment), inputs: valuesOf(provider.inputs, moment) };
}

function valuesOf(inputs: Inputs, moment: Moment): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([, input]) => input !== undefined)
      .map(([key, input]) => [key, valueOf(input, moment)]),
  );
}

function valueOf(input: Input, moment: Moment): unknown {
  if (isOutput(input)) {
    return moment === "preview" ? UNKNOWN_STRING : `${input.of.name}-${input.property}`;
  }
  if (input === UNKNOWN) {
    return UNKNOWN_STRING;
  }
  if (Array.isArray(input)) {
    return (input as readonly Input[]).map((each) => valueOf(each, moment));
  }
  if (isJsonText(input)) {
    const text = JSON.stringify(valueOf(input.jsonOf, moment));
    return text.includes(UNKNOWN_STRING) ? UNKNOWN_STRING : text;
  }
  return isObject(input) ? valuesOf(input, moment) : input;
}

/** In preview an output may go missing when something inside it is unknown: https://github.com/pulumi/pulumi/issues/7854. */
function withoutNestedUnknowns(inputs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => typeof value !== "object" || !JSON.stringify(value).includes(UNKNOWN_STRING)));
}

function dependenciesOf(inputs: Inputs, members: ReadonlySet<PlannedResource>, stack: string): Record<string, string[]> {
  const all = Object.entries(inputs).map(([property, input]): [string, string[]] => [
    property,
    [...new Set(sourcesOf(input))].filter((source) => members.has(source)).map((source) => source.urn(stack)),
  ]);
  return Object.fromEntries(all.filter(([, urns]) => urns.length > 0));
}

function sourcesOf(input: Input): PlannedResource[] {
  if (isOutput(input)) {
    return [input.of];
  }
  if (Array.isArray(input)) {
    return (input as readonly Input[]).flatMap(sourcesOf);
  }
  return isObject(input) ? Object.values(input).flatMap(sourcesOf) : [];
}
