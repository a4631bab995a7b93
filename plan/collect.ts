/** The plan of a stack, without engine, CLI or cloud. */
import path from "node:path";
import { requireStack, stackAccount, stackRegion } from "../local-cloud/engine/project";
import { SetupError } from "../local-cloud/engine/cli";
import { startMonitor, type DeploymentFacts, type LogEntry } from "../local-cloud/monitor";
import { awsxProvider, eksProvider } from "../local-cloud/remote";
import { openCatalogue } from "../local-cloud/shapes";
import { PlanBackend } from "./backend";
import { readConfiguration, type StackConfiguration } from "./configuration";
import { PlanError } from "./errors";
import { Plan } from "./plan";
import { plannedResources } from "./planned";
import { runProgram, type Ended } from "./program";
import { shown } from "./values";

export interface CollectOptions {
  /** The checkout: its node_modules are those of the program. */
  readonly root: string;
  readonly stack: string;
  /** Overrides for this plan, such as `kianax:database.multiAz=false`. */
  readonly settings?: readonly string[];
  /** The day for which the plan is made. @default today */
  readonly today?: Date;
  /** Folder with another Pulumi.yaml, program and stack files. @default the checkout's own */
  readonly program?: string;
  /**
   * `preview` knows what an engine's preview knows: no id, and nothing that is made of one. `deployed` makes everything
   * in an empty local cloud in memory first, so that ids, ARNs and the policy documents made of them are whole.
   * @default "preview"
   */
  readonly values?: "preview" | "deployed";
}

const ORGANISATION = "organization";
/** A program that reported an error gets this long to report further ones; it may wait for what never comes. */
const GRACE = 2_000;

/**
 * Runs the whole program of a stack, remote components included, and gives every registration as the engine would take
 * it. Throws a PlanError with the program's own sentences when the program, or the local cloud's rules, refuse.
 */
export async function collectPlan(options: CollectOptions): Promise<Plan> {
  return (await collected(options)).plan;
}

interface Collected {
  readonly plan: Plan;
  readonly backend: PlanBackend;
}

async function collected(options: CollectOptions): Promise<Collected> {
  const folder = options.program ?? options.root;
  const configuration = configurationOf(folder, options);
  const predecessor = predecessorOf(configuration);
  // A stack that takes over another finds what that one left in the account they share.
  const before = predecessor === undefined ? undefined : await collected({ ...options, stack: predecessor, settings: [], values: "deployed" });
  const deployed = options.values === "deployed";
  const deployment: DeploymentFacts = { ...configuration, stack: options.stack, organization: ORGANISATION, dryRun: !deployed };
  const today = options.today;
  const backend = new PlanBackend({
    catalogue: openCatalogue(path.join(options.root, "node_modules"), path.join(options.root, ".local", "cache")),
    deployed,
    region: stackRegion({ program: folder }, options.stack) ?? "us-east-1",
    account: stackAccount({ program: folder }, options.stack),
    now: () => today ?? new Date(),
    ...(before === undefined ? {} : { standing: before.backend.left }),
  });
  const log: LogEntry[] = [];
  const abortion = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const onLog = (entry: LogEntry): void => {
    log.push(entry);
    if (entry.severity === "error") {
      clearTimeout(grace);
      grace = setTimeout(() => abortion.abort(), GRACE);
    }
  };
  const server = await startMonitor({ deployment: () => deployment, backend, providers: [awsxProvider, eksProvider], onLog });
  try {
    const { address, monitor } = server;
    const ended = await runProgram({ ...deployment, root: options.root, nodeArguments: configuration.nodeArguments, folder, address, today }, abortion.signal);
    refuseFailure(ended, log, [...backend.refusals, ...monitor.failures]);
    const stackUrn = monitor.registrations.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn ?? "";
    const plan = new Plan({
      stack: options.stack,
      project: configuration.project,
      config: configuration.shownConfig,
      resources: plannedResources(monitor.registrations, (urn) => monitor.stateOf(urn), deployment),
      outputs: shown(monitor.stateOf(stackUrn).outputs).values,
      warnings: log.filter(({ severity }) => severity === "warning").map(({ message }) => message),
    });
    return { plan, backend };
  } finally {
    clearTimeout(grace);
    abortion.abort();
    server.stop();
  }
}

/** The stack that this one takes over, as `kianax:recovery.successorOf` says. */
function predecessorOf({ config }: StackConfiguration): string | undefined {
  const { successorOf } = JSON.parse(config["kianax:recovery"] ?? "{}") as { successorOf?: unknown };
  return typeof successorOf === "string" ? successorOf : undefined;
}

function configurationOf(folder: string, { stack, settings }: CollectOptions): StackConfiguration {
  try {
    requireStack(folder, stack);
    return readConfiguration(folder, stack, settings);
  } catch (error) {
    throw error instanceof SetupError ? new PlanError([error.message]) : error;
  }
}

/** What the rules of the cloud refuse comes first: a program that goes on after that may fail because of it. */
function refuseFailure({ code, output }: Ended, log: readonly LogEntry[], refusals: readonly string[]): void {
  const errors = log.filter(({ severity }) => severity === "error").map(({ message }) => message);
  if (code === 0 && errors.length === 0 && refusals.length === 0) {
    return;
  }
  const details = [...errors, output].join("\n");
  const sentences = refusals.length > 0 ? refusals : errors.map(sentenceOf);
  throw new PlanError([...new Set(sentences.length > 0 ? sentences : [`The program ended with exit code ${code}: ${output.trim()}`])], details);
}

/** A program's own error without Pulumi's introduction, which it has only sometimes, and without its stack trace. */
function sentenceOf(message: string): string {
  const lines = message.replace(/^Running program '.*' failed with an unhandled exception:\n/, "").split("\n");
  const trace = lines.findIndex((line) => /^\s+at /.test(line));
  return (trace < 0 ? lines : lines.slice(0, trace)).join("\n").replace(/^Error: /, "").replace(/^error serializing property "[^"]*": /, "").trim();
}
