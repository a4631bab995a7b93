/** A Kubernetes API server as far as the resources of @pulumi/kubernetes need one. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
import { createHash } from "node:crypto";
import type { Candidate, CloudRecord, CloudView, Created, Semantics } from "../provider/cloud";
import { isObject, isUnknown, type Failure, type Properties, type Value } from "../provider/values";
import { BUILT_IN_NAMESPACES, groupOf, isClusterScoped, kindOf, labelProblem, nameProblem } from "./kinds";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const RELEASE = "kubernetes:helm.sh/v3:Release";

export const kubernetes: Semantics = {
  checkResource,
  admitResource,
  createResource,
  updateResource,
  // The API server deletes whatever it is asked to; namespaces take their contents along.
  deleteBlockers: () => undefined,
  invoke: () => undefined,
};

function checkResource({ type, inputs }: Candidate): Failure[] {
  const metadata = metadataOf(inputs);
  const name = type === RELEASE ? inputs["name"] : metadata["name"];
  const at = type === RELEASE ? "name" : "metadata.name";
  const problem = typeof name === "string" ? (type === RELEASE ? releaseProblem(name) : nameProblem(type, name)) : undefined;
  const labels = metadata["labels"];
  return [
    ...(problem === undefined ? [] : [{ property: at, reason: `Invalid value: "${String(name)}": ${problem}.` }]),
    ...(isClusterScoped(type) && typeof metadata["namespace"] === "string" ? [{ property: "metadata.namespace", reason: `a ${kindOf(type)} belongs to no namespace; leave metadata.namespace out.` }] : []),
    ...Object.entries(isObject(labels) ? labels : {}).flatMap(([key, value]) => {
      const wrong = typeof value === "string" ? labelProblem(key, value) : undefined;
      return wrong === undefined ? [] : [{ property: `metadata.labels.${key}`, reason: `Invalid value: ${wrong}.` }];
    }),
  ];
}

function admitResource(candidate: Candidate, cloud: CloudView): Failure[] {
  const { type, prior } = candidate;
  const namespace = namespaceOf(candidate);
  const failures = checkResource(candidate);
  const created = type === RELEASE && candidate.inputs["createNamespace"] === true;
  if (namespace !== undefined && !created && !BUILT_IN_NAMESPACES.includes(namespace) && cloud.byId(NAMESPACE, namespace) === undefined) {
    failures.push({ property: type === RELEASE ? "namespace" : "metadata.namespace", reason: `namespaces "${namespace}" not found; make the namespace first, or use one that exists.` });
  }
  const id = idOf(candidate);
  const same = kindOf(type).endsWith("Patch")
    ? undefined
    : cloud.all().find((record) => record.id === id && record.urn !== prior?.urn && record.id !== prior?.id && kindOf(record.type) === kindOf(type) && groupOf(record.type) === groupOf(type));
  if (same !== undefined || (type === NAMESPACE && prior === undefined && BUILT_IN_NAMESPACES.includes(id))) {
    failures.push({ property: "metadata.name", reason: `${kindOf(type)} "${id}" already exists; give this one another name, or import the one that exists.` });
  }
  return failures;
}

function createResource(candidate: Candidate, cloud: CloudView): Created {
  const seed = `${candidate.urn}#${cloud.serial()}`;
  return { id: idOf(candidate), outputs: outputsOf(candidate, cloud, seed, 1) };
}

function updateResource(candidate: Candidate & { readonly prior: CloudRecord }, cloud: CloudView): { outputs: Properties } {
  const before = metadataOf(candidate.prior.outputs);
  const sameSpec = JSON.stringify(candidate.inputs["spec"]) === JSON.stringify(candidate.prior.inputs["spec"]);
  const generation = Number(before["generation"] ?? 1) + (sameSpec ? 0 : 1);
  const outputs = outputsOf(candidate, cloud, String(before["uid"] ?? candidate.urn), generation);
  const kept: Properties = { uid: before["uid"] ?? "", creationTimestamp: before["creationTimestamp"] ?? "", resourceVersion: String(Number(before["resourceVersion"] ?? 1) + 1) };
  return { outputs: isObject(outputs["metadata"]) ? { ...outputs, metadata: { ...outputs["metadata"], ...kept } } : outputs };
}

function outputsOf(candidate: Candidate, cloud: CloudView, seed: string, generation: number): Properties {
  const { type, inputs } = candidate;
  const hash = createHash("sha256").update(seed).digest("hex");
  const [name, namespace] = [nameOf(candidate), namespaceOf(candidate)];
  if (type === RELEASE) {
    const status: Properties = { name, namespace: namespace ?? "default", revision: generation, status: "deployed", chart: inputs["chart"] ?? "", version: inputs["version"] ?? "" };
    return { ...inputs, name, namespace: namespace ?? "default", status };
  }
  const metadata = {
    ...metadataOf(inputs),
    name,
    ...(namespace !== undefined && { namespace }),
    uid: [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join("-"),
    resourceVersion: String(1 + (parseInt(hash.slice(32, 38), 16) % 900_000)),
    generation,
    creationTimestamp: cloud.now.toISOString().replace(/\.\d{3}Z$/, "Z"),
  };
  return { ...inputs, ...computed(type, inputs, hash, cloud), metadata };
}

/** What controllers and defaulting fill in, for the kinds that programs read. */
function computed(type: string, inputs: Properties, hash: string, cloud: CloudView): Properties {
  if (type === NAMESPACE) {
    return { spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } };
  }
  if (kindOf(type) === "Service") {
    const spec = isObject(inputs["spec"]) ? inputs["spec"] : {};
    const clusterIP = `172.20.${parseInt(hash.slice(0, 2), 16)}.${(parseInt(hash.slice(2, 4), 16) % 253) + 1}`;
    const balanced = spec["type"] === "LoadBalancer";
    return {
      spec: { type: "ClusterIP", clusterIP, clusterIPs: [clusterIP], ...spec },
      status: { loadBalancer: balanced ? { ingress: [{ hostname: `k8s-${hash.slice(0, 32)}.elb.${cloud.region}.amazonaws.com` }] } : {} },
    };
  }
  if (kindOf(type) === "Secret") {
    return { type: inputs["type"] ?? "Opaque", data: { ...(isObject(inputs["data"]) ? inputs["data"] : {}), ...encoded(inputs["stringData"]) } };
  }
  return {};
}

function encoded(values: Value | undefined): Record<string, Value> {
  return Object.fromEntries(Object.entries(isObject(values) ? values : {}).map(([key, value]) => [key, typeof value === "string" ? Buffer.from(value).toString("base64") : value]));
}

function idOf(candidate: Candidate): string {
  const namespace = namespaceOf(candidate);
  const name = nameOf(candidate);
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The name given, or one made of the logical name, as the provider names objects. */
function nameOf({ type, inputs, prior, name: logical, urn }: Candidate): string {
  const given = type === RELEASE ? inputs["name"] : metadataOf(inputs)["name"];
  const kept = prior === undefined ? undefined : type === RELEASE ? prior.outputs["name"] : metadataOf(prior.outputs)["name"];
  if (typeof given === "string") {
    return given;
  }
  return typeof kept === "string" ? kept : `${logical.toLowerCase()}-${createHash("sha256").update(urn).digest("hex").slice(0, 8)}`;
}

function namespaceOf({ type, inputs }: Candidate): string | undefined {
  if (isClusterScoped(type)) {
    return undefined;
  }
  const given = type === RELEASE ? inputs["namespace"] : metadataOf(inputs)["namespace"];
  return isUnknown(given) ? undefined : typeof given === "string" && given !== "" ? given : "default";
}

function metadataOf(properties: Properties): Properties {
  const metadata = properties["metadata"];
  return isObject(metadata) ? metadata : {};
}

function releaseProblem(name: string): string | undefined {
  return name.length <= 53 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) ? undefined : "a release name has at most 53 lower case alphanumeric characters, '-' or '.'";
}
