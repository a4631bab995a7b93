/** The monitor and the engine's log as gRPC services on loopback, for a program and for remote components. */
import * as grpc from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceResponse, type LogRequest, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  SupportsFeatureResponse,
  type ReadResourceRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  type SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ComponentProvider } from "../remote/server";
import { RemoteComponents, type DeploymentFacts } from "./components";
import { listen, messageLimits, unary } from "./grpc";
import { Monitor, type Backend } from "./monitor";
import { Transforms } from "./transforms";
import { fromStruct, withoutOutputs, type JsonObject } from "./wire";

/** What the SDK may use. Packages with parameters and hooks are what this monitor cannot serve, so it does not say that it could. */
const FEATURES = new Set(["secrets", "resourceReferences", "outputValues", "aliasSpecs", "replacementTrigger", "deletedWith", "replaceWith", "transforms"]);

export interface LogEntry {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  /** The resource it is about; empty for none. */
  readonly urn: string;
}

export interface MonitorServerOptions {
  /** Read at each request: tests change it. */
  readonly deployment: () => DeploymentFacts;
  readonly backend: Backend;
  readonly providers: readonly ComponentProvider[];
  readonly onLog: (entry: LogEntry) => void;
}

export interface MonitorServer {
  readonly address: string;
  readonly monitor: Monitor;
  readonly components: RemoteComponents;
  stop(): void;
}

export async function startMonitor({ deployment, backend, providers, onLog }: MonitorServerOptions): Promise<MonitorServer> {
  const components = new RemoteComponents(deployment);
  const transforms = new Transforms();
  const monitor = new Monitor({ deployment, backend, components, transforms });
  const server = new grpc.Server(messageLimits);
  server.addService(ResourceMonitorService, monitorService(monitor, components));
  server.addService(EngineService, engineService(onLog));
  const address = await listen(server);
  await components.start(providers, address);
  return {
    address,
    monitor,
    components,
    stop: () => {
      transforms.close();
      components.stop();
      server.forceShutdown();
    },
  };
}

function monitorService(monitor: Monitor, components: RemoteComponents): grpc.UntypedServiceImplementation {
  const noted = (error: unknown): void => monitor.fail(error);
  return {
    supportsFeature: unary<SupportsFeatureRequest>((request) => {
      const response = new SupportsFeatureResponse();
      response.setHassupport(FEATURES.has(request.getId()));
      return response;
    }),
    registerResource: unary<RegisterResourceRequest>((request) => monitor.register(request), noted),
    registerResourceOutputs: unary<RegisterResourceOutputsRequest>((request) => {
      monitor.setOutputs(request.getUrn(), withoutOutputs(fromStruct(request.getOutputs())) as JsonObject);
      return new Empty();
    }),
    registerStackTransform: unary<Callback>((callback) => {
      monitor.registerStackTransform(callback);
      return new Empty();
    }),
    readResource: unary<ReadResourceRequest>((request) => monitor.read(request), noted),
    invoke: unary<ResourceInvokeRequest>((request) => monitor.invoke(request), noted),
    call: unary<ResourceCallRequest>((request) => components.call(request.getTok(), fromStruct(request.getArgs()), () => request.getArgdependenciesMap()), noted),
    signalAndWaitForShutdown: unary(() => new Empty()),
  };
}

function engineService(onLog: (entry: LogEntry) => void): grpc.UntypedServiceImplementation {
  const severities = ["debug", "info", "warning", "error"] as const;
  return {
    log: unary<LogRequest>((request) => {
      onLog({ severity: severities[request.getSeverity()] ?? "info", message: request.getMessage(), urn: request.getUrn() });
      return new Empty();
    }),
    getRootResource: unary(() => new GetRootResourceResponse()),
    setRootResource: unary(() => new SetRootResourceResponse()),
  };
}
