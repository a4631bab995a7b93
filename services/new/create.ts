/** Makes a new service in a checkout: all of it, or nothing and one sentence. */
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { derivedNameProblems } from "../../components/service/names";
import { nameProblems } from "../../components/service/validation";
import { filesOf, withService, type NewFile, type NewService } from "./texts";

/** Why there is no new service, in a sentence. */
export class NewServiceError extends Error {}

export interface NewServiceRequest {
  readonly root: string;
  readonly name: string;
  /** One sentence for people. @default one that asks for it */
  readonly purpose?: string;
  /** Prefix of names in AWS, and the environments that the service will run in. */
  readonly namePrefix: string;
  readonly environments: readonly string[];
}

/** Gives the paths of what was made and changed. */
export function createService(request: NewServiceRequest): string[] {
  const { root, name, purpose = `What ${name} does: to be said here in one sentence` } = request;
  const indexFile = path.join(root, "services", "index.ts");
  const index = readFileSync(indexFile, "utf8");
  const service: NewService = { name, identifier: identifierOf(name), purpose };
  const changed = withService(index, service);
  const [problem] = [
    ...unfitName(request).map((wrong) => `its name ${wrong}`),
    ...takenBy(root, service, index).map((taken) => `its name is taken, by ${taken}: choose another, or remove that first.`),
    ...(purpose.trim() === "" || /[\r\n]/.test(purpose) ? ["its purpose must be one line: say in one sentence what the service does."] : []),
    ...(changed === undefined ? ["services/index.ts no longer lists services as this command knows it: add them by hand."] : []),
  ];
  if (problem !== undefined || changed === undefined) {
    throw new NewServiceError(`The service ${JSON.stringify(name)}: ${problem}`);
  }
  write(root, filesOf(service), () => writeFileSync(indexFile, changed));
  return ["services/index.ts", `services/${name}.ts`, `charts/${name}`];
}

function unfitName({ name, namePrefix, environments }: NewServiceRequest): string[] {
  const problems = nameProblems(name);
  const derived = environments.flatMap((environment) => derivedNameProblems({ name, needs: { secrets: ["sentry-dsn"] } }, { namePrefix, environment }));
  return (problems.length > 0 ? problems : derived).map(({ problem }) => problem);
}

function takenBy(root: string, { name, identifier }: NewService, index: string): string[] {
  const files = [`services/${name}.ts`, `services/${name}`, `charts/${name}`].filter((file) => isThere(path.join(root, file)));
  return [...files, ...(new RegExp(`\\b${identifier}\\b`).test(index) ? [`"${identifier}" in services/index.ts`] : [])];
}

/** A link that leads nowhere is there, too. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Its folder is none.
    return false;
  }
}

/** `market-data` as `marketData`; what TypeScript keeps for itself gets a longer name. */
function identifierOf(name: string): string {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const isFree = ts.identifierToKeywordKind(ts.factory.createIdentifier(camel)) === undefined;
  return isFree ? camel : `${camel}Service`;
}

/** The list of services last: until then nothing knows of the rest. What was written goes again when something fails. */
function write(root: string, files: readonly NewFile[], list: () => void): void {
  const made = new Set(files.map(({ path: file }) => (file.startsWith("charts/") ? file.split("/").slice(0, 2).join("/") : file)));
  try {
    for (const file of files) {
      const target = path.join(root, file.path);
      mkdirSync(path.dirname(target), { recursive: true });
      if ("link" in file) {
        symlinkSync(file.link, target);
      } else {
        writeFileSync(target, file.text, { flag: "wx" });
      }
    }
    list();
  } catch (error) {
    [...made].map((top) => path.join(root, top)).filter(isThere).forEach((top) => rmSync(top, { recursive: true }));
    throw new NewServiceError(`The new service could not be written, and nothing of it is left: ${(error as Error).message}.`);
  }
}
