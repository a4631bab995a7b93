/** Looking references up in the cloud: what exists, what does not, and who uses what. */
import type { CloudRecord, CloudView } from "../../provider/cloud";
import { isUnknown, type Failure, type Value } from "../../provider/values";
import { nearest } from "../catalogues";
import { of, type Subject } from "../rule";
import { Reader } from "../reader";
import { T, canonical, tokensOf } from "../tokens";
import { referencesOf } from "./table";
import { TARGETS, type Target } from "./targets";

/** Services without regions, and those whose names are shared by all of them. */
const GLOBAL: ReadonlySet<string> = new Set([T.role, T.policy, T.instanceProfile, T.user, T.serviceLinkedRole, T.oidcProvider, T.zone, T.bucket]);

/** One refusal for each reference to something that nobody made. */
export function missingReferences(subject: Subject, cloud: CloudView): Failure[] {
  return referencesOf(subject.type).flatMap(({ path, target }) =>
    subject.all(path).flatMap((found) => {
      const value = identifier(found.value);
      if (value === undefined || exists(TARGETS[target], value, cloud)) {
        return [];
      }
      return [{ property: found.path, reason: notFound(TARGETS[target], value, cloud) }];
    }),
  );
}

/** Records that AWS counts as users of this one. */
export function usersOf(record: CloudRecord, cloud: CloudView): { readonly user: CloudRecord; readonly target: Target }[] {
  const type = canonical(record.type);
  return cloud.all().flatMap((user) => {
    if (user === record || user.owner === record.id) {
      return [];
    }
    const references = referencesOf(canonical(user.type)).filter(({ user: uses, target }) => uses && typesOf(TARGETS[target]).includes(type));
    const inputs = new Reader(user.inputs);
    const used = references.find(({ path, target }) =>
      inputs.all(path).some(({ value }) => {
        const text = identifier(value);
        return text !== undefined && isThere(record, text, user.region) && identifies(record, TARGETS[target], text);
      }),
    );
    return used === undefined ? [] : [{ user, target: TARGETS[used.target] }];
  });
}

/** The record that a value points at: names and ids mean something of this Region, an ARN says which Region it means. */
export function resolve(target: Target, value: string, cloud: CloudView): CloudRecord | undefined {
  for (const type of target.types) {
    for (const token of tokensOf(type)) {
      const candidates = cloud.byType(token).filter((record) => isThere(record, value, cloud.region));
      const found = candidates.find((record) => identifies(record, target, value));
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

function exists(target: Target, value: string, cloud: CloudView): boolean {
  return target.external?.test(value) === true || isElsewhere(value, target, cloud) || resolve(target, value, cloud) !== undefined;
}

/** Whether what is written in one Region can mean a record, by where that is. */
function isThere({ type, region }: CloudRecord, value: string, from: string): boolean {
  return GLOBAL.has(canonical(type)) || region === (regionOfArn(value) ?? from);
}

/** The Region in an ARN that has one. */
function regionOfArn(value: string): string | undefined {
  const [scheme, , , region] = value.split(":");
  return scheme === "arn" && region !== "" ? region : undefined;
}

/** An ARN of another account or of another kind of resource. */
function isElsewhere(value: string, target: Target, cloud: CloudView): boolean {
  const [scheme, , service, , account] = value.split(":");
  if (scheme !== "arn") {
    return false;
  }
  const services = target.types.map(serviceOf);
  const ours = account === cloud.account || account === "";
  return !ours || (service !== undefined && !services.includes(service));
}

/** The service in the ARNs of a type. */
function serviceOf(type: string): string {
  const module = type.split(":")[1]?.split("/")[0] ?? "";
  if (type === T.logGroup) {
    return "logs";
  }
  if (type === T.eventRule) {
    return "events";
  }
  return { lb: "elasticloadbalancing", ebs: "ec2", vpc: "ec2" }[module] ?? module;
}

function identifies(record: CloudRecord, target: Target, value: string): boolean {
  if (record.id === value) {
    return true;
  }
  const values = of(record);
  const wanted = value.replace(/:\*$/, "");
  return values.text("arn") === wanted || (target.names ?? []).some((name) => values.text(name) === value);
}

function typesOf(target: Target): readonly string[] {
  return target.types;
}

/** The text in which a reference comes: an id, an ARN, a name, or a resource that the engine sent whole. */
function identifier(value: Value): string | undefined {
  if (typeof value === "string") {
    return value === "" ? undefined : value;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value)) {
    return identifier(value["__id"] ?? null);
  }
  return undefined;
}

function notFound(target: Target, value: string, cloud: CloudView): string {
  const known = target.types.flatMap((type) => tokensOf(type).flatMap((token) => cloud.byType(token)));
  const elsewhere = known.find((record) => record.id === value && record.region !== cloud.region);
  if (elsewhere !== undefined) {
    return `${target.code}: the ${target.noun} "${value}" is in ${elsewhere.region}, not in ${cloud.region}; use one of this region.`;
  }
  const close = nearest(value, known.map(({ id }) => id));
  const hint = close === undefined ? "" : ` The nearest that exists is "${close}".`;
  return `${target.code}: the ${target.noun} "${value}" does not exist in ${regionOfArn(value) ?? cloud.region}; make it first, or pass the id of one that does.${hint}`;
}
