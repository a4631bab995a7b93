/** The gRPC service of a package of remote components: @pulumi/pulumi's own server around our stand-ins. */
import type * as grpc from "@grpc/grpc-js";
import type { Provider } from "@pulumi/pulumi/provider";

// The class is exported by the file and left out of the package's index: https://github.com/pulumi/pulumi/issues/7883
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Server } = require("@pulumi/pulumi/provider/server") as {
  Server: new (engineAddress: string | undefined, provider: Provider, uncaught: Set<Error>) => Record<string, unknown>;
};

/** Every method of the server, bound, as a gRPC service implementation. */
export function componentService(provider: Provider): grpc.UntypedServiceImplementation {
  const server = new Server(undefined, provider, new Set());
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(server)).filter((name) => name !== "constructor");
  const service: grpc.UntypedServiceImplementation = {};
  for (const name of methods) {
    const method = server[name];
    if (typeof method === "function") {
      service[name] = method.bind(server) as grpc.UntypedHandleCall;
    }
  }
  return service;
}
