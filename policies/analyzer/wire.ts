/**
 * The engine's marker of an unknown value: plugin.UnknownStringValue in
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A provider as the engine sends it with each of its resources. */
export interface WireProvider {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** A resource as the engine sends it. */
export interface WireResource extends WireProvider {
  readonly parent: string;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  /** Undefined for components. */
  readonly provider?: WireProvider;
  readonly outputs: Record<string, unknown>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}
