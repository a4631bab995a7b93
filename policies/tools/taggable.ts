/** Types of @pulumi/aws that take tags, read from the SDK's own declarations: a class has `tagsAll` when AWS gives its resource tags. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export function taggableTypes(sdk = dirname(require.resolve("@pulumi/aws/package.json"))): string[] {
  const modules = readdirSync(sdk, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  return modules.flatMap(({ name }) => taggableIn(join(sdk, name))).sort();
}

function taggableIn(folder: string): string[] {
  return readdirSync(folder).flatMap((file) => {
    const declaration = join(folder, file.replace(/\.js$/, ".d.ts"));
    if (!file.endsWith(".js") || !existsSync(declaration)) {
      return [];
    }
    const [, token] = /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    return token !== undefined && /^ {4}readonly tagsAll: /m.test(readFileSync(declaration, "utf8")) ? [token] : [];
  });
}

export function taggableText(types: readonly string[]): string {
  return `${JSON.stringify(types, null, 1)}\n`;
}
