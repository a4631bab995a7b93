/** What an operation did, read from the engine's own event log. */
import { existsSync, readFileSync, rmSync } from "node:fs";

export interface PolicyFinding {
  readonly policy: string;
  readonly level: string;
  readonly message: string;
  readonly urn: string;
}

/** One thing that the engine did, or in a preview would do. */
export interface Step {
  /** Such as `create`, `update`, `replace`, `delete`. */
  readonly op: string;
  readonly type: string;
  readonly urn: string;
  /** Inputs whose change replaces the resource. */
  readonly replacedBy: readonly string[];
}

/** What the program itself had to say, once however often it said it. */
export interface Notice {
  readonly severity: "info" | "warning";
  readonly message: string;
}

export interface Summary {
  /** Resources that stand after the operation (or would, after a preview), by Pulumi package and module. */
  readonly resourcesByKind: ReadonlyMap<string, number>;
  /** Counts of create, update, replace, delete and same. */
  readonly changes: Readonly<Record<string, number>>;
  readonly findings: readonly PolicyFinding[];
  /** Policy packs that judged the operation. */
  readonly policyPacks: readonly string[];
  /** Every step, those that change nothing among them. */
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly type: string; readonly urn: string; readonly keys?: readonly string[] | null } };
  readonly policyEvent?: { readonly policyName: string; readonly enforcementLevel: string; readonly message: string; readonly resourceUrn?: string };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string; readonly urn?: string; readonly ephemeral?: boolean };
  readonly summaryEvent?: { readonly resourceChanges: Record<string, number>; readonly PolicyPacks?: Record<string, string> };
}

/** The flag is hidden behind PULUMI_DEBUG_COMMANDS, which the engine sets. */
export function eventLogArguments(file: string): string[] {
  rmSync(file, { force: true });
  return ["--event-log", file];
}

const GONE = new Set(["delete-replaced", "discard", "discard-replaced", "remove-pending-replace", "read-discard"]);
/** Providers that the engine makes for itself; it does not count them either. */
const DEFAULT_PROVIDER = /::pulumi:providers:[^:]+::default/;
/** A replacement is told in three steps: this one, a creation and a deletion. */
const REPLACE_STEP = "replace";

/** Reads the log and removes it: the engine writes secrets into it as they are. */
export function readSummary(file: string): Summary {
  const events = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(isWhole).map((line) => JSON.parse(line) as EngineEvent) : [];
  rmSync(file, { force: true });
  // By URN: a preview that refreshes first tells of each resource twice.
  const standing = new Map<string, string>();
  const findings: PolicyFinding[] = [];
  const steps: Step[] = [];
  const notices = new Map<string, Notice>();
  let changes: Record<string, number> = {};
  let policyPacks: string[] = [];
  for (const { resourcePreEvent, policyEvent, diagnosticEvent, summaryEvent } of events) {
    const metadata = resourcePreEvent?.metadata;
    if (metadata !== undefined) {
      steps.push({ op: metadata.op, type: metadata.type, urn: metadata.urn, replacedBy: metadata.keys ?? [] });
    }
    if (metadata?.op === "delete") {
      standing.delete(metadata.urn);
    } else if (metadata !== undefined && !GONE.has(metadata.op) && metadata.op !== REPLACE_STEP && !DEFAULT_PROVIDER.test(metadata.urn)) {
      standing.set(metadata.urn, kindOf(metadata.type));
    }
    if (policyEvent !== undefined) {
      findings.push({
        policy: policyEvent.policyName,
        level: policyEvent.enforcementLevel,
        message: plain(policyEvent.message),
        urn: policyEvent.resourceUrn ?? "",
      });
    }
    const notice = diagnosticEvent === undefined ? undefined : noticeOf(diagnosticEvent);
    if (notice !== undefined) {
      notices.set(notice.message, notice);
    }
    if (summaryEvent !== undefined) {
      changes = summaryEvent.resourceChanges;
      // A local pack's name carries its folder: `kianax|local|/path`.
      policyPacks = Object.keys(summaryEvent.PolicyPacks ?? {}).map((name) => name.split("|")[0] ?? name);
    }
  }
  return { resourcesByKind: countsOf([...standing.values()]), changes, findings, policyPacks, steps, notices: [...notices.values()] };
}

function countsOf(kinds: readonly string[]): ReadonlyMap<string, number> {
  const names = [...new Set(kinds)].sort((a, b) => a.localeCompare(b));
  return new Map(names.map((name) => [name, kinds.filter((kind) => kind === name).length]));
}

/** What components of this program say; the engine's and the SDKs' own diagnostics are shown by the engine alone. */
const FROM_A_COMPONENT = /::kianax:[^:]+:[^:]+::[^:]+$/;

function noticeOf({ severity, message, urn = "", ephemeral }: NonNullable<EngineEvent["diagnosticEvent"]>): Notice | undefined {
  const told = (severity === "info" || severity === "warning") && ephemeral !== true && FROM_A_COMPONENT.test(urn);
  return told ? { severity, message: plain(message) } : undefined;
}

/** An engine that was ended leaves half a line. */
function isWhole(line: string): boolean {
  return line.startsWith("{") && line.endsWith("}");
}

/** `aws:ec2/vpc:Vpc` is of kind `aws:ec2`; `kianax:network:KianaxNetwork` of `kianax:network`. */
function kindOf(type: string): string {
  const [pack = "", module = ""] = type.split(":");
  return `${pack}:${module.split("/")[0] ?? ""}`;
}

/** Without the colour directives that the engine leaves in its messages. */
function plain(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}
