import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CallResponse,
  CheckFailure,
  ConfigureResponse,
  ConstructResponse,
  GetSchemaResponse,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type {
  CallRequest,
  ConstructRequest,
  InvokeRequest,
  ProviderHandshakeRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { serializeResourceProperties } from "@pulumi/pulumi/runtime/rpc";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { componentOptions } from "./options";
import { answer } from "./requests";
import { awaitFeatureSupport, deserializeInputs, resetOptions, setAllConfig, waitForRPCs, withOwnRuntime } from "./runtime";

/** A package of remote components, and nothing else. */
export interface ComponentProvider {
  readonly name: string;
  readonly version: string;
  construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult>;
  call(token: string, inputs: pulumi.Inputs): Promise<pulumi.provider.InvokeResult>;
}

type Handler<Request, Response> = (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => void;

/**
 * The gRPC service `pulumirpc.ResourceProvider` of one package. Each request carries the address of its engine's
 * monitor and runs in async-local state of its own, so constructs run side by side: none waits for another but
 * through the values it was given, which the engine only sends once they are known.
 */
export function componentService(provider: ComponentProvider, engineAddress?: string): UntypedServiceImplementation {
  let engine = engineAddress;

  const construct: Handler<ConstructRequest, ConstructResponse> = ({ request }, callback) =>
    answer(callback, () =>
      withOwnRuntime(async () => {
        await configure(request, engine);
        const inputs = await deserializeInputs(request.getInputs() ?? new Struct(), request.getInputdependenciesMap());
        const label = `construct(${request.getType()}, ${request.getName()})`;
        const result = await provider.construct(request.getName(), request.getType(), inputs, componentOptions(request));
        const { values, dependencies } = await serialize(label, result.state);

        const response = new ConstructResponse();
        response.setUrn(await urnOf(result.urn));
        response.setState(values);
        for (const [property, urns] of dependencies) {
          const message = new ConstructResponse.PropertyDependencies();
          message.setUrnsList(urns);
          response.getStatedependenciesMap().set(property, message);
        }
        await waitForRPCs();
        return response;
      }),
    );

  const call: Handler<CallRequest, CallResponse> = ({ request }, callback) =>
    answer(callback, () =>
      withOwnRuntime(async () => {
        await configure(request, engine);
        const inputs = await deserializeInputs(request.getArgs() ?? new Struct(), request.getArgdependenciesMap());
        const result = await provider.call(request.getTok(), inputs);
        const { values, dependencies } = await serialize(`call(${request.getTok()})`, result.outputs ?? {});

        const response = new CallResponse();
        response.setReturn(values);
        for (const [property, urns] of dependencies) {
          const message = new CallResponse.ReturnDependencies();
          message.setUrnsList(urns);
          response.getReturndependenciesMap().set(property, message);
        }
        response.setFailuresList((result.failures ?? []).map(checkFailure));
        await waitForRPCs();
        return response;
      }),
    );

  return {
    construct,
    call,
    handshake: ((call, callback) => {
      engine = call.request.getEngineAddress() || engine;
      const response = new ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(true);
      response.setAcceptOutputs(true);
      callback(null, response);
    }) satisfies Handler<ProviderHandshakeRequest, ProviderHandshakeResponse>,
    attach: ((call, callback) => {
      engine = call.request.getAddress();
      callback(null, new Empty());
    }) satisfies Handler<PluginAttach, Empty>,
    configure: ((_call, callback) => {
      const response = new ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(true);
      response.setAcceptoutputs(true);
      callback(null, response);
    }) satisfies Handler<unknown, ConfigureResponse>,
    getPluginInfo: ((_call, callback) => {
      const response = new PluginInfo();
      response.setVersion(provider.version);
      callback(null, response);
    }) satisfies Handler<unknown, PluginInfo>,
    getSchema: ((_call, callback) => {
      const response = new GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: provider.name, version: provider.version }));
      callback(null, response);
    }) satisfies Handler<unknown, GetSchemaResponse>,
    invoke: (({ request }, callback) =>
      answer(callback, async () => {
        throw new Error(`The local cloud does not stand in for the function ${request.getTok()}.`);
      })) satisfies Handler<InvokeRequest, never>,
    cancel: ((_call, callback) => callback(null, new Empty())) satisfies Handler<unknown, Empty>,
  };
}

async function configure(request: ConstructRequest | CallRequest, engine: string | undefined): Promise<void> {
  if (engine === undefined) {
    throw new Error("The engine asked for a component before it told the provider its address.");
  }
  resetOptions(
    request.getProject(),
    request.getStack(),
    request.getParallel(),
    engine,
    request.getMonitorendpoint(),
    request.getDryrun(),
    request.getOrganization(),
  );
  await awaitFeatureSupport();
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value: string, key: string) => {
    config[key] = value;
  });
  setAllConfig(config, request.getConfigsecretkeysList());
}

async function serialize(
  label: string,
  properties: pulumi.Inputs,
): Promise<{ values: Struct; dependencies: Map<string, string[]> }> {
  const [values, resources] = await serializeResourceProperties(label, properties);
  const dependencies = new Map<string, string[]>();
  for (const [property, dependedOn] of resources) {
    dependencies.set(property, await Promise.all([...dependedOn].map((resource) => urnOf(resource.urn))));
  }
  return { values: Struct.fromJavaScript(values), dependencies };
}

function urnOf(urn: pulumi.Input<string>): Promise<string> {
  return new Promise((resolve) => pulumi.output(urn).apply(resolve));
}

function checkFailure({ property, reason }: pulumi.provider.CheckFailure): CheckFailure {
  const message = new CheckFailure();
  message.setProperty(property);
  message.setReason(reason);
  return message;
}
