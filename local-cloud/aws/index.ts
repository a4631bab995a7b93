/** AWS as the local cloud plays it: what it refuses, what it answers, what it keeps from being deleted. */
import type { Candidate, CloudRecord, CloudView, Created } from "../provider/cloud";
import { isObject, type Failure, type Properties, type Value } from "../provider/values";
import { nearest, REGION_NAMES } from "./catalogues";
import { blockers } from "./deletion";
import { invokeFunction } from "./invokes";
import { create, update } from "./outputs";
import { missingReferences } from "./references";
import { Subject } from "./rule";
import { judge } from "./rules";

export { companions } from "./companions";
export { refuseConfiguration } from "./configuration";

/** What AWS refuses whatever else exists; unknown values are passed over, so it can be asked at preview. */
export function checkResource(candidate: Candidate, cloud: CloudView): Failure[] {
  const subject = plain(candidate);
  return [...wrongRegion(subject.inputs), ...judge(subject, cloud, "check")];
}

/** Each resource may name a Region of its own; one that does not exist has no endpoint to call. */
function wrongRegion({ region }: Properties): Failure[] {
  if (typeof region !== "string" || REGION_NAMES.entries.includes(region)) {
    return [];
  }
  const close = nearest(region, REGION_NAMES.entries);
  return [{ property: "region", reason: `invalid AWS Region: ${region} does not exist${close === undefined ? "; name one such as us-west-2." : `. Did you mean ${close}?`}` }];
}

/** What AWS refuses because of what exists or does not exist. */
export function admitResource(candidate: Candidate, cloud: CloudView): Failure[] {
  const subject = plain(candidate);
  const missing = missingReferences(new Subject(subject), cloud);
  // A rule that relates resources would only repeat, less clearly, that one of them is not there.
  return missing.length > 0 ? missing : [...judge(subject, cloud, "check"), ...judge(subject, cloud, "admit")];
}

/** AWS's own refusal of a deletion; undefined when it would go through. */
export function deleteBlockers(record: CloudRecord, cloud: CloudView): string | undefined {
  return blockers(record, cloud);
}

export function createResource(candidate: Candidate, cloud: CloudView): Created {
  return create(plain(candidate), cloud);
}

export function updateResource(candidate: Candidate & { readonly prior: CloudRecord }, cloud: CloudView): { outputs: Properties } {
  return update({ ...plain(candidate), prior: candidate.prior }, cloud);
}

/** The answer to a function of the AWS SDK; undefined for one that the local cloud does not know. */
export function invoke(token: string, args: Properties, cloud: CloudView): { result?: Properties; failures?: Failure[] } | undefined {
  return invokeFunction(token, plainProperties(args), cloud);
}

function plain(candidate: Candidate): Candidate {
  return { ...candidate, inputs: plainProperties(candidate.inputs) };
}

function plainProperties(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plainValue(value)]));
}

/** A resource that the program passes whole is its id to AWS. */
function plainValue(value: Value): Value {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  if (!isObject(value)) {
    return value;
  }
  return "__urn" in value && "__id" in value ? (value["__id"] ?? null) : plainProperties(value);
}
