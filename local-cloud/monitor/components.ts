/** Remote components: the engine hands them to the provider of their package, which registers their children. */
import * as grpc from "@grpc/grpc-js";
import { InputPropertiesError } from "@pulumi/pulumi/proto/errors_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { CallRequest, ConstructRequest, type CallResponse, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceCallRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { componentService, type ComponentProvider } from "../remote/server";
import { listen, messageLimits } from "./grpc";
import type { Goal } from "./registration";
import type { Deployment } from "./urn";
import { packageOf } from "./urn";
import { toStruct, type JsonObject } from "./wire";

/** What a provider is told of the deployment with each request. */
export interface DeploymentFacts extends Deployment {
  readonly organization: string;
  readonly dryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

const PARALLEL = 16;

export class RemoteComponents {
  private readonly clients = new Map<string, ResourceProviderClient>();
  private readonly servers: grpc.Server[] = [];
  private address = "";

  constructor(private readonly deployment: () => DeploymentFacts) {}

  /** Serves each provider on a port of its own. */
  async start(providers: readonly ComponentProvider[], address: string): Promise<void> {
    this.address = address;
    for (const provider of providers) {
      const server = new grpc.Server(messageLimits);
      server.addService(ResourceProviderService, componentService(provider, address));
      this.servers.push(server);
      this.clients.set(provider.name, new ResourceProviderClient(await listen(server), grpc.credentials.createInsecure(), messageLimits));
    }
  }

  stop(): void {
    this.clients.forEach((client) => client.close());
    this.servers.forEach((server) => server.forceShutdown());
  }

  construct(type: string, name: string, inputs: JsonObject, prepare: (request: ConstructRequest) => void): Promise<ConstructResponse> {
    const { project, stack, organization, dryRun, config, secretKeys } = this.deployment();
    const request = new ConstructRequest();
    request.setProject(project);
    request.setStack(stack);
    request.setOrganization(organization);
    request.setDryrun(dryRun);
    request.setParallel(PARALLEL);
    request.setMonitorendpoint(this.address);
    request.setType(type);
    request.setName(name);
    request.setInputs(toStruct(inputs));
    request.setAcceptsOutputValues(true);
    Object.entries(config).forEach(([key, value]) => request.getConfigMap().set(key, value));
    request.setConfigsecretkeysList([...secretKeys]);
    prepare(request);
    return new Promise((resolve, reject) => this.client(type).construct(request, (error, response) => (error ? reject(refusal(error)) : resolve(response))));
  }

  /** @param dependencies - for each argument, the resources it is made of */
  call(token: string, args: JsonObject, dependencies?: ResourceCallRequest["getArgdependenciesMap"]): Promise<CallResponse> {
    const { project, stack, organization, dryRun, config, secretKeys } = this.deployment();
    const request = new CallRequest();
    request.setProject(project);
    request.setStack(stack);
    request.setOrganization(organization);
    request.setDryrun(dryRun);
    request.setParallel(PARALLEL);
    request.setMonitorendpoint(this.address);
    request.setTok(token);
    request.setArgs(toStruct(args));
    Object.entries(config).forEach(([key, value]) => request.getConfigMap().set(key, value));
    request.setConfigsecretkeysList([...secretKeys]);
    dependencies?.().forEach((each: ResourceCallRequest.ArgumentDependencies, argument: string) => {
      const message = new CallRequest.ArgumentDependencies();
      message.setUrnsList(each.getUrnsList());
      request.getArgdependenciesMap().set(argument, message);
    });
    return new Promise((resolve, reject) => this.client(token).call(request, (error, response) => (error ? reject(refusal(error)) : resolve(response))));
  }

  private client(token: string): ResourceProviderClient {
    const client = this.clients.get(packageOf(token));
    if (!client) {
      const known = [...this.clients.keys()].join(" and ");
      throw new Error(`No provider constructs ${token}: the local cloud stands in for the components of ${known}.`);
    }
    return client;
  }
}

/** The options of a component, for its provider. */
export function constructOptions({ parent, options, dependencies, propertyDependencies }: Goal): (request: ConstructRequest) => void {
  return (request) => {
    request.setParent(parent);
    request.setDependenciesList([...dependencies]);
    request.setAliasesList(options.getAliasesList());
    if (options.hasProtect()) {
      request.setProtect(options.getProtect() ?? false);
    }
    if (options.hasRetainOnDelete()) {
      request.setRetainondelete(options.getRetainOnDelete() ?? false);
    }
    if (options.hasDeleteBeforeReplace()) {
      request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
    }
    request.setDeletedwith(options.getDeletedWith());
    request.setIgnorechangesList(options.getIgnoreChangesList());
    request.setReplaceonchangesList(options.getReplaceOnChangesList());
    request.setReplaceWithList(options.getReplaceWithList());
    request.setReplacementTrigger(options.getReplacementTrigger());
    request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
    request.setCustomtimeouts(timeouts(options));
    options.getProvidersMap().forEach((reference: string, name: string) => void request.getProvidersMap().set(name, reference));
    for (const [property, urns] of Object.entries(propertyDependencies)) {
      const message = new ConstructRequest.PropertyDependencies();
      message.setUrnsList([...urns]);
      request.getInputdependenciesMap().set(property, message);
    }
  };
}

/** What a provider refused, with the properties it names. */
export function refusal(error: grpc.ServiceError): Error {
  const [status] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(status)) {
    return new Error(error.details);
  }
  const properties = Status.deserializeBinary(new Uint8Array(status))
    .getDetailsList()
    .map((any) => any.unpack((bytes) => InputPropertiesError.deserializeBinary(bytes), "pulumirpc.InputPropertiesError"))
    .flatMap((details) => details?.getErrorsList() ?? []);
  return new Error([error.details, ...properties.map((each) => `${each.getPropertyPath()}: ${each.getReason()}`)].join(" ").trim());
}

function timeouts(options: Goal["options"]): ConstructRequest.CustomTimeouts | undefined {
  const given = options.getCustomTimeouts();
  if (given === undefined) {
    return undefined;
  }
  const message = new ConstructRequest.CustomTimeouts();
  message.setCreate(given.getCreate());
  message.setUpdate(given.getUpdate());
  message.setDelete(given.getDelete());
  return message;
}
