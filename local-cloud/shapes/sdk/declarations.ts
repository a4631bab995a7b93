/** Reads single interfaces out of the type declarations of an SDK package. */
import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { DiskCache } from "../disk-cache";
import { indexDeclarations, type DeclarationIndex } from "./declaration-index";
import type { SdkPackage } from "./packages";

export class Declarations {
  private readonly indexes = new Map<string, DeclarationIndex>();

  constructor(
    private readonly pack: SdkPackage,
    private readonly cache: DiskCache,
  ) {}

  /** The text of a nested input type, named as the SDK refers to it: `ec2.LaunchTemplateMetadataOptions`. */
  inputType(name: string): string | undefined {
    return this.find("types/input.d.ts", name);
  }

  /** The text of the constant that lists an enumeration's values: `rds.InstanceType`. */
  enumeration(name: string): string | undefined {
    const dot = name.lastIndexOf(".");
    const folder = dot < 0 ? "" : `${name.slice(0, dot).replace(/\./g, "/")}/`;
    return this.find(`types/enums/${folder}index.d.ts`, name.slice(dot + 1));
  }

  /** The text of an interface that a resource's or function's own module declares. */
  moduleInterface(module: string, name: string): string | undefined {
    const file = join(this.pack.folder, `${module}.d.ts`);
    if (!existsSync(file)) {
      return undefined;
    }
    // Generated modules are small and close each top-level declaration with a brace in the first column.
    const text = readFileSync(file, "utf8");
    const start = text.search(new RegExp(`^export interface ${name} \\{`, "m"));
    return start < 0 ? undefined : text.slice(start, text.indexOf("\n}", start) + 2);
  }

  private find(path: string, name: string): string | undefined {
    const file = join(this.pack.folder, path);
    const place = this.index(path, file)[name];
    if (place === undefined) {
      return undefined;
    }
    const [start, length] = place;
    const bytes = Buffer.alloc(length);
    const handle = openSync(file, "r");
    try {
      readSync(handle, bytes, 0, length, start);
    } finally {
      closeSync(handle);
    }
    return bytes.toString("utf8");
  }

  private index(path: string, file: string): DeclarationIndex {
    let index = this.indexes.get(path);
    if (index === undefined) {
      const key = `${this.pack.name}@${this.pack.version}.input-types`;
      const make = (): DeclarationIndex => (existsSync(file) ? indexDeclarations(readFileSync(file, "utf8")) : {});
      index = path === "types/input.d.ts" ? this.cache.get(key, make) : make();
      this.indexes.set(path, index);
    }
    return index;
  }
}
