/**
 * The life of a custom resource in the local cloud: check, diff, create, read, update, delete, invoke.
 * Plain values in, plain values out; the gRPC service around it is in service.ts.
 */
import {
  applyDefaults,
  checkInputs,
  diffInputs,
  type Catalogue,
  type InputDifference,
  type ResourceShape,
} from "../shapes";
import type { Cloud } from "../store/cloud";
import { isAbsent } from "../shapes/absent";
import { nameRule, withPhysicalName } from "./autonaming";
import type { CloudRecord, CloudView, Semantics } from "./cloud";
import { isObject, UNKNOWN, type Failure, type Properties, type Value } from "./values";

/** A refusal that the engine shows as it is. */
export class Refusal extends Error {}

/** How the engine names one resource. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface LifecycleOptions {
  /** Package name, such as `aws`. */
  readonly pack: string;
  readonly catalogue: Catalogue;
  readonly cloud: Cloud;
  readonly semantics: Semantics;
  /** Regions that are lost: nothing that is in one can be made, read, changed or deleted. */
  readonly withoutRegions?: readonly string[];
}

export class Lifecycle {
  constructor(private readonly options: LifecycleOptions) {}

  /** Takes a provider's own configuration, or refuses it as the provider would. */
  configure(config: Properties): void {
    const refusal = this.options.semantics.refuseConfiguration?.(config, this.options.cloud);
    if (refusal !== undefined) {
      throw new Refusal(refusal);
    }
  }

  check(
    subject: Subject,
    olds: Properties,
    news: Properties,
    region: string,
    seed: Uint8Array,
  ): { inputs: Properties; failures: Failure[] } {
    const shape = this.shape(subject.type);
    const given = withoutInternals(news);
    const rule = nameRuleOf(shape);
    const hasPrefix = rule !== undefined && (given[`${rule.property}Prefix`] ?? null) !== null;
    const inputs = withPhysicalName(rule, subject.name, seed, applyDefaults(shape, given), olds, hasPrefix);
    const shapeFailures = checkInputs(shape, given);
    // Rules read values by their types, so they speak once the shape holds.
    const failures =
      shapeFailures.length > 0
        ? shapeFailures
        : this.options.semantics.checkResource({ ...subject, inputs }, this.view(region, inputs));
    return { inputs, failures };
  }

  /**
   * @param before - Region that the resource is in
   * @param after - Region of the provider, which a resource without a Region of its own takes
   * @param state - outputs of the resource. An input that the program names for the first time is compared with what the
   *   resource has already, as the bridge compares with the state: naming what is so anyway changes nothing.
   */
  diff(
    subject: Subject,
    olds: Properties,
    news: Properties,
    before: string,
    after: string,
    state: Properties = {},
  ): InputDifference & { deleteBeforeReplace: boolean } {
    const shape = this.shape(subject.type);
    // Naming the Region that it is in already is no change; another, named or the provider's, is a move.
    const placed = (inputs: Properties, region: Value): Properties => ({ ...withoutInternals(inputs), ...(isRegional(shape) && { region }) });
    const computed = Object.entries(state).filter(([name]) => shape.coerces && isAbsent(olds[name]) && !isAbsent(news[name]));
    const difference = diffInputs(shape, placed({ ...olds, ...Object.fromEntries(computed) }, before), placed(news, news["region"] ?? after));
    const rule = nameRuleOf(shape);
    // Two resources cannot have one physical name, so the old one goes first, as the bridge does for given names.
    const sameName = rule !== undefined && olds[rule.property] === news[rule.property] && news[rule.property] !== undefined;
    return { ...difference, deleteBeforeReplace: difference.replaces.length > 0 && sameName };
  }

  /** What a preview knows of a resource that does not exist yet: its inputs, and that the rest will be known later. */
  plan(subject: Subject, inputs: Properties): Properties {
    return { ...unknownOutputs(this.shape(subject.type)), ...stored(inputs) };
  }

  /**
   * What a preview knows of a resource that will change: what the service computed stays, also inside of objects that the
   * program gives in part, such as the security group that EKS puts into a cluster's `vpcConfig`.
   */
  planUpdate(outputs: Properties, before: Properties, after: Properties): Properties {
    const given = Object.entries(after).map(([name, value]): [string, Value] => [name, withComputed(outputs[name], before[name], value)]);
    return { ...outputs, ...Object.fromEntries(given) };
  }

  create(subject: Subject, inputs: Properties, region: string): { id: string; outputs: Properties } {
    const view = this.view(region, inputs);
    this.reach(subject.type, view.region);
    const candidate = { ...subject, inputs };
    refuse(subject, this.options.semantics.admitResource(candidate, view));
    const created = this.options.semantics.createResource(candidate, view);
    const standing = this.find(subject, created.id, view.region);
    if (standing !== undefined && created.overwrites === true) {
      this.options.cloud.delete(standing.type, standing.id, standing.region);
    } else if (standing !== undefined) {
      throw new Refusal(`${subject.type} "${created.id}" exists already in the local cloud; give "${subject.name}" another name, or import it.`);
    }
    const outputs = { ...stored(inputs), ...created.outputs };
    const { contents } = created;
    const place = { region: view.region, madeAt: view.now.toISOString() };
    this.options.cloud.put({ ...subject, id: created.id, inputs: stored(inputs), outputs, ...(contents === undefined ? {} : { contents }), ...place });
    for (const effect of created.effects ?? []) {
      this.options.cloud.put(effect);
    }
    return { id: created.id, outputs };
  }

  /** What stands in the cloud under this id; undefined when nothing does. */
  read(subject: Subject, id: string, region: string): CloudRecord | undefined {
    this.reach(subject.type, region);
    return this.find(subject, id, region);
  }

  update(subject: Subject, id: string, inputs: Properties, region: string): Properties {
    const view = this.view(region, inputs);
    this.reach(subject.type, view.region);
    const prior = this.existing(subject, id, view.region);
    const candidate = { ...subject, inputs, prior };
    refuse(subject, this.options.semantics.admitResource(candidate, view));
    const outputs = { ...stored(inputs), ...this.options.semantics.updateResource(candidate, view).outputs };
    this.options.cloud.put({ ...prior, inputs: stored(inputs), outputs });
    return outputs;
  }

  delete(subject: Subject, id: string, region: string): void {
    this.reach(subject.type, region);
    const record = this.find(subject, id, region);
    if (record === undefined) {
      return; // Deleted behind the engine's back: what it asks for is so already.
    }
    const view = this.options.cloud.view(record.region);
    const blocker = this.options.semantics.deleteBlockers(record, view);
    if (blocker !== undefined) {
      throw new Refusal(blocker);
    }
    for (const companion of this.options.semantics.companions?.(record, view) ?? []) {
      this.options.cloud.delete(companion.type, companion.id, companion.region);
    }
    this.options.cloud.delete(record.type, id, record.region);
  }

  invoke(token: string, args: Properties, region: string): { result: Properties; failures: readonly Failure[] } {
    if (this.options.catalogue.func(token) === undefined) {
      throw new Refusal(`No function ${token} is in the installed @pulumi/${this.options.pack} package; correct its name or install the version that has it.`);
    }
    const view = this.view(region, args);
    this.answerFrom(token, view.region);
    const answer = this.options.semantics.invoke(token, withoutInternals(args), view);
    if (answer === undefined) {
      throw new Refusal(
        `The local cloud has no answer for the function ${token}; it does not guess one. ` +
          `Add it to the invokes of package ${this.options.pack} in local-cloud, or pass its result as an argument.`,
      );
    }
    return { result: answer.result ?? {}, failures: answer.failures ?? [] };
  }

  /** What is in no Region is there as long as any is. */
  private reach(type: string, region: string): void {
    if (isRegional(this.shape(type))) {
      this.answerFrom(type, region);
    }
  }

  private answerFrom(what: string, region: string): void {
    if (this.options.withoutRegions?.includes(region) === true) {
      throw new Refusal(`RequestError: send request failed for ${what}: the Region ${region} does not answer. It was taken away with --without-region.`);
    }
  }

  private shape(type: string): ResourceShape {
    const shape = this.options.catalogue.resource(type);
    if (shape === undefined) {
      throw new Refusal(`No resource type ${type} is in the installed @pulumi/${this.options.pack} package; correct its name or install the version that has it.`);
    }
    return shape;
  }

  /** What has the id where a resource of this kind would be: the same id in another Region is another resource. */
  private find({ type }: Subject, id: string, region: string): CloudRecord | undefined {
    const { cloud } = this.options;
    return isRegional(this.shape(type)) ? cloud.in(type, id, region) : cloud.byId(type, id, region);
  }

  private existing(subject: Subject, id: string, region: string): CloudRecord {
    const record = this.find(subject, id, region);
    if (record === undefined) {
      throw new Refusal(`${subject.type} "${id}" is not in the local cloud any more; run refresh, and the next up makes it again.`);
    }
    return record;
  }

  /** A resource's own `region` argument wins over the provider's. */
  private view(region: string, inputs: Properties): CloudView {
    return this.options.cloud.view(typeof inputs["region"] === "string" ? inputs["region"] : region);
  }
}

/** Whether the resource is in one Region; those of IAM, Route 53 and other packages are in none. */
function isRegional(shape: ResourceShape): boolean {
  return shape.token.startsWith("aws:") && shape.inputs.some(({ name }) => name === "region");
}

function nameRuleOf(shape: ResourceShape): ReturnType<typeof nameRule> {
  return nameRule(
    shape.token,
    shape.inputs.map(({ name }) => name),
  );
}

function refuse(subject: Subject, failures: readonly Failure[]): void {
  if (failures.length > 0) {
    const reasons = failures.map(({ property, reason }) => (property === "" ? reason : `${property}: ${reason}`));
    throw new Refusal(`${subject.name} (${subject.type}): ${reasons.join(" ")}`);
  }
}

/** Without what Pulumi's own machinery keeps beside the inputs (`__defaults`, `__internal`). */
function withoutInternals(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
}

/** Without write-only arguments: AWS takes them and nobody can read them back. */
function stored(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__") && !name.endsWith("Wo")));
}

function unknownOutputs(shape: ResourceShape): Properties {
  return Object.fromEntries(shape.outputs.map((name) => [name, UNKNOWN]));
}

/** The new input, completed by what the output has beyond the former input. */
function withComputed(output: Value | undefined, before: Value | undefined, after: Value): Value {
  if (!isObject(after) || !isObject(output) || !isObject(before)) {
    return after;
  }
  const computed = Object.entries(output).filter(([name]) => !(name in before) && !(name in after));
  const given = Object.entries(after).map(([name, value]): [string, Value] => [name, withComputed(output[name], before[name], value)]);
  return Object.fromEntries([...computed, ...given]);
}
