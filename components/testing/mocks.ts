import * as pulumi from "@pulumi/pulumi";
import callbacks from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import * as state from "@pulumi/pulumi/runtime/state";
import { FUNCTIONS, type Outputs, stateOf } from "./outputs";
import { type Invoked, type Message, Plan, type Planned } from "./plan";
import { plain, type Value } from "./wire";

export type { Outputs } from "./outputs";

/** What pulumi keeps out of its typings, in the version that package.json pins. */
const runtime = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };
const { getStore } = state as unknown as { getStore(): { supportsTransforms: boolean; callbacks: unknown } };

export interface MockOptions {
  /** As in a preview: no resource has an id or an output beyond its inputs. @default false */
  readonly preview?: boolean;
  /** Outputs of further types, or other outputs of known ones. */
  readonly outputs?: Readonly<Record<string, Outputs>>;
  /** Further functions by token, or other answers of known ones. */
  readonly functions?: typeof FUNCTIONS;
}

/**
 * Runs a program against a mocked engine and waits until all it registered has settled. Whatever goes wrong on the way,
 * an unknown function among it, rejects.
 */
export async function withMocks<T>(program: () => T | Promise<T>, options: MockOptions = {}): Promise<{ plan: Plan; result: T }> {
  const recorder = new Recorder();
  await pulumi.runtime.setMocks(mocksOf(options, recorder), "kianax", "test", options.preview ?? false);
  recorder.attach();
  const result = await settled(
    () =>
      recorder.listening(async () => {
        const value = await program();
        await runtime.waitForRPCs();
        return value;
      }),
    recorder,
  );
  return { plan: new Plan(recorder.resources, recorder.invokes, recorder.messages), result };
}

/** The value of an output; undefined for one that a preview does not know. */
export async function resolved<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const internal = output as unknown as { promise(): Promise<T>; isKnown: Promise<boolean> };
    internal.isKnown.then((known) => (known ? internal.promise().then(resolve, reject) : resolve(undefined)), reject);
  });
}

function mocksOf(options: MockOptions, recorder: Recorder): pulumi.runtime.Mocks {
  const functions = { ...FUNCTIONS, ...options.functions };
  return {
    newResource: ({ type, name, inputs, custom, id }) => {
      if (options.preview) return { id: undefined, state: inputs as Record<string, unknown> };
      const state = stateOf({ type, name, inputs: inputs as Record<string, Value> }, options.outputs ?? {});
      return { id: custom === false ? undefined : (id ?? "") || `${name}-id`, state };
    },
    call: ({ token, inputs }) => {
      const answer = functions[token];
      if (answer === undefined) throw recorder.refuse(`The mock knows no function ${token}; it knows: ${Object.keys(functions).join(", ")}.`);
      const known = plain(inputs).value as Record<string, Value>;
      recorder.invokes.push({ token, inputs: known });
      return answer(known);
    },
  };
}

type Respond = (error: unknown, response?: unknown) => void;
interface Monitor {
  registerResource(request: RegisterResourceRequest, respond: Respond): void;
}

/** Keeps each request; pulumi's own mocks show a resource's inputs but none of its options. */
class Recorder {
  readonly resources: Planned[] = [];
  readonly invokes: Invoked[] = [];
  readonly messages: Message[] = [];
  /** What the mock refused. Pulumi drops the message of an invoke that fails, so it is kept here. */
  readonly refused: Error[] = [];
  private readonly transforms = new Map<string, pulumi.ResourceTransform>();

  refuse(sentence: string): Error {
    const error = new Error(sentence);
    this.refused.push(error);
    return error;
  }

  /** Keeps what the program says to its user; without an engine pulumi would print it among the tests. */
  async listening<T>(run: () => Promise<T>): Promise<T> {
    const log = pulumi.log as unknown as Record<Message["severity"], typeof pulumi.log.info>;
    const { info, warn } = log;
    for (const severity of ["info", "warn"] as const) {
      log[severity] = async (text) => void this.messages.push({ severity, text });
    }
    try {
      return await run();
    } finally {
      Object.assign(log, { info, warn });
    }
  }

  attach(): void {
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, respond) => {
      this.resources.push(this.planned(request));
      register(request, respond);
    };
    this.takeTransforms();
  }

  /** In place of the callback server, which would listen on a port. */
  private takeTransforms(): void {
    const store = getStore();
    store.supportsTransforms = true;
    store.callbacks = {
      registerTransform: async (transform: pulumi.ResourceTransform) => {
        const callback = new callbacks.Callback();
        callback.setToken(`transform-${this.transforms.size}`);
        this.transforms.set(callback.getToken(), transform);
        return callback;
      },
      awaitStackRegistrations: async () => undefined,
      shutdown: () => undefined,
    };
  }

  private planned(request: RegisterResourceRequest): Planned {
    const { value, secrets } = plain(request.getObject()?.toJavaScript() ?? {});
    const madeOf: Record<string, string[]> = {};
    request.getPropertydependenciesMap().forEach((made, property) => {
      madeOf[property] = keysOf(made.getUrnsList());
    });
    return {
      type: request.getType(),
      name: request.getName(),
      parent: keysOf([request.getParent()].filter((urn) => urn !== ""))[0],
      inputs: value as Record<string, Value>,
      secrets,
      dependsOn: keysOf(request.getDependenciesList()),
      madeOf,
      protect: request.hasProtect() ? request.getProtect() : undefined,
      ignoreChanges: request.getIgnorechangesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
      retainOnDelete: request.getRetainondelete() ?? false,
      aliases: request.getAliasesList().map((alias) => alias.getUrn() || (alias.getSpec()?.getName() ?? "")),
      importId: request.getImportid() || undefined,
      transforms: request.getTransformsList().flatMap((callback) => this.transforms.get(callback.getToken()) ?? []),
    };
  }
}

/** `type::name` from URNs, sorted. */
function keysOf(urns: readonly string[]): string[] {
  return urns.map((urn) => `${urn.split("::")[2]?.split("$").at(-1) ?? ""}::${urn.split("::").slice(3).join("::")}`).sort();
}

/**
 * Pulumi reports a registration that fails as an unhandled rejection; here it rejects the run that it belongs to.
 * The listeners of the test runner come back when the run is over.
 */
async function settled<T>(run: () => Promise<T>, { refused }: Recorder): Promise<T> {
  const runners = process.listeners("unhandledRejection");
  const failures: unknown[] = [];
  // Pulumi takes a stack trace for every output, and mapping them all to TypeScript takes ten times as long as the program.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  const collect = (reason: unknown): void => void failures.push(reason);
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", collect);
  try {
    const result = await run();
    await new Promise((resolve) => setImmediate(resolve));
    const [failure] = [...refused, ...failures];
    if (failure !== undefined) throw failure;
    return result;
  } catch (error) {
    throw refused[0] ?? error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    process.removeListener("unhandledRejection", collect);
    for (const runner of runners) process.on("unhandledRejection", runner);
  }
}
