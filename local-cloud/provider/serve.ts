/** The local cloud's servers: one loopback port for each installed provider package, all in this process. */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { awsxProvider, componentService, eksProvider } from "../remote";
import { openCatalogue, type Catalogue } from "../shapes";
import { Cloud } from "../store/cloud";
import { Lifecycle } from "./lifecycle";
import { semanticsOf } from "./semantics";
import { providerService } from "./service";

export interface LocalCloudOptions {
  /** The node_modules folder whose SDK packages are served. */
  readonly nodeModules: string;
  /** Folder for what is derived from the SDKs; safe to delete. */
  readonly cacheFolder: string;
  /** Journal of the account's cloud. */
  readonly storeFile: string;
  readonly keyFile: string;
  /** Stack that is served: of what is not AWS's, it sees its own. */
  readonly stack: string;
  /** Region of a provider that names none. */
  readonly region: string;
  /** The AWS account that this cloud is; a fixed one when nobody names one. */
  readonly account?: string;
  /** Regions that do not answer. */
  readonly withoutRegions?: readonly string[];
  readonly now?: () => Date;
}

export interface LocalCloud {
  /** Value of PULUMI_DEBUG_PROVIDERS: the engine attaches to these instead of starting plugins. */
  readonly debugProviders: string;
  readonly cloud: Cloud;
  stop(): Promise<void>;
}

const COMPONENT_PROVIDERS = { awsx: awsxProvider, eks: eksProvider };
/** Replies with whole resource states outgrow gRPC's 4 MB; Pulumi's own limit is 400 MB. */
const MESSAGE_LIMIT = 400 * 1024 * 1024;

export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const catalogue = openCatalogue(options.nodeModules, options.cacheFolder);
  const cloud = new Cloud({
    file: options.storeFile,
    keyFile: options.keyFile,
    secretsOf: (type) => secretProperties(catalogue, type),
    now: options.now ?? (() => new Date()),
    onlooker: { stack: options.stack, isShared: (type) => type.startsWith("aws:") },
    ...(options.account === undefined ? {} : { account: options.account }),
  });
  const servers: grpc.Server[] = [];
  const ports: string[] = [];
  for (const { name, version } of catalogue.packages()) {
    const server = new grpc.Server({ "grpc.max_receive_message_length": MESSAGE_LIMIT, "grpc.max_send_message_length": MESSAGE_LIMIT });
    server.addService(ResourceProviderService, serviceOf({ name, version, catalogue, cloud, options }));
    servers.push(server);
    ports.push(`${name}:${await listen(server)}`);
  }
  return {
    debugProviders: ports.join(","),
    cloud,
    stop: async () => {
      await Promise.all(servers.map(shutDown));
      cloud.close();
    },
  };
}

interface Served {
  readonly name: string;
  readonly version: string;
  readonly catalogue: Catalogue;
  readonly cloud: Cloud;
  readonly options: LocalCloudOptions;
}

function serviceOf({ name, version, catalogue, cloud, options: { region, withoutRegions = [] } }: Served): grpc.UntypedServiceImplementation {
  if (name === "awsx" || name === "eks") {
    return componentService(COMPONENT_PROVIDERS[name]);
  }
  const lifecycle = new Lifecycle({ pack: name, catalogue, cloud, semantics: semanticsOf(name), withoutRegions });
  return providerService(lifecycle, version, region);
}

const secretsByType = new WeakMap<Catalogue, Map<string, ReadonlySet<string>>>();

function secretProperties(catalogue: Catalogue, type: string): ReadonlySet<string> {
  const known = secretsByType.get(catalogue) ?? new Map<string, ReadonlySet<string>>();
  secretsByType.set(catalogue, known);
  let secrets = known.get(type);
  if (secrets === undefined) {
    const shape = catalogue.resource(type);
    secrets = new Set([...(shape?.secretInputs ?? []), ...(shape?.secretOutputs ?? [])]);
    known.set(type, secrets);
  }
  return secrets;
}

/** Port 0: the system picks a free one, so two local clouds never meet. */
function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) {
        resolve(port);
      } else {
        reject(new Error(`The local cloud found no free port on loopback (${error.message}). Close programs that hold ports, and run it again.`));
      }
    });
  });
}

function shutDown(server: grpc.Server): Promise<void> {
  return new Promise((resolve) => {
    const forced = setTimeout(() => server.forceShutdown(), 2000);
    server.tryShutdown(() => {
      clearTimeout(forced);
      resolve();
    });
  });
}
