#!/usr/bin/env node
/** `kianax-policies`: what can be judged without Pulumi. Profiles and exemptions, before the engine passes a misspelt name in silence; charts, which are in no plan. */
import { readFileSync, statSync } from "node:fs";
import { Command, Option } from "commander";
import { PROFILES, readExemptions, type Profile } from "../kernel";
import { profileProblems } from "../profiles/problems";
import { rules } from "../rules";
import { judgeManifests, ManifestError } from "./manifests";

/** What a user can mend. */
class InputError extends Error {}

export function program(print: (line: string) => void): Command {
  const cli = new Command("kianax-policies").description("Judges what Pulumi does not: files of a policy pack, and rendered charts");
  cli
    .command("profile")
    .description("say what is wrong with files for --policy-pack-config")
    .option("--stack <name>", "the stack that they are for: one of production may lower no mandatory rule")
    .argument("<file...>")
    .action((files: string[], { stack }: { stack?: string }) => refuse(files.flatMap((file) => profileProblems(textOf(file), rules, file, stack)), print));
  cli
    .command("exemptions")
    .description("say what is wrong with a file of exemptions, and which rules in it do not exist or cannot be exempted")
    .argument("<file>")
    .action((file: string) => {
      textOf(file);
      const { entries, problems } = readExemptions(file, file);
      const unknown = entries.filter(({ rule }) => !rules.some(({ name }) => name === rule));
      const guards = entries.filter(({ rule }) => rules.some(({ name, checkPack }) => name === rule && checkPack !== undefined));
      refuse([...problems.map((problem) => `${problem}.`), ...unknown.map(({ rule, urn }) => `${file}: there is no rule ${rule}, from which ${urn} is to be exempt.`), ...guards.map(({ rule }) => `${file}: ${rule} is about the pack itself and cannot be exempted.`)], print);
    });
  cli
    .command("manifests")
    .description("judge rendered Kubernetes objects; - is the standard input")
    .addOption(new Option("--profile <name>", "levels and settings").choices(PROFILES).default("production"))
    .option("--namespace <name>", "where objects that name no namespace are installed")
    .argument("<file...>")
    .action((files: string[], options: { profile: Profile; namespace?: string }) => {
      const { findings, unjudged } = judgeManifests(files.map(textOf), options);
      findings.forEach(({ level, message }) => print(`[${level}] ${message}`));
      unjudged.forEach((type) => print(`No rule looks at ${type}.`));
      const refused = findings.filter(({ level }) => level === "mandatory").length;
      print(`${refused} mandatory and ${findings.length - refused} advisory findings`);
      process.exitCode = refused > 0 ? 1 : 0;
    });
  return cli;
}

function refuse(problems: readonly string[], print: (line: string) => void): void {
  problems.forEach(print);
  print(problems.length === 0 ? "Nothing is wrong." : `${problems.length} ${problems.length === 1 ? "thing is" : "things are"} wrong.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function textOf(file: string): string {
  if (file !== "-" && statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new InputError(`There is no file ${file}.`);
  }
  return readFileSync(file === "-" ? 0 : file, "utf8");
}

if (require.main === module) {
  try {
    program((line) => void process.stdout.write(`${line}\n`)).parse();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof ManifestError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
