/** A plan for people: one line a resource, below the component it is a part of. */
import { isProvider } from "../local-cloud/monitor";
import { shortUrn, type Plan, type PlannedResource } from "./plan";
import { compare } from "./values";

const ROOT = "pulumi:pulumi:Stack";

export function planTable(plan: Plan): string[] {
  const groups = new Map<string, PlannedResource[]>();
  for (const resource of plan.resources.filter(({ type }) => type !== ROOT)) {
    const top = topOf(plan, resource);
    groups.set(top, [...(groups.get(top) ?? []), resource]);
  }
  const lines = [...groups].sort(([a], [b]) => compare(a, b)).flatMap(([top, resources]) => ["", ...groupLines(top, resources)]);
  return [summary(plan), ...lines, ...plan.warnings.map((warning) => `\nwarning: ${warning}`)];
}

/** `257 resources, 60 of them protected`. */
function summary({ stack, resources }: Plan): string {
  const guarded = resources.filter(({ options }) => options.protect).length;
  return `Plan of ${stack}: ${resources.length} resources, ${guarded} of them protected`;
}

/** The component directly below the stack that a resource is a part of. */
function topOf(plan: Plan, resource: PlannedResource): string {
  const line = plan.lineOf(resource.urn).filter(({ type }) => type !== ROOT);
  const top = line.at(-1) ?? resource;
  return isProvider(top.type) ? "providers" : top.custom ? "the program itself" : `${top.type.split(":").at(-1)} ${top.name}`;
}

function groupLines(top: string, resources: readonly PlannedResource[]): string[] {
  const rows = resources.filter((resource) => resource.custom || resource.type.split(":").at(-1) + ` ${resource.name}` !== top).map((resource) => [kindOf(resource.type), resource.name, marks(resource)] as const);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? "").length)));
  return [top, ...rows.sort(([a, b], [c, d]) => compare(a, c) || compare(b, d)).map(([kind, name, mark]) => `  ${kind.padEnd(widths[0] ?? 0)}  ${name.padEnd(widths[1] ?? 0)}  ${mark}`.trimEnd())];
}

/** `aws:rds/instance:Instance` as Pulumi shows it, `aws:rds:Instance`. */
function kindOf(type: string): string {
  return type.replace(/^([^:]+:[^/:]+)\/[^:]+:/, "$1:");
}

function marks({ options, secrets, custom }: PlannedResource): string {
  const { protect, retainOnDelete, deleteBeforeReplace, ignoreChanges, replaceOnChanges, deletedWith, importId, externalId } = options;
  return [
    custom ? "" : "component",
    protect ? "protected" : "",
    retainOnDelete ? "retained" : "",
    deleteBeforeReplace === true ? "deleted before replaced" : "",
    ignoreChanges.length > 0 ? `ignores ${ignoreChanges.join(", ")}` : "",
    replaceOnChanges.length > 0 ? `replaced on ${replaceOnChanges.join(", ")}` : "",
    deletedWith === undefined ? "" : `goes with ${shortUrn(deletedWith)}`,
    importId === undefined ? "" : `imports ${importId}`,
    externalId === undefined ? "" : `reads ${externalId}`,
    secrets.length > 0 ? `secret ${secrets.join(", ")}` : "",
  ]
    .filter((mark) => mark !== "")
    .join("; ");
}
