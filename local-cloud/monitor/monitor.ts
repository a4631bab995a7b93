/**
 * As much of Pulumi's engine as a program and remote components talk to, in this process: it registers resources
 * without making any, applies what the engine applies (inheritance, transforms, default providers), hands remote
 * components to their providers, and remembers everything.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/source_eval.go
 */
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { InvokeResponse, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceResponse, type ReadResourceRequest, ReadResourceResponse, type RegisterResourceRequest, type ResourceInvokeRequest, type TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { constructOptions, type RemoteComponents } from "./components";
import { DefaultProviders, isProvider, packageOfProvider } from "./default-providers";
import { inherit, type Inheritable } from "./options";
import { goalOf, sorted, type Goal, type Lists } from "./registration";
import type { Transforms } from "./transforms";
import { packageOf, providerUrnOf, typeOf, urnOf, type Deployment } from "./urn";
import { dependenciesIn, fromStruct, plain, toStruct, withoutOutputs, type JsonObject } from "./wire";

/** One resource as the engine took it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN; empty at the root. */
  readonly parent: string;
  readonly custom: boolean;
  /** Exists already, and is only read: its id. */
  readonly external?: string;
  /** On the wire, as its provider left them. */
  readonly inputs: JsonObject;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Lists;
  /** Reference of its provider; empty for components and providers. */
  readonly provider: string;
  readonly options: TransformResourceOptions;
  /** As it was sent, before anything was added to it; undefined for a default provider, and for what is only read. */
  readonly request?: RegisterResourceRequest;
}

/** A resource that a provider is asked for. */
export interface CustomResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** On the wire, secrets marked. */
  readonly inputs: JsonObject;
  readonly additionalSecretOutputs: readonly string[];
  /** Configuration of its provider. */
  readonly providerInputs: JsonObject;
}

export interface CustomState {
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

/** What stands behind the providers. */
export interface Backend {
  register(resource: CustomResource): CustomState;
  read(resource: CustomResource, id: string): JsonObject;
  invoke(token: string, args: JsonObject, providerInputs: JsonObject): { readonly result: JsonObject; readonly failures?: readonly { property: string; reason: string }[] };
  /** Takes the configuration of a provider of this package; throws when the provider would refuse it. */
  configure(pack: string, inputs: JsonObject): void;
  /** Id of a provider: not known at preview. */
  providerId(name: string): string;
  /** Version of an installed package; undefined for one that is not. */
  versionOf(pack: string): string | undefined;
}

export interface MonitorOptions {
  readonly deployment: () => Deployment & { readonly config: Readonly<Record<string, string>> };
  readonly backend: Backend;
  readonly components: RemoteComponents;
  readonly transforms: Transforms;
}

const GET_RESOURCE = "pulumi:pulumi:getResource";

export class Monitor {
  readonly registrations: Registration[] = [];
  /** Why requests were refused, in the order in which they were. */
  readonly failures: string[] = [];
  private readonly states = new Map<string, { id: string; state: JsonObject }>();
  private readonly inheritable = new Map<string, Inheritable>();
  private readonly parents = new Map<string, string>();
  private readonly transformsOf = new Map<string, readonly Callback[]>();
  private readonly transformsOfRemote = new Map<string, readonly Callback[]>();
  private readonly stackTransforms: Callback[] = [];
  private readonly providersOf = new Map<string, ReadonlyMap<string, string>>();
  private readonly providerInputs = new Map<string, JsonObject>();
  private readonly defaults: DefaultProviders;

  constructor(private readonly options: MonitorOptions) {
    this.defaults = new DefaultProviders(options.backend, () => options.deployment().config, (type, name, inputs, empty) => {
      const urn = urnOf(options.deployment(), "", type, name);
      this.configure(urn, inputs);
      this.registrations.push({ urn, type, name, parent: "", custom: true, inputs, dependencies: [], propertyDependencies: {}, provider: "", options: empty });
      return `${urn}::${options.backend.providerId(name)}`;
    });
  }

  /** Notes why a request was refused, unless it only passes on what was noted before. */
  fail(error: unknown): void {
    const sentence = error instanceof Error ? error.message : String(error);
    if (!this.failures.some((earlier) => sentence.includes(earlier))) {
      this.failures.push(sentence);
    }
  }

  async register(original: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const request = original.clone() as RegisterResourceRequest;
    const parent = request.getParent();
    const above = this.inheritable.get(parent);
    if (above !== undefined) {
      inherit(request, above);
    }
    const hasProvider = request.getCustom() || request.getRemote();
    const provider = hasProvider ? this.providerFor(request) : request.getProvider();
    const own = this.ownTransforms(request);
    const goal = await goalOf(request, provider, [...own, ...this.transformsAbove(parent), ...this.stackTransforms], (...args) => this.options.transforms.run(...args));
    if (!goal.custom) {
      this.passProvidersDown(goal);
    }
    const response = goal.remote ? await this.registerRemote(goal) : this.registerPlain(goal, original);
    const urn = response.getUrn();
    this.parents.set(urn, parent);
    this.transformsOf.set(urn, own);
    if (!goal.custom) {
      this.providersOf.set(urn, new Map(goal.options.getProvidersMap().getEntryList()));
    }
    return response;
  }

  registerStackTransform(callback: Callback): void {
    this.stackTransforms.push(callback);
  }

  invoke(request: ResourceInvokeRequest): InvokeResponse {
    const [token, args] = [request.getTok(), fromStruct(request.getArgs())];
    const response = new InvokeResponse();
    const provider = request.getProvider() || this.defaults.reference(packageOf(token), request.getVersion(), request.getPlugindownloadurl());
    if (token === GET_RESOURCE) {
      response.setReturn(toStruct(this.existing(String(args.urn))));
      return response;
    }
    const { result, failures = [] } = this.options.backend.invoke(token, args, this.inputsOfProvider(provider));
    response.setReturn(toStruct(result));
    if (failures.length > 0) {
      throw new Error(failures.map(({ property, reason }) => (property === "" ? reason : `${property}: ${reason}`)).join(" "));
    }
    return response;
  }

  read(request: ReadResourceRequest): ReadResourceResponse {
    const [type, name, parent, id] = [request.getType(), request.getName(), request.getParent(), request.getId()];
    const provider = request.getProvider() || this.defaults.reference(packageOf(type), request.getVersion(), request.getPlugindownloadurl());
    const urn = urnOf(this.options.deployment(), parent, type, name);
    const inputs = withoutOutputs(fromStruct(request.getProperties())) as JsonObject;
    const additionalSecretOutputs = request.getAdditionalsecretoutputsList();
    const outputs = this.options.backend.read({ urn, type, name, inputs, additionalSecretOutputs, providerInputs: this.inputsOfProvider(provider) }, id);
    const options = this.defaults.noOptions();
    options.setAdditionalSecretOutputsList(additionalSecretOutputs);
    this.registrations.push({ urn, type, name, parent, custom: true, external: id, inputs, dependencies: sorted(request.getDependenciesList()), propertyDependencies: {}, provider, options });
    this.states.set(urn, { id, state: outputs });
    const response = new ReadResourceResponse();
    response.setUrn(urn);
    response.setProperties(toStruct(outputs));
    return response;
  }

  /** Id and outputs of a resource; of one that was never registered, none. */
  stateOf(urn: string): { readonly id: string; readonly outputs: JsonObject } {
    const { id = "", state = {} } = this.states.get(urn) ?? {};
    return { id, outputs: state };
  }

  /** Keeps the outputs of a component, which references to it are filled with. */
  setOutputs(urn: string, outputs: JsonObject): void {
    this.states.set(urn, { id: this.states.get(urn)?.id ?? "", state: outputs });
  }

  private existing(urn: string): JsonObject {
    const found = this.states.get(urn);
    if (!found) {
      throw new Error(`unknown resource ${urn}`);
    }
    return { urn, id: found.id, state: found.state };
  }

  /** The provider that the request names, else the one that the component above hands down; empty for the default. */
  private providerFor(request: RegisterResourceRequest): string {
    const pack = packageOf(request.getType());
    return request.getProvider() || request.getProvidersMap().get(pack) || this.providersOf.get(request.getParent())?.get(pack) || "";
  }

  /** The component that a provider registers has the transforms that the program gave to it. */
  private ownTransforms(request: RegisterResourceRequest): readonly Callback[] {
    const key = [request.getParent(), request.getType(), request.getName()].join("::");
    const pending = this.transformsOfRemote.get(key);
    if (pending !== undefined) {
      this.transformsOfRemote.delete(key);
      return pending;
    }
    const own = request.getTransformsList();
    if (request.getRemote() && own.length > 0) {
      this.transformsOfRemote.set(key, own);
    }
    return own;
  }

  private transformsAbove(parent: string): Callback[] {
    const found: Callback[] = [];
    for (let urn = parent; urn !== ""; urn = this.parents.get(urn) ?? "") {
      found.push(...(this.transformsOf.get(urn) ?? []));
    }
    return found;
  }

  private passProvidersDown({ parent, options }: Goal): void {
    const own = options.getProvidersMap();
    this.providersOf.get(parent)?.forEach((reference, pack) => {
      if (!own.has(pack)) {
        own.set(pack, reference);
      }
    });
  }

  private async registerRemote(goal: Goal): Promise<RegisterResourceResponse> {
    this.defaults.reference(packageOf(goal.type), goal.options.getVersion(), goal.options.getPluginDownloadUrl(), goal.options.getProvider());
    const constructed = await this.options.components.construct(goal.type, goal.name, goal.properties, constructOptions(goal));
    return this.constructed(constructed);
  }

  private constructed(constructed: ConstructResponse): RegisterResourceResponse {
    const state = fromStruct(constructed.getState());
    const response = new RegisterResourceResponse();
    response.setUrn(constructed.getUrn());
    response.setObject(toStruct(withoutOutputs(state) as JsonObject));
    const told = constructed.getStatedependenciesMap();
    for (const [property, value] of Object.entries(state)) {
      const message = new RegisterResourceResponse.PropertyDependencies();
      message.setUrnsList(sorted([...(told.get(property)?.getUrnsList() ?? []), ...dependenciesIn(value)]));
      response.getPropertydependenciesMap().set(property, message);
    }
    return response;
  }

  private registerPlain(goal: Goal, request: RegisterResourceRequest): RegisterResourceResponse {
    const { type, name, parent, custom, options, dependencies, propertyDependencies } = goal;
    const urn = urnOf(this.options.deployment(), parent, type, name);
    if (this.states.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    const properties = withoutOutputs(goal.properties) as JsonObject;
    const provider = custom && !isProvider(type) ? this.defaults.reference(packageOf(type), options.getVersion(), options.getPluginDownloadUrl(), options.getProvider()) : "";
    const { id, inputs, outputs } = this.settled(goal, urn, properties, provider);
    this.registrations.push({ urn, type, name, parent, custom, inputs, dependencies, propertyDependencies, provider, options, request });
    this.states.set(urn, { id, state: outputs });
    this.inheritable.set(urn, {
      protect: options.hasProtect() ? options.getProtect() : undefined,
      retainOnDelete: options.hasRetainOnDelete() ? options.getRetainOnDelete() : undefined,
      deletedWith: options.getDeletedWith(),
      provider,
    });
    const response = new RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(id);
    response.setObject(toStruct(outputs));
    return response;
  }

  private settled({ type, name, custom, options }: Goal, urn: string, properties: JsonObject, provider: string): CustomState {
    if (!custom) {
      return { id: "", inputs: properties, outputs: {} };
    }
    if (isProvider(type)) {
      const inputs = this.defaults.withVersion(type, properties, options);
      this.configure(urn, inputs);
      return { id: this.options.backend.providerId(name), inputs, outputs: inputs };
    }
    const additionalSecretOutputs = options.getAdditionalSecretOutputsList();
    return this.options.backend.register({ urn, type, name, inputs: properties, additionalSecretOutputs, providerInputs: this.inputsOfProvider(provider) });
  }

  private configure(urn: string, inputs: JsonObject): void {
    const plainInputs = plain(inputs) as JsonObject;
    this.providerInputs.set(urn, plainInputs);
    this.options.backend.configure(packageOfProvider(typeOf(urn)), plainInputs);
  }

  private inputsOfProvider(reference: string): JsonObject {
    return this.providerInputs.get(providerUrnOf(reference)) ?? {};
  }
}
