/** What stands behind the providers of a plan: the rules and answers of a local cloud in memory, empty but for what another stack left. */
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { withSecrets, withSecretsOf, packageOf, type Backend, type CustomResource, type CustomState, type JsonObject } from "../local-cloud/monitor";
import type { CloudRecord } from "../local-cloud/provider/cloud";
import { Lifecycle, Refusal } from "../local-cloud/provider/lifecycle";
import { semanticsOf } from "../local-cloud/provider/semantics";
import type { Failure, Properties } from "../local-cloud/provider/values";
import { fromWire, toWire } from "../local-cloud/provider/wire";
import type { Catalogue } from "../local-cloud/shapes";
import { Cloud } from "../local-cloud/store/cloud";

export interface PlanBackendOptions {
  readonly catalogue: Catalogue;
  /** Whether resources get ids and outputs, as if they were deployed. */
  readonly deployed: boolean;
  /** Region of a provider that names none. */
  readonly region: string;
  readonly now: () => Date;
  /** The AWS account that the cloud is; a fixed one for a stack that names none. */
  readonly account: string | undefined;
  /** What stands in the account already. */
  readonly standing?: readonly CloudRecord[];
}

/** Packages that have components only, and Pulumi's own. */
const isComponentPackage = (pack: string): boolean => ["awsx", "eks", "pulumi"].includes(pack);

/** Fixed, so that names which the provider completes at random are the same in every plan. */
const SEED = new Uint8Array(32);

export class PlanBackend implements Backend {
  /** What the local cloud refuses, a sentence each; the program goes on, so that all of it is told at once. */
  readonly refusals: string[] = [];
  private readonly cloud: Cloud;
  private readonly lifecycles = new Map<string, Lifecycle>();

  constructor(private readonly options: PlanBackendOptions) {
    const { account, now, standing = [] } = options;
    this.cloud = new Cloud({ secretsOf: () => new Set(), now, ...(account === undefined ? {} : { account }) });
    standing.forEach((record) => this.cloud.put(record));
  }

  /** What another stack of the account finds there. */
  get left(): CloudRecord[] {
    return this.cloud.all().filter(({ type }) => type.startsWith("aws:"));
  }

  register(resource: CustomResource): CustomState {
    const { type, name, urn } = resource;
    const subject = { urn, type, name };
    const region = this.regionOf(resource.providerInputs);
    const lifecycle = this.lifecycle(type);
    const checked = lifecycle.check(subject, {}, fromWire(resource.inputs), region, SEED);
    this.refuse(subject, checked.failures);
    const inputs = withSecretsOf(toWire(checked.inputs), resource.inputs);
    const { id, outputs } = this.made(lifecycle, subject, checked.inputs, region);
    return { id, inputs, outputs: withSecrets(withSecretsOf(toWire(outputs), inputs), resource.additionalSecretOutputs) };
  }

  read({ type, name, urn, additionalSecretOutputs, providerInputs }: CustomResource, id: string): JsonObject {
    const record = this.lifecycle(type).read({ urn, type, name }, id, this.regionOf(providerInputs));
    if (record === undefined) {
      throw new Refusal(`${name} (${type}) reads "${id}", and a plan is made of an empty cloud. Pass what is read as configuration.`);
    }
    return withSecrets(toWire(record.outputs), additionalSecretOutputs);
  }

  invoke(token: string, args: JsonObject, providerInputs: JsonObject): ReturnType<Backend["invoke"]> {
    const { result, failures } = this.lifecycle(token).invoke(token, fromWire(args), this.regionOf(providerInputs));
    return { result: toWire(result), failures };
  }

  configure(pack: string, inputs: JsonObject): void {
    if (!isComponentPackage(pack)) {
      this.lifecycle(`${pack}:`).configure(fromWire(inputs));
    }
  }

  providerId(name: string): string {
    return this.options.deployed ? `${name}-id` : unknownValue;
  }

  versionOf(pack: string): string | undefined {
    return this.options.catalogue.packages().find(({ name }) => name === pack)?.version;
  }

  private made(lifecycle: Lifecycle, subject: Parameters<Lifecycle["create"]>[0], inputs: Properties, region: string): { id: string; outputs: Properties } {
    if (!this.options.deployed || this.refusals.length > 0) {
      return { id: "", outputs: lifecycle.plan(subject, inputs) };
    }
    try {
      return lifecycle.create(subject, inputs, region);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      this.refusals.push(error.message);
      return { id: "", outputs: lifecycle.plan(subject, inputs) };
    }
  }

  private refuse({ name, type }: { name: string; type: string }, failures: readonly Failure[]): void {
    for (const { property, reason } of failures) {
      this.refusals.push(`${name} (${type}): ${property === "" ? "" : `${property}: `}${reason}`);
    }
  }

  private lifecycle(token: string): Lifecycle {
    const pack = packageOf(token);
    const { catalogue } = this.options;
    const lifecycle = this.lifecycles.get(pack) ?? new Lifecycle({ pack, catalogue, cloud: this.cloud, semantics: semanticsOf(pack) });
    this.lifecycles.set(pack, lifecycle);
    return lifecycle;
  }

  private regionOf({ region }: JsonObject): string {
    return typeof region === "string" ? region : this.options.region;
  }
}
