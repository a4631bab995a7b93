/** The rules on Kubernetes objects, over manifests: what a chart renders never is in a plan. */
import { readingOf, settingsOf, stackOf, viewOf, type Finding, type Level, type Profile, type Resource, type Rule } from "../kernel";
import { findingsOf, messageOf } from "../kernel/policy";
import { kubernetesRules } from "../kubernetes";
import { parseAllDocuments } from "yaml";

export interface ManifestOptions {
  readonly profile: Profile;
  /** Where objects that name no namespace are installed: that of the release. */
  readonly namespace?: string;
  /** @default the theme kubernetes */
  readonly rules?: readonly Rule[];
}

/** One thing that is wrong with an object. */
export interface ManifestFinding {
  readonly rule: string;
  readonly level: Exclude<Level, "off">;
  /** `Deployment kianax/api`. */
  readonly object: string;
  readonly id: string;
  /** As a plan's violation reads. */
  readonly message: string;
}

export interface Judgement {
  readonly findings: readonly ManifestFinding[];
  /** Types that no rule looks at, such as custom resources. */
  readonly unjudged: readonly string[];
}

/** Manifests that cannot be judged, in one sentence. */
export class ManifestError extends Error {}

type Manifest = Record<string, unknown>;

/**
 * Judges objects as if they were one plan. All that is installed into a namespace belongs together: its Namespace and its
 * default denial may come from another chart than its workloads.
 */
export function judgeManifests(documents: readonly string[], { profile, namespace, rules = kubernetesRules }: ManifestOptions): Judgement {
  const resources = documents.flatMap(objectsOf).map((manifest) => resourceOf(manifest, namespace));
  const repeated = resources.find(({ urn }, index) => resources.findIndex((each) => each.urn === urn) !== index);
  if (repeated !== undefined) {
    throw new ManifestError(`${objectOf(repeated)} is there twice: only one of the two would be judged, and only one installed.`);
  }
  const covered = new Set(rules.flatMap(({ types }) => types));
  const findings = rules.flatMap((rule) => {
    const level = rule.levels[profile];
    return level === "off" ? [] : judge(rule, resources, profile, covered).map(([subject, finding]) => ({ rule: rule.name, level, object: objectOf(subject), id: finding.id, message: messageOf(rule, finding, subject) }));
  });
  return { findings, unjudged: [...new Set(resources.map(({ type }) => type))].filter((type) => !covered.has(type)).sort() };
}

function judge(rule: Rule, resources: readonly ManifestResource[], profile: Profile, covered: Set<string>): (readonly [ManifestResource, Finding])[] {
  const settings = settingsOf(rule.settings, profile);
  const single = resources
    .filter(({ type }) => rule.types.includes(type))
    .flatMap((resource) => findingsOf(() => rule.checkResource?.(resource, settings)).map((finding) => [resource, finding] as const));
  const members = resources.map(({ urn, type, name, inputs }) => ({ urn, type, name, props: inputs, opts: OPTIONS, dependencies: [], propertyDependencies: {} }));
  const stack = stackOf(members as unknown as Parameters<typeof stackOf>[0], { inputs: new Map(resources.map(({ urn, inputs }) => [urn, inputs])), covered });
  const [first] = resources;
  const together = findingsOf(() => rule.checkStack?.(stack, settings)).flatMap((finding) => {
    const subject = resources.find(({ urn }) => urn === finding.subject?.urn) ?? first;
    return subject === undefined ? [] : [[subject, finding] as const];
  });
  return [...single, ...together];
}

interface ManifestResource extends Resource {
  readonly inputs: Manifest;
}

const OPTIONS = { protect: false, ignoreChanges: [], provider: undefined } as const;

/** What lies in no namespace. */
const CLUSTER_WIDE: readonly string[] = ["Namespace", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "StorageClass", "PriorityClass"];

function resourceOf(manifest: Manifest, release: string | undefined): ManifestResource {
  const { apiVersion, kind, metadata } = manifest;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof metadata !== "object" || metadata === null) {
    throw new ManifestError(`A document has no apiVersion, kind or metadata: ${JSON.stringify(manifest).slice(0, 100)}`);
  }
  const installed = release === undefined || CLUSTER_WIDE.includes(kind) ? metadata : { namespace: release, ...metadata };
  const inputs = { ...manifest, metadata: installed };
  const view = viewOf(inputs);
  const name = [view.value("metadata.namespace").text, view.value("metadata.name").text].filter((part) => part !== undefined).join("/");
  // Core objects have a version and no group.
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
  return { ...view, urn: `urn:pulumi:manifests::kubernetes::${type}::${name}`, type, name, options: OPTIONS, inputs };
}

function objectOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type.split(":").at(-1)} ${name}`;
}

/** The objects of a text of YAML documents, those of a List one by one. Empty documents are what a chart renders of what is switched off. */
function objectsOf(text: string): Manifest[] {
  const documents = parseAllDocuments(text);
  return ("empty" in documents ? [] : documents).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new ManifestError(`A document is no YAML: ${error.message}`);
    }
    return unlisted(document.toJS() as unknown);
  });
}

function unlisted(document: unknown): Manifest[] {
  if (readingOf(document).state === "absent") {
    return [];
  }
  const manifest = document as Manifest;
  return manifest.kind === "List" ? ((manifest.items ?? []) as unknown[]).flatMap(unlisted) : [manifest];
}
