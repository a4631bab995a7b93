/**
 * Which properties replace a resource when they change. Three sources, in this order: corrections by hand, what the
 * SDK's own documentation says of a property, and AWS's CloudFormation data.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ResourceShape } from "./catalogue";
import { CORRECTIONS } from "./replacement-corrections";

/** CloudFormation type, in lower case, to the names of properties whose change replaces. */
type ReplacementData = Readonly<Record<string, readonly string[]>>;

const PACKAGE = "@aws-cdk/aws-service-spec";

export class Replacement {
  private data: ReplacementData | undefined;
  private readonly byToken = new Map<string, ReadonlySet<string>>();

  constructor(private readonly cacheFolder: string) {}

  /** Top-level properties of the type that replace it. */
  propertiesOf(shape: ResourceShape): ReadonlySet<string> {
    let known = this.byToken.get(shape.token);
    if (known === undefined) {
      known = this.derive(shape);
      this.byToken.set(shape.token, known);
    }
    return known;
  }

  private derive(shape: ResourceShape): ReadonlySet<string> {
    const names = shape.inputs.map(({ name }) => name);
    switch (shape.token.slice(0, shape.token.indexOf(":"))) {
      case "random":
        // A random value is what it is: any other argument makes another value.
        return new Set(names);
      case "kubernetes":
        return new Set(["apiVersion", "kind"]);
      case "aws":
        return this.deriveAws(shape, names);
      default:
        return new Set(documented(shape, names));
    }
  }

  private deriveAws(shape: ResourceShape, names: readonly string[]): ReadonlySet<string> {
    const correction = CORRECTIONS[shape.token];
    const type = (correction?.cloudFormation ?? cloudFormationType(shape.token)).toLowerCase();
    const properties = new Set((this.cloudFormation()[type] ?? []).map((name) => name.toLowerCase()));
    const replaces = new Set([...names.filter((name) => properties.has(name.toLowerCase())), ...documented(shape, names), ...(correction?.replaces ?? [])]);
    for (const name of [...(correction?.inPlace ?? []), "tags", "tagsAll"]) {
      replaces.delete(name);
    }
    return replaces;
  }

  private cloudFormation(): ReplacementData {
    return (this.data ??= readData(this.cacheFolder));
  }
}

/** `aws:ec2/launchTemplate:LaunchTemplate` is `AWS::EC2::LaunchTemplate`. */
function cloudFormationType(token: string): string {
  const [, module = "", name = ""] = token.split(":");
  return `AWS::${module.split("/")[0] ?? ""}::${name}`;
}

const FORCES_NEW = /forces? (?:a )?(?:new|replacement)|forces? re-?creation|will (?:be )?(?:destroy|recreat|replac)e?d?/i;

/** Properties whose own documentation says that a change makes a new resource. */
function documented(shape: ResourceShape, names: readonly string[]): string[] {
  const text = readFileSync(shape.declaration, "utf8");
  const start = text.search(/^export (?:declare )?interface \w+Args\b/m);
  const found = [...text.slice(Math.max(0, start)).matchAll(/\/\*\*([\s\S]*?)\*\/\s*(\w+)\??:/g)];
  return found.flatMap(([, comment = "", name = ""]) => (names.includes(name) && FORCES_NEW.test(comment) ? [name] : []));
}

/** AWS's database is large and slow to open, so its replacing properties are kept apart once. */
function readData(cacheFolder: string): ReplacementData {
  const { version } = JSON.parse(readFileSync(require.resolve(`${PACKAGE}/package.json`), "utf8")) as { version: string };
  const file = path.join(cacheFolder, `replacement-${version}.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ReplacementData;
  } catch {
    const data = extract();
    mkdirSync(cacheFolder, { recursive: true });
    const next = `${file}.${process.pid}.next`;
    writeFileSync(next, JSON.stringify(data));
    renameSync(next, file);
    return data;
  }
}

function extract(): ReplacementData {
  // Loaded here only: opening it costs a third of a second and 180 MB.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { loadAwsServiceSpecSync } = require(PACKAGE) as typeof import("@aws-cdk/aws-service-spec");
  const data: Record<string, string[]> = {};
  for (const resource of loadAwsServiceSpecSync().all("resource")) {
    const names = Object.entries(resource.properties).flatMap(([name, { causesReplacement }]) => (causesReplacement === "yes" ? [name] : []));
    data[resource.cloudFormationType.toLowerCase()] = names;
  }
  return data;
}
