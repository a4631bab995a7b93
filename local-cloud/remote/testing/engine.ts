import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { GetRootResourceResponse, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { CallResponse, ConstructResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { CallRequest, ConstructRequest, InvokeResponse as InvokeResponseMessage } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type {
  RegisterResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { RegisterResourceResponse, SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { componentService, type ComponentProvider } from "../server";
import { fromStruct, plainObject, type JsonObject } from "./values";

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

type Dependencies = RegisterResourceRequest.PropertyDependencies;

const project = "feas";
const stack = "real";

/**
 * As much of Pulumi's engine as remote components talk to, in this process: it registers resources without making
 * any, hands remote components to their providers over gRPC, and remembers everything.
 */
export class TestEngine {
  readonly registrations: Registration[] = [];
  readonly logs: string[] = [];
  dryRun = false;
  config: Record<string, string> = {};
  private readonly states = new Map<string, { id: string; state: JsonObject }>();
  private readonly clients = new Map<string, ResourceProviderClient>();
  private readonly server = new grpc.Server();
  private address = "";

  constructor(private readonly cloud: Cloud) {}

  async start(providers: readonly ComponentProvider[]): Promise<string> {
    this.server.addService(ResourceMonitorService, this.monitor());
    this.server.addService(EngineService, this.engine());
    this.address = await listen(this.server);
    for (const provider of providers) {
      const server = new grpc.Server();
      server.addService(ResourceProviderService, componentService(provider, this.address));
      const address = await listen(server);
      this.servers.push(server);
      this.clients.set(provider.name, new ResourceProviderClient(address, grpc.credentials.createInsecure()));
    }
    return this.address;
  }

  stop(): void {
    this.clients.forEach((client) => client.close());
    [this.server, ...this.servers].forEach((server) => server.forceShutdown());
  }

  /** Asks the provider of a package for a component, as the engine does for a program. */
  async construct(
    type: string,
    name: string,
    inputs: JsonObject,
    prepare: (request: ConstructRequest) => void = () => {},
  ): Promise<ConstructResponse> {
    const request = new ConstructRequest();
    request.setProject(project);
    request.setStack(stack);
    request.setDryrun(this.dryRun);
    request.setParallel(16);
    request.setMonitorendpoint(this.address);
    request.setType(type);
    request.setName(name);
    request.setInputs(Struct.fromJavaScript(inputs));
    Object.entries(this.config).forEach(([key, value]) => request.getConfigMap().set(key, value));
    prepare(request);
    const response = await new Promise<ConstructResponse>((resolve, reject) =>
      this.client(type).construct(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
    this.states.set(response.getUrn(), { id: "", state: this.stateOf(response) });
    return response;
  }

  call(token: string, args: JsonObject): Promise<CallResponse> {
    const request = new CallRequest();
    request.setProject(project);
    request.setStack(stack);
    request.setDryrun(this.dryRun);
    request.setParallel(16);
    request.setMonitorendpoint(this.address);
    request.setTok(token);
    request.setArgs(Struct.fromJavaScript(args));
    return new Promise((resolve, reject) =>
      this.client(token).call(request, (error, response) => (error ? reject(error) : resolve(response))),
    );
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

  private readonly servers: grpc.Server[] = [];

  private client(token: string): ResourceProviderClient {
    const client = this.clients.get(token.split(":")[0] ?? "");
    if (!client) {
      throw new Error(`No provider for ${token}.`);
    }
    return client;
  }

  private monitor(): grpc.UntypedServiceImplementation {
    return {
      supportsFeature: unary<SupportsFeatureRequest>(() => {
        const response = new SupportsFeatureResponse();
        response.setHassupport(true);
        return response;
      }),
      registerResource: unary<RegisterResourceRequest>((request) => this.register(request)),
      registerResourceOutputs: unary(() => new Empty()),
      signalAndWaitForShutdown: unary(() => new Empty()),
      invoke: unary<ResourceInvokeRequest>((request): InvokeResponse => {
        const args = fromStruct(request.getArgs());
        const response = new InvokeResponseMessage();
        response.setReturn(Struct.fromJavaScript(this.invoke(request.getTok(), args)));
        return response;
      }),
      call: unary<ResourceCallRequest>((request) => this.call(request.getTok(), fromStruct(request.getArgs()))),
    };
  }

  private engine(): grpc.UntypedServiceImplementation {
    return {
      log: unary<LogRequest>((request) => {
        this.logs.push(request.getMessage());
        return new Empty();
      }),
      getRootResource: unary(() => new GetRootResourceResponse()),
      setRootResource: unary(() => new SetRootResourceResponse()),
    };
  }

  private invoke(token: string, args: JsonObject): JsonObject {
    if (token !== "pulumi:pulumi:getResource") {
      return this.cloud.invoke(token, args);
    }
    const urn = String(args.urn);
    const found = this.states.get(urn);
    if (!found) {
      throw new Error(`unknown resource ${urn}`);
    }
    return { urn, id: found.id, state: found.state };
  }

  private async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    return request.getRemote() ? this.registerRemote(request) : this.registerPlain(request);
  }

  private async registerRemote(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const inputs = fromStruct(request.getObject());
    const constructed = await this.construct(request.getType(), request.getName(), inputs, (construct) => {
      construct.setParent(request.getParent());
      construct.setProtect(request.getProtect() ?? false);
      construct.setDependenciesList(request.getDependenciesList());
      construct.setAliasesList(request.getAliasesList());
      request.getProvidersMap().forEach((reference: string, pkg: string) => {
        construct.getProvidersMap().set(pkg, reference);
      });
      request.getPropertydependenciesMap().forEach((dependencies: Dependencies, key: string) => {
        const message = new ConstructRequest.PropertyDependencies();
        message.setUrnsList(dependencies.getUrnsList());
        construct.getInputdependenciesMap().set(key, message);
      });
    });
    const response = new RegisterResourceResponse();
    response.setUrn(constructed.getUrn());
    response.setObject(constructed.getState());
    constructed.getStatedependenciesMap().forEach((dependencies: ConstructResponse.PropertyDependencies, key: string) => {
      const message = new RegisterResourceResponse.PropertyDependencies();
      message.setUrnsList(dependencies.getUrnsList());
      response.getPropertydependenciesMap().set(key, message);
    });
    return response;
  }

  private registerPlain(request: RegisterResourceRequest): RegisterResourceResponse {
    const [type, name] = [request.getType(), request.getName()];
    const urn = urnOf(request.getParent(), type, name);
    const inputs = plainObject(request.getObject());
    const propertyDependencies: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((dependencies: Dependencies, key: string) => {
      propertyDependencies[key] = dependencies.getUrnsList();
    });
    this.registrations.push({
      urn,
      type,
      name,
      parent: request.getParent(),
      request: request.toObject(),
      inputs,
      propertyDependencies,
    });
    const id = request.getCustom() && !this.dryRun ? `${name}-id` : "";
    const outputs = request.getCustom() ? this.cloud.outputs(type, name, inputs) : {};
    const state = request.getCustom() ? { ...(this.dryRun ? unknowns(outputs) : outputs), ...inputs } : {};
    this.states.set(urn, { id, state });

    const response = new RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(id);
    response.setObject(Struct.fromJavaScript(state));
    return response;
  }
}

function unknowns(outputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(outputs).map((output) => [output, unknownValue]));
}

function urnOf(parent: string, type: string, name: string): string {
  const parentType = parent.split("::")[2] ?? "";
  const path = parentType === "" || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${path}::${name}`;
}

function unary<Request>(
  handle: (request: Request) => object | Promise<object>,
): grpc.handleUnaryCall<Request, object> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => callback(null, response),
        (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
      );
  };
}

function listen(server: grpc.Server): Promise<string> {
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(`127.0.0.1:${port}`),
    ),
  );
}
