/** The reference of all settings, made from the schema and the profiles so that it cannot fall behind them. */
import { z } from "zod";
import { allowedBy, unwrap } from "./problems";
import { profiles } from "./profiles";
import { settingsSchema } from "./schema";

interface Row {
  readonly key: string;
  readonly schema: z.ZodType;
  readonly path: readonly string[];
}

const INTRODUCTION = `# Configuration

Generated from \`environment/schema\` and \`environment/profiles\` by \`npx ts-node environment/write-reference.ts\`.

A stack's file, \`Pulumi.<stack>.yaml\`, says what is the stack's own; everything else comes from its profile. A map in the
file goes over the profile's map key by key, a list or a single value replaces the profile's, and \`null\` removes it.
\`pulumi config set --path kianax:database.instanceClass db.t3.large\` writes such a value. Versions and other text that YAML
would read as a number need quotes. Anything unknown, mistyped or out of range is refused with the key, the value and what
is allowed, before any resource is registered.

Every stack also names where it may live. \`aws:allowedAccountIds\` lists exactly one AWS account, and the AWS provider refuses
to work with credentials of any other before it makes anything. \`aws:region\` is the Region that resources are made in, and
\`kianax:region\` the one that the stack allows: they have to be the same. The account numbers in this repository are examples
of AWS's documentation, to be replaced by your own.

"-" as a default means that the stack decides.
`;

/** The page as Markdown. */
export function configurationReference(): string {
  const shape = Object.entries(settingsSchema.shape as Record<string, z.ZodType>);
  const single = shape.filter(([, schema]) => !(schema instanceof z.ZodObject));
  const sections = shape.filter(([, schema]) => schema instanceof z.ZodObject);
  return [
    INTRODUCTION,
    "## General\n",
    table(single.map(([name, schema]) => ({ key: name, schema, path: [name] }))),
    ...sections.flatMap(([name, schema]) => [`## ${name}\n`, `${description(schema)}\n`, table(rowsOf(schema, [name]))]),
  ].join("\n");
}

/** A row for each setting that is a value; maps within maps become longer keys. */
function rowsOf(schema: z.ZodType, path: readonly string[]): Row[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, child]) => rowsOf(child, [...path, key]));
  }
  if (inner instanceof z.ZodRecord && inner.valueType instanceof z.ZodObject) {
    return rowsOf(inner.valueType, [...path, "<name>"]);
  }
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject) {
    return rowsOf(inner.element, [...path.slice(0, -1), `${path.at(-1)}[]`]);
  }
  return [{ key: path.join("."), schema, path }];
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ key, schema, path }) => {
    const cells = [`\`kianax:${key}\``, description(schema), allowedBy(unwrap(schema)), defaultOf("development", path), defaultOf("production", path), change(schema)];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| Key | Meaning | Allowed | Development | Production | A change |", "|---|---|---|---|---|---|", ...lines, ""].join("\n");
}

function description(schema: z.ZodType): string {
  return metaOf(schema).description ?? "";
}

function change(schema: z.ZodType): string {
  const { change: effect = "in place" } = metaOf(schema);
  return effect === "replace" ? "**replaces**" : effect;
}

function metaOf(schema: z.ZodType): z.GlobalMeta {
  return schema.meta() ?? unwrap(schema)?.meta() ?? {};
}

function defaultOf(profile: keyof typeof profiles, path: readonly string[]): string {
  let value: unknown = profiles[profile];
  for (const key of path) {
    const holder = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    // Groups by name: each profile has one.
    value = key === "<name>" ? Object.values(holder)[0] : holder[key];
  }
  return value === undefined ? "-" : `\`${JSON.stringify(value)}\``;
}
