import { isObject, isOutput, UNKNOWN, type Input, type Inputs, type Plan, type PlannedResource } from "./plan";

/**
 * The engine's marker of an unknown value: plugin.UnknownStringValue in
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A first preview, in which no output is known; or a stack that is deployed, in which all are. Each is a stack by its name. */
export type Moment = "preview" | "deployed";

/** A resource as the engine sends it. */
export interface WireResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly protect: boolean;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

export function wire(plan: Plan, moment: Moment): WireResource[] {
  return plan.resources.map((resource) => {
    const propertyDependencies = dependenciesOf(resource.inputs, new Set(plan.resources), moment);
    const inputs = valuesOf(resource.inputs, moment);
    return {
      urn: resource.urn(moment),
      type: resource.type,
      name: resource.name,
      parent: resource.options.parent?.urn(moment) ?? "",
      protect: resource.options.protect ?? false,
      inputs,
      outputs: moment === "preview" ? withoutNestedUnknowns(inputs) : inputs,
      dependencies: [...new Set(Object.values(propertyDependencies).flat())],
      propertyDependencies,
    };
  });
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
