/** Transforms: functions of the program that the engine calls back before it registers a resource. */
import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest, type Callback, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import { TransformRequest, TransformResponse, type TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct, toStruct, type JsonObject } from "./wire";

export interface Transformed {
  readonly properties: JsonObject;
  readonly options: TransformResourceOptions;
}

/** What a transform is told beside properties and options. */
export interface TransformSubject {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
}

/** The callback servers of the program and of remote components, one connection each. */
export class Transforms {
  private readonly clients = new Map<string, CallbacksClient>();

  /** Runs them in turn, each on what the one before made. */
  async run(callbacks: readonly Callback[], subject: TransformSubject, start: Transformed): Promise<Transformed> {
    let current = start;
    for (const callback of callbacks) {
      current = await this.runOne(callback, subject, current);
    }
    return current;
  }

  close(): void {
    this.clients.forEach((client) => client.close());
  }

  private async runOne(callback: Callback, { type, name, parent, custom }: TransformSubject, before: Transformed): Promise<Transformed> {
    const request = new TransformRequest();
    request.setType(type);
    request.setName(name);
    request.setParent(parent);
    request.setCustom(custom);
    request.setProperties(toStruct(before.properties));
    request.setOptions(before.options);

    const invocation = new CallbackInvokeRequest();
    invocation.setToken(callback.getToken());
    invocation.setRequest(request.serializeBinary());
    const answer = await new Promise<CallbackInvokeResponse>((resolve, reject) =>
      this.client(callback.getTarget()).invoke(invocation, (error, response) => (error ? reject(new Error(error.details)) : resolve(response))),
    );
    const response = TransformResponse.deserializeBinary(answer.getResponse_asU8());
    return {
      properties: response.hasProperties() ? fromStruct(response.getProperties()) : before.properties,
      options: response.getOptions() ?? before.options,
    };
  }

  private client(target: string): CallbacksClient {
    const known = this.clients.get(target) ?? new CallbacksClient(target, grpc.credentials.createInsecure());
    this.clients.set(target, known);
    return known;
  }
}
