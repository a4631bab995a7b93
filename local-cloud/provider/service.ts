/** The gRPC service pulumirpc.ResourceProvider of one package, over its Lifecycle. */
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Refusal, type Lifecycle, type Subject } from "./lifecycle";
import { StoreError } from "../store/journal";
import type { Failure } from "./values";
import { fromStruct, toStruct } from "./wire";

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;
type Answer<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/** Wraps a handler so that a refusal is its sentence, and a defect of ours says that it is one. */
function answer<Request, Response>(handle: (call: Call<Request>) => Response): Answer<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, handle(call as Call<Request>));
    } catch (error) {
      const known = error instanceof Refusal || error instanceof StoreError;
      callback({
        code: known ? grpc.status.FAILED_PRECONDITION : grpc.status.INTERNAL,
        details: known ? error.message : `Defect in the local cloud: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      });
    }
  };
}

interface Addressed {
  getUrn(): string;
}

/** The type of a URN is what stands between the third separator and the fourth, without its parents' types. */
export function subjectOf(request: Addressed): Subject {
  const urn = request.getUrn();
  const [, , types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { urn, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

function checkFailures(failures: readonly Failure[]): rpc.CheckFailure[] {
  return failures.map(({ property, reason }) => {
    const failure = new rpc.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
}

/**
 * @param version - version of the installed SDK, which the plugin of AWS would have too
 * @param defaultRegion - Region of a provider that was configured with none
 */
export function providerService(lifecycle: Lifecycle, version: string, defaultRegion: string): grpc.UntypedServiceImplementation {
  // Each provider instance of the engine holds a connection of its own; requests say nothing else about who asks.
  const regions = new Map<string, string>();
  const region = (call: Call<unknown>): string => regions.get(call.getPeer()) ?? [...regions.values()].at(-1) ?? defaultRegion;

  return {
    handshake: answer<rpc.ProviderHandshakeRequest, rpc.ProviderHandshakeResponse>(() => new rpc.ProviderHandshakeResponse()),
    attach: answer<plugin.PluginAttach, Empty>(() => new Empty()),
    cancel: answer<Empty, Empty>(() => new Empty()),
    getPluginInfo: answer<Empty, plugin.PluginInfo>(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(version);
      return info;
    }),
    checkConfig: answer<rpc.CheckRequest, rpc.CheckResponse>(({ request }) => {
      const response = new rpc.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: answer<rpc.DiffRequest, rpc.DiffResponse>(() => {
      const response = new rpc.DiffResponse();
      response.setChanges(rpc.DiffResponse.DiffChanges.DIFF_UNKNOWN);
      return response;
    }),
    configure: answer<rpc.ConfigureRequest, rpc.ConfigureResponse>((call) => {
      const config = fromStruct(call.request.getArgs());
      lifecycle.configure(config);
      if (typeof config["region"] === "string") {
        regions.set(call.getPeer(), config["region"]);
      }
      const response = new rpc.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    }),
    invoke: answer<rpc.InvokeRequest, rpc.InvokeResponse>((call) => {
      const { result, failures } = lifecycle.invoke(call.request.getTok(), fromStruct(call.request.getArgs()), region(call));
      const response = new rpc.InvokeResponse();
      response.setReturn(toStruct(result));
      response.setFailuresList(checkFailures(failures));
      return response;
    }),
    check: answer<rpc.CheckRequest, rpc.CheckResponse>((call) => {
      const { request } = call;
      const seed = request.getRandomseed_asU8();
      const { inputs, failures } = lifecycle.check(
        subjectOf(request),
        fromStruct(request.getOlds()),
        fromStruct(request.getNews()),
        region(call),
        seed,
      );
      const response = new rpc.CheckResponse();
      response.setInputs(toStruct(inputs));
      response.setFailuresList(checkFailures(failures));
      return response;
    }),
    diff: answer<rpc.DiffRequest, rpc.DiffResponse>((call) => diff(lifecycle, call.request, region(call))),
    create: answer<rpc.CreateRequest, rpc.CreateResponse>((call) => {
      const { request } = call;
      const inputs = fromStruct(request.getProperties());
      const response = new rpc.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toStruct(lifecycle.plan(subjectOf(request), inputs)));
        return response;
      }
      const { id, outputs } = lifecycle.create(subjectOf(request), inputs, region(call));
      response.setId(id);
      response.setProperties(toStruct(outputs));
      return response;
    }),
    read: answer<rpc.ReadRequest, rpc.ReadResponse>((call) => {
      const { request } = call;
      const record = lifecycle.read(subjectOf(request), request.getId(), regionIn(request.getProperties()) ?? region(call));
      const response = new rpc.ReadResponse();
      if (record !== undefined) {
        response.setId(record.id);
        response.setProperties(toStruct(record.outputs));
        // Write-only arguments cannot be read back: what the program last passed stays as it was.
        response.setInputs(toStruct({ ...writeOnly(fromStruct(request.getInputs())), ...record.inputs }));
      }
      return response;
    }),
    update: answer<rpc.UpdateRequest, rpc.UpdateResponse>((call) => {
      const { request } = call;
      const subject = subjectOf(request);
      const inputs = fromStruct(request.getNews());
      const response = new rpc.UpdateResponse();
      const outputs = request.getPreview()
        ? lifecycle.planUpdate(fromStruct(request.getOlds()), fromStruct(request.getOldInputs()), inputs)
        : lifecycle.update(subject, request.getId(), inputs, region(call));
      response.setProperties(toStruct(outputs));
      return response;
    }),
    delete: answer<rpc.DeleteRequest, Empty>((call) => {
      const { request } = call;
      lifecycle.delete(subjectOf(request), request.getId(), regionIn(request.getProperties()) ?? region(call));
      return new Empty();
    }),
  };
}

function writeOnly(inputs: ReturnType<typeof fromStruct>): ReturnType<typeof fromStruct> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name.endsWith("Wo")));
}

/** The Region that a resource's state says it is in. */
function regionIn(state: Parameters<typeof fromStruct>[0]): string | undefined {
  const region = fromStruct(state)["region"];
  return typeof region === "string" ? region : undefined;
}

function diff(lifecycle: Lifecycle, request: rpc.DiffRequest, region: string): rpc.DiffResponse {
  const olds = fromStruct(request.getOldInputs());
  const news = fromStruct(request.getNews());
  const before = regionIn(request.getOlds()) ?? region;
  const { changes, replaces, deleteBeforeReplace } = lifecycle.diff(subjectOf(request), olds, news, before, region, fromStruct(request.getOlds()));
  const response = new rpc.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
  response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList([...new Set(changes.map(topLevel))]);
  response.setReplacesList([...new Set(replaces.map(topLevel))]);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  const { UPDATE, UPDATE_REPLACE } = rpc.PropertyDiff.Kind;
  for (const path of changes) {
    const detail = new rpc.PropertyDiff();
    detail.setKind(replaces.includes(path) ? UPDATE_REPLACE : UPDATE);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

function topLevel(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
