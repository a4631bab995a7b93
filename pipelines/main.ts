/** Steps of the workflows that are more than a command: `npx ts-node -T pipelines/main.ts <step>`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import { SetupError } from "../local-cloud/engine/setup-error";
import { commentOf } from "./comment";
import { ROLES, stackFacts, type PipelineRole } from "./facts";
import { imageFile, withImage } from "./image";

const ROOT = path.resolve(__dirname, "..");
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const pipelines = new Command("pipelines").description("Steps of the workflows");
pipelines
  .command("facts")
  .description("what a job has to know of a stack, as outputs of a step")
  .requiredOption("--stack <name>")
  .addOption(new Option("--role <name>", "role that the job takes").choices(ROLES).makeOptionMandatory())
  .action(({ stack, role }: { stack: string; role: PipelineRole }) => {
    Object.entries(stackFacts(ROOT, stack, role)).forEach(([name, value]) => print(`${name}=${value}`));
  });
pipelines
  .command("image")
  .description("write a service's image into the values of its chart, and print the file")
  .requiredOption("--service <name>")
  .requiredOption("--environment <name>")
  .requiredOption("--tag <tag>")
  .requiredOption("--digest <digest>")
  .action(({ service, environment, tag, digest }: { service: string; environment: string; tag: string; digest: string }) => {
    const file = imageFile(ROOT, service, environment);
    const target = path.join(ROOT, file);
    writeFileSync(target, withImage(readFileSync(target, "utf8"), { tag, digest }));
    print(file);
  });
pipelines
  .command("comment")
  .description("print a preview as a comment")
  .requiredOption("--stack <name>")
  .requiredOption("--output <file>", "what the preview printed")
  .requiredOption("--outcome <word>", "how the step ended: success or failure")
  .requiredOption("--commit <sha>")
  .action(({ stack, output, outcome, commit }: { stack: string; output: string; outcome: string; commit: string }) => {
    print(commentOf({ stack, output: readFileSync(output, "utf8"), succeeded: outcome === "success", commit }));
  });

try {
  pipelines.parse();
} catch (error) {
  if (!(error instanceof SetupError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
