import type { CallResponse, ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { isProvider, plain, plainObject, startMonitor, type Backend, type Json, type JsonObject, type MonitorServer } from "../../monitor";
import type { ComponentProvider } from "../server";

/** One resource that was registered, by the program or by a component. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly request: RegisterResourceRequest.AsObject;
  readonly inputs: JsonObject;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

export interface Cloud {
  /** Outputs of a resource that is no component, beside its inputs. */
  outputs(type: string, name: string, inputs: JsonObject): JsonObject;
  /** Result of a function of a provider. */
  invoke(token: string, args: JsonObject): JsonObject;
}

/** The monitor with answers from a recording in place of a cloud, and ways for tests to ask it. */
export class TestEngine {
  readonly logs: string[] = [];
  dryRun = false;
  config: Record<string, string> = {};
  private server: MonitorServer | undefined;

  constructor(private readonly cloud: Cloud) {}

  async start(providers: readonly ComponentProvider[]): Promise<string> {
    this.server = await startMonitor({
      deployment: () => ({ project: "feas", stack: "real", organization: "", dryRun: this.dryRun, config: this.config, secretKeys: [] }),
      backend: this.backend(),
      providers,
      onLog: ({ message }) => void this.logs.push(message),
    });
    return this.server.address;
  }

  stop(): void {
    this.server?.stop();
  }

  /** All but default providers. */
  get registrations(): Registration[] {
    return this.running().monitor.registrations.flatMap(({ urn, type, name, parent, inputs, propertyDependencies, request }) =>
      request === undefined ? [] : [{ urn, type, name, parent, request: request.toObject(), inputs: asGiven(type, plain(inputs) as JsonObject), propertyDependencies }],
    );
  }

  /** Asks the provider of a package for a component, as the engine does for a program. */
  async construct(
    type: string,
    name: string,
    inputs: JsonObject,
    prepare: (request: ConstructRequest) => void = () => {},
  ): Promise<ConstructResponse> {
    const { components, monitor } = this.running();
    const response = await components.construct(type, name, inputs, prepare);
    monitor.setOutputs(response.getUrn(), this.stateOf(response));
    return response;
  }

  call(token: string, args: JsonObject): Promise<CallResponse> {
    return this.running().components.call(token, args);
  }

  /** The outputs of a constructed component, secrets and outputs unwrapped. */
  stateOf(response: ConstructResponse): JsonObject {
    return plainObject(response.getState());
  }

  returnOf(response: CallResponse): JsonObject {
    return plainObject(response.getReturn());
  }

  find(type: string, name: string): Registration {
    const found = this.registrations.filter((registration) => registration.type === type && registration.name === name);
    if (found.length !== 1 || !found[0]) {
      throw new Error(`${found.length} resources ${type} "${name}" among ${this.names().join(", ")}`);
    }
    return found[0];
  }

  names(): string[] {
    return this.registrations.map(({ type, name }) => `${type}::${name}`).sort();
  }

  urn(type: string, name: string): string {
    return this.find(type, name).urn;
  }

  private running(): MonitorServer {
    if (this.server === undefined) {
      throw new Error("The engine was not started.");
    }
    return this.server;
  }

  private backend(): Backend {
    return {
      register: ({ type, name, inputs: wire }) => {
        const inputs = plain(wire) as JsonObject;
        const outputs = this.cloud.outputs(type, name, inputs);
        return { id: this.dryRun ? "" : `${name}-id`, inputs, outputs: { ...(this.dryRun ? unknowns(outputs) : outputs), ...inputs } };
      },
      read: (resource) => {
        throw new Error(`The recordings hold no ${resource.type} "${resource.name}" to read.`);
      },
      invoke: (token, args) => ({ result: this.cloud.invoke(token, args) }),
      configure: () => undefined,
      providerId: (name) => (this.dryRun ? unknownValue : `${name}-id`),
      versionOf: () => undefined,
    };
  }
}

/** Inputs of a provider without what the engine adds to them. */
function asGiven(type: string, inputs: JsonObject): JsonObject {
  const { __internal: _internal, version: _version, ...given } = inputs;
  return isProvider(type) ? given : inputs;
}

function unknowns(outputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(outputs).map((output): [string, Json] => [output, unknownValue]));
}
