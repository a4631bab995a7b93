import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as rpc from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { WireProvider, WireResource } from "./wire";

/** What the engine would print about one violation. */
export interface Violation {
  readonly rule: string;
  readonly urn: string;
  readonly level: "advisory" | "mandatory";
  readonly message: string;
}

/** The contents of a `--policy-pack-config` file. */
export type PackConfig = Readonly<Record<string, unknown>>;

const MESSAGE_LIMIT = 400 * 1024 * 1024;
const RUNNER = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");

/** The policy pack in the process in which Pulumi runs it, driven over the engine's own protocol. */
export class Analyzer {
  /** What was last sent of each resource. The pack remembers inputs by URN, so only the same again may be left out. */
  private readonly sent = new Map<string, { readonly request: string; readonly violations: Promise<Violation[]> }>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly client: rpc.AnalyzerClient,
  ) {}

  static async start(pack = join(__dirname, "..")): Promise<Analyzer> {
    // The first argument is the engine's address, which the runner does not use.
    const child = spawn(process.execPath, [RUNNER, "127.0.0.1:1", "."], { cwd: pack, stdio: ["ignore", "pipe", "pipe"] });
    const port = await portOf(child);
    const client = new rpc.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": MESSAGE_LIMIT,
      "grpc.max_send_message_length": MESSAGE_LIMIT,
    });
    return new Analyzer(child, client);
  }

  async info(): Promise<proto.AnalyzerInfo.AsObject> {
    return (await this.analyzerInfo()).toObject();
  }

  /** Sets the pack up as the engine does: every policy at its own level and defaults, then the level of `all`, then what the file says of it. */
  async configure(config: PackConfig): Promise<void> {
    this.sent.clear();
    const request = new proto.ConfigureAnalyzerRequest();
    const all = entryOf(config["all"]);
    for (const policy of (await this.analyzerInfo()).getPoliciesList()) {
      const { enforcementLevel = all["enforcementLevel"], ...properties } = entryOf(config[policy.getName()]);
      const entry = new proto.PolicyConfig();
      entry.setEnforcementlevel(enforcementLevel === undefined ? policy.getEnforcementlevel() : levelOf(enforcementLevel));
      entry.setProperties(Struct.fromJavaScript({ ...defaultsOf(policy), ...properties } as Parameters<typeof Struct.fromJavaScript>[0]));
      request.getPolicyconfigMap().set(policy.getName(), entry);
    }
    await call<Empty>((done) => this.client.configure(request, done));
  }

  /** Every violation of a plan, in the order in which the engine would ask: each resource, then the stack. */
  async analyze(resources: readonly WireResource[]): Promise<Violation[]> {
    const single = await Promise.all(resources.map((resource) => this.analyzeResource(resource)));
    return [...single.flat(), ...(await this.analyzeStack(resources))];
  }

  async stop(): Promise<void> {
    this.client.close();
    const closed = once(this.process, "close");
    this.process.kill();
    await closed;
  }

  private analyzerInfo(): Promise<proto.AnalyzerInfo> {
    return call<proto.AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
  }

  /** Asks once for a resource that stays as it was, which most of a plan does from one test to the next. */
  private analyzeResource(resource: WireResource): Promise<Violation[]> {
    const request = JSON.stringify(resource);
    const last = this.sent.get(resource.urn);
    if (last?.request === request) {
      return last.violations;
    }
    const violations = this.sendResource(resource);
    this.sent.set(resource.urn, { request, violations });
    return violations;
  }

  private async sendResource(resource: WireResource): Promise<Violation[]> {
    const request = new proto.AnalyzeRequest();
    request.setType(resource.type);
    request.setUrn(resource.urn);
    request.setName(resource.name);
    request.setProperties(structOf(resource.inputs));
    request.setOptions(optionsOf(resource));
    request.setProvider(resource.provider && providerOf(resource.provider));
    const response = await call<proto.AnalyzeResponse>((done) => this.client.analyze(request, done));
    return violationsOf(response, resource.urn);
  }

  private async analyzeStack(resources: readonly WireResource[]): Promise<Violation[]> {
    const request = new proto.AnalyzeStackRequest();
    request.setResourcesList(resources.map(stackResource));
    const response = await call<proto.AnalyzeResponse>((done) => this.client.analyzeStack(request, done));
    return violationsOf(response, "");
  }
}

function stackResource(resource: WireResource): proto.AnalyzerResource {
  const message = new proto.AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setParent(resource.parent);
  message.setProperties(structOf(resource.outputs));
  message.setOptions(optionsOf(resource));
  message.setProvider(resource.provider && providerOf(resource.provider));
  message.setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    const dependencies = new proto.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function providerOf({ type, name, urn, inputs }: WireProvider): proto.AnalyzerProviderResource {
  const provider = new proto.AnalyzerProviderResource();
  provider.setType(type);
  provider.setName(name);
  provider.setUrn(urn);
  provider.setProperties(structOf(inputs));
  return provider;
}

function optionsOf({ protect, parent, ignoreChanges }: WireResource): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(protect);
  options.setParent(parent);
  options.setIgnorechangesList([...ignoreChanges]);
  return options;
}

function structOf(values: Record<string, unknown>): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}

function violationsOf(response: proto.AnalyzeResponse, urn: string): Violation[] {
  return response.getDiagnosticsList().map((each) => ({
    rule: each.getPolicyname(),
    urn: each.getUrn() || urn,
    level: each.getEnforcementlevel() === proto.EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
    message: each.getMessage(),
  }));
}

function entryOf(config: unknown): Record<string, unknown> {
  return typeof config === "string" ? { enforcementLevel: config } : ((config ?? {}) as Record<string, unknown>);
}

function levelOf(level: unknown): proto.EnforcementLevel {
  const levels: Record<string, proto.EnforcementLevel> = {
    advisory: proto.EnforcementLevel.ADVISORY,
    mandatory: proto.EnforcementLevel.MANDATORY,
    disabled: proto.EnforcementLevel.DISABLED,
  };
  const found = levels[String(level)];
  if (found === undefined) {
    throw new Error(`${String(level)} is no enforcement level.`);
  }
  return found;
}

function defaultsOf(policy: proto.PolicyInfo): Record<string, unknown> {
  const properties = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, (schema as { default?: unknown }).default]));
}

async function portOf(child: ChildProcess): Promise<string> {
  let output = "";
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const [, port] = /^(\d+)\n/.exec(output) ?? [];
      if (port !== undefined) {
        resolve(port);
      }
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The policy pack ended with code ${code} before it served: ${errors || output}`)));
  });
}

function call<T>(method: (done: (error: Error | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => method((error, response) => (error ? reject(error) : resolve(response))));
}
