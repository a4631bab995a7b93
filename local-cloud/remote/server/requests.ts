import type { ServiceError, sendUnaryData } from "@grpc/grpc-js";
import { AsyncLocalStorage } from "node:async_hooks";
import { asServiceError } from "./errors";

/** One request that is being answered. Everything its code awaits runs inside it. */
interface OpenRequest {
  fail(error: unknown): void;
}

const openRequests = new AsyncLocalStorage<OpenRequest>();

/**
 * Runs `work` and answers with its result once. A rejection nobody awaits (an argument check inside an `apply`, a
 * child the engine refused) fails the request it belongs to, and no other request in this process.
 */
export function answer<T>(callback: sendUnaryData<T>, work: () => Promise<T>): void {
  listenForStrayRejections();
  let answered = false;
  const reply = (error: Partial<ServiceError> | null, value?: T): void => {
    if (!answered) {
      answered = true;
      callback(error, value);
    }
  };
  const request: OpenRequest = { fail: (error) => reply(asServiceError(error)) };
  openRequests.run(request, () => {
    work().then(
      (value) => reply(null, value),
      (error: unknown) => request.fail(error),
    );
  });
}

let listening = false;

function listenForStrayRejections(): void {
  if (!listening) {
    listening = true;
    process.on("unhandledRejection", onStrayRejection);
  }
}

// Node runs this listener in the async context of the rejected promise (https://github.com/nodejs/node/pull/37281).
function onStrayRejection(reason: unknown): void {
  const request = openRequests.getStore();
  if (request) {
    request.fail(reason);
  } else if (process.listenerCount("unhandledRejection") === 1) {
    // The rejection is not of a component: it ends the process, as it would without this listener.
    setImmediate(() => {
      throw reason;
    });
  }
}
