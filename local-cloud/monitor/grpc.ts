/** gRPC on loopback. */
import * as grpc from "@grpc/grpc-js";

/** Replies with whole resource states outgrow gRPC's 4 MB; Pulumi's own limit is 400 MB. */
const MESSAGE_LIMIT = 400 * 1024 * 1024;
export const messageLimits = { "grpc.max_receive_message_length": MESSAGE_LIMIT, "grpc.max_send_message_length": MESSAGE_LIMIT };

/** Answers with what `handle` gives, or with the sentence of the error it throws. */
export function unary<Request>(handle: (request: Request) => object | Promise<object>, onError: (error: unknown) => void = () => {}): grpc.handleUnaryCall<Request, object> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => callback(null, response),
        (error: Error) => {
          onError(error);
          callback({ code: grpc.status.UNKNOWN, details: error.message });
        },
      );
  };
}

/** Port 0: the system picks a free one, so two servers never meet. */
export function listen(server: grpc.Server): Promise<string> {
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(new Error(`No free port on loopback (${error.message}). Close programs that hold ports, and run it again.`)) : resolve(`127.0.0.1:${port}`),
    ),
  );
}
