/**
 * The parts of Pulumi's Node runtime that a component provider needs and that its type declarations leave out.
 * `@pulumi/pulumi/provider` serves a provider with them, but only one per process, on a port of its own and with
 * the failures of one construct answered to all: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/provider/server.ts
 */
import type * as pulumi from "@pulumi/pulumi";
import * as providerServer from "@pulumi/pulumi/provider/server";
import * as config from "@pulumi/pulumi/runtime/config";
import * as resources from "@pulumi/pulumi/runtime/resource";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

interface Urns {
  getUrnsList(): string[];
}

interface Internals {
  withLocalStorage<T>(callback: () => Promise<T>): Promise<T>;
  awaitFeatureSupport(): Promise<void>;
  waitForRPCs(): Promise<void>;
  setAllConfig(values: Record<string, string>, secretKeys: string[]): void;
  hookBindingFromProto(hooks: unknown): pulumi.ResourceHookBinding | undefined;
  deserializeInputs(
    inputs: Struct,
    dependencies: { get(key: string): Urns | undefined },
  ): Promise<pulumi.Inputs>;
}

const internals = { ...settings, ...state, ...config, ...resources, ...providerServer } as unknown as Internals;

/** Runs one request with settings, configuration and monitor of its own, so that several may be under way at once. */
export const withOwnRuntime = internals.withLocalStorage;
export const { awaitFeatureSupport, waitForRPCs, setAllConfig, hookBindingFromProto, deserializeInputs } = internals;
export const { resetOptions } = settings;
