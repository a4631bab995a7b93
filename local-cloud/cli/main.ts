/** Commands of a local run: `npm run up|preview|refresh|destroy|outputs|plan|local|bootstrap|test|test:kubernetes|golden:update|new:service|scan|bench`. */
import path from "node:path";
import { Command, Option } from "commander";
import { ensureCli, SetupError } from "../engine/cli";
import { bootstrapPaths, localPaths, type LocalPaths } from "../engine/paths";
import { stackNames } from "../engine/project";
import { overrideSettings, runPulumi, startEngine, type Engine } from "../engine/pulumi";
import { StoreError } from "../store/journal";
import { runBench } from "../../bench/main";
import { runPlan } from "../../plan/command";
import { PlanError } from "../../plan/errors";
import { updateGoldens } from "../../plan/golden/update";
import { FORMATS, runGate, type Format } from "../../gate/main";
import { runScan } from "../../scan/main";
import { NewServiceError } from "../../services/new/create";
import { runNewService } from "../../services/new/main";
import { runKubernetes } from "../../test/kubernetes/main";
import { runChecks } from "./checks";
import { policyArguments } from "./policy-arguments";
import { eventLogArguments, readSummary } from "./summary";
import { printSummary } from "./summary-text";

const DEFAULT_STACK = "production";
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs one command line; sets the exit code and never throws for what a user can mend. */
export async function main(root: string, args: readonly string[]): Promise<void> {
  try {
    await program(root).parseAsync(args as string[], { from: "user" });
  } catch (error) {
    if (!(error instanceof SetupError || error instanceof StoreError || error instanceof PlanError || error instanceof NewServiceError)) {
      throw error;
    }
    say(error.message);
    process.exitCode = 1;
  }
}

function program(root: string): Command {
  const kianax = new Command("kianax").description("The Kianax program on the local cloud").enablePositionalOptions();
  stackCommands(kianax, { paths: localPaths(root), npm: "npm run " });
  stackCommands(kianax.command("bootstrap").description("the same for what an account needs before its first stack").enablePositionalOptions(), {
    paths: bootstrapPaths(root),
    npm: "npm run bootstrap -- ",
  });
  kianax
    .command("local")
    .description("run any Pulumi command against the local cloud")
    .allowUnknownOption()
    .passThroughOptions()
    .argument("<command...>")
    .action(async (command: string[]) => {
      const stack = stackIn(command) ?? DEFAULT_STACK;
      await withEngine({ paths: localPaths(root), stack }, (engine) => runPulumi(engine, withStack(command, stack)));
    });
  kianax
    .command("plan")
    .description("print what a stack's program plans, without engine, state or cloud")
    .addOption(stackOption(root))
    .option("--set <setting>", "a value for this plan only, such as kianax:database.multiAz=false", collect, [])
    .option("--json", "print the whole plan as JSON", false)
    .option("--deployed", "with the ids and ARNs that a deployment to an empty cloud would give", false)
    .option("--show <text>", "everything about the resources whose type::name contains this")
    .option("--why <resource>", "with --waits-for: the way by which one resource waits for another")
    .option("--waits-for <resource>", "the resource that is made first")
    .action(async ({ stack, set, why, waitsFor, ...options }: PlanFlags) => {
      if ((why === undefined) !== (waitsFor === undefined)) {
        throw new SetupError("--why and --waits-for go together: --why production-https --waits-for certificateValidation.");
      }
      const pair = why === undefined || waitsFor === undefined ? {} : { why: [why, waitsFor] as const };
      process.exitCode = await runPlan({ root, stack, settings: set, ...options, ...pair, print: (line) => void process.stdout.write(`${line}\n`), say });
    });
  kianax
    .command("golden")
    .description("write the golden plans of all stacks, and say what changed in them")
    .action(() => updateGoldens({ root, progress: say }));
  kianax
    .command("new-service")
    .description("make a new service: its declaration, its chart, and the golden plans that it changes")
    .argument("<name>", "a DNS label, such as billing")
    .option("--purpose <sentence>", "what the service does")
    .action((name: string, { purpose }: { purpose?: string }) => runNewService({ root, name, ...(purpose !== undefined && { purpose }), progress: say }));
  kianax
    .command("test")
    .description("typecheck, lint, unit, component, policy and engine tests")
    .action(async () => {
      process.exitCode = await runChecks(root);
    });
  kianax
    .command("kubernetes")
    .description("charts, platform manifests and workflows, judged by a real Kubernetes API server and by tools of their own")
    .action(async () => {
      process.exitCode = await runKubernetes(root, say);
    });
  kianax
    .command("bench")
    .description("measure previews and memory")
    .option("--json", "print the figures as JSON", false)
    .option("--runs <n>", "measured runs of each kind", (text) => Number.parseInt(text, 10), 5)
    .action(async ({ json, runs }: { json: boolean; runs: number }) => {
      process.exitCode = await runBench({ root, json, runs, progress: say });
    });
  kianax
    .command("scan")
    .description("let third-party scanners judge the plan of every stack")
    .option("-s, --stack <name>", "one stack only; reviewed exceptions are then not checked for being idle")
    .action(async ({ stack }: { stack?: string }) => {
      process.exitCode = await runScan({ root, progress: say, ...(stack === undefined ? {} : { stacks: [stack] }) });
    });
  kianax
    .command("policy")
    .description("let the policy pack judge the plan of a stack, without engine or cloud")
    .addOption(new Option("-s, --stack <name>", "one stack only").choices(stackNames(root)))
    .option("--set <key=value>", "another value for a setting; may be given again", (value: string, all: string[]) => [...all, value], [])
    .option("--profile <name>", "profile of the pack, or a file with one; the stack's own if not given")
    .addOption(new Option("--format <format>", "form of the report").choices(Object.keys(FORMATS)).default("table"))
    .option("--output <file>", "file for the report")
    .action(async ({ stack, set, ...options }: PolicyFlags) => {
      process.exitCode = await runGate({ root, settings: set, progress: say, print: (text) => void process.stdout.write(text), ...options, ...(stack === undefined ? {} : { stacks: [stack] }) });
    });
  kianax
    .command("analyze")
    .description("let the policy pack judge what is deployed, from its state alone: what has changed since are the rules")
    .addOption(stackOption(root))
    .option("--profile <name>", "profile of the pack, or a file with one; the stack's own if not given")
    .action(async ({ stack, profile }: { stack: string; profile?: string }) => {
      const judged = policyArguments(root, stack, profile);
      await withEngine({ paths: localPaths(root), stack }, (engine) => runPulumi(engine, ["policy", "analyze", "--stack", stack, ...judged]));
    });
  return kianax;
}

interface PolicyFlags {
  readonly stack?: string;
  readonly set: string[];
  readonly profile?: string;
  readonly format: Format;
  readonly output?: string;
}

interface PlanFlags {
  readonly stack: string;
  readonly set: string[];
  readonly json: boolean;
  readonly deployed: boolean;
  readonly show?: string;
  readonly why?: string;
  readonly waitsFor?: string;
}

/** A program of this repository, and how its commands are called. */
interface Runnable {
  readonly paths: LocalPaths;
  /** What stands before a command's name. */
  readonly npm: string;
}

function stackCommands(parent: Command, runnable: Runnable): void {
  for (const [name, description] of Object.entries(OPERATIONS)) {
    operation(parent, runnable, name, description);
  }
  parent
    .command("outputs")
    .description("print the outputs of a stack")
    .addOption(stackOption(runnable.paths.program))
    .allowUnknownOption()
    .argument("[flags...]")
    .action(async (flags: string[], { stack }: { stack: string }) => {
      await withEngine({ paths: runnable.paths, stack }, (engine) => runPulumi(engine, ["stack", "output", "--stack", stack, ...flags]));
    });
}

const OPERATIONS = {
  up: "deploy a stack to the local cloud",
  preview: "show what up would do",
  refresh: "compare the state with the local cloud",
  destroy: "remove everything of a stack from the local cloud",
} as const;

function operation(parent: Command, { paths, npm }: Runnable, name: string, description: string): void {
  parent
    .command(name)
    .description(description)
    .addOption(stackOption(paths.program))
    .option("--set <setting>", "a value for this command only, such as kianax:database.multiAz=false", collect, [])
    .option("--without-region <region>", "a Region that does not answer, to see what the stack needs of it", collect, [])
    .option("--profile <name>", "profile of the policy pack; decommission lets protection be lifted, to destroy a stack on purpose")
    .allowUnknownOption()
    .argument("[flags...]", "flags for the Pulumi CLI")
    .action(async (flags: string[], { stack, set, withoutRegion: withoutRegions, profile }: OperationFlags) => {
      await withEngine({ paths, stack, withoutRegions }, async (engine) => {
        overrideSettings(engine, stack, set);
        const events = path.join(engine.paths.logs, `${name}-${stack}.jsonl`);
        const code = await runPulumi(engine, [name, "--stack", stack, ...operationArguments(paths.root, name, stack, profile), ...flags, ...eventLogArguments(events)]);
        printSummary({ operation: name, stack, code, npm, ...readSummary(events) }, say);
        return code;
      });
    });
}

interface OperationFlags {
  readonly stack: string;
  readonly set: string[];
  readonly withoutRegion: string[];
  readonly profile?: string;
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/**
 * Nothing real can break here, so nobody is asked. The preview stays: it is where policies and protection refuse
 * before the first change is made.
 */
function operationArguments(root: string, name: string, stack: string, profile?: string): string[] {
  const confirmed = name === "preview" ? [] : ["--yes"];
  const judged = name === "up" || name === "preview" ? policyArguments(root, stack, profile) : [];
  return [...confirmed, ...judged];
}

function stackOption(root: string): Option {
  return new Option("-s, --stack <name>", `stack: ${stackNames(root).join(" or ")}`).default(DEFAULT_STACK);
}

function stackIn(command: readonly string[]): string | undefined {
  for (const [index, word] of command.entries()) {
    if (word === "--stack" || word === "-s") {
      return command[index + 1];
    }
    if (word.startsWith("--stack=")) {
      return word.slice("--stack=".length);
    }
  }
  return undefined;
}

const WITHOUT_STACK = new Set(["version", "help", "about", "plugin", "policy", "schema", "login", "whoami", "convert", "new", "install"]);

function withStack(command: readonly string[], stack: string): string[] {
  const named = stackIn(command) !== undefined || WITHOUT_STACK.has(command[0] ?? "") || command.includes("--help");
  const listing = command[0] === "stack" && ["ls", "init"].includes(command[1] ?? "");
  return named || listing ? [...command] : [...command, "--stack", stack];
}

interface Run {
  readonly paths: LocalPaths;
  readonly stack: string;
  readonly withoutRegions?: readonly string[];
}

async function withEngine({ paths, stack, withoutRegions = [] }: Run, work: (engine: Engine) => Promise<number>): Promise<void> {
  const cli = await ensureCli({ paths, environment: process.env, progress: say });
  const engine = await startEngine({ cli, paths, stack, withoutRegions, environment: process.env, progress: say });
  try {
    process.exitCode = await work(engine);
  } finally {
    await engine.cloud.stop();
  }
}
