/** What lies under platform/, as Argo CD's ApplicationSet controller reads it. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const PLATFORM = path.resolve(__dirname, "..", "..", "platform");

export interface ApplicationSet {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly goTemplate?: boolean;
    readonly goTemplateOptions?: readonly string[];
    readonly syncPolicy?: { readonly preserveResourcesOnDeletion?: boolean };
    readonly generators: readonly unknown[];
    readonly template: { readonly spec: { readonly project: string; readonly syncPolicy: { readonly syncOptions: readonly string[] } } };
  };
}

/** A chart in platform/versions.yaml. */
export interface PinnedChart {
  readonly repository: string;
  readonly chart: string;
  readonly source: string;
  readonly development: string;
  readonly production: string;
}

export function readPlatform(file: string): unknown {
  return parse(readFileSync(path.join(PLATFORM, file), "utf8"));
}

export function filesIn(folder: string): string[] {
  return readdirSync(path.join(PLATFORM, folder), { withFileTypes: true }).map(({ name }) => name).sort();
}

export const APPLICATION_SETS: readonly ApplicationSet[] = filesIn("applicationsets").map((file) => readPlatform(`applicationsets/${file}`) as ApplicationSet);
export const VERSIONS = (readPlatform("versions.yaml") as { readonly addons: Readonly<Record<string, PinnedChart>> }).addons;

/** What an ApplicationSet selects its clusters by. */
export function selectorOf(value: unknown): Readonly<Record<string, string>> {
  return Object.assign({}, ...found(value, "matchLabels")) as Record<string, string>;
}

/** Annotations and labels of a cluster that an ApplicationSet fills in, each once. */
export function readsOf(set: unknown, kind: "annotations" | "labels"): string[] {
  const text = JSON.stringify(set);
  const filled = [...text.matchAll(/\{\{.*?\}\}/g)].flatMap(([expression]) => [...expression.matchAll(new RegExp(`\\.metadata\\.${kind}\\.([\\w-]+)`, "g"))].map(([, key = ""]) => key));
  return [...new Set([...filled, ...(kind === "labels" ? Object.keys(selectorOf(set)) : [])])].sort();
}

/** Expressions that read anything else: what no test here could follow. */
export function otherReads(set: unknown): string[] {
  const known = /\.metadata\.(?:annotations|labels)\.[\w-]+|\.server\b|\(index \.addons "[\w-]+"\)\.(?:chart|repository)|index \.addons "[\w-]+"|\beq\b|"true"|[\s{}()]/g;
  return [...JSON.stringify(set).matchAll(/\{\{.*?\}\}/g)].map(([expression]) => expression.replaceAll('\\"', '"').replace(known, "")).filter((rest) => rest !== "");
}

function found(value: unknown, key: string): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : found(inner, key)));
}
