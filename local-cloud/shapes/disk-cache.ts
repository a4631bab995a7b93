/**
 * Small files of derived data, keyed by name and version. Readers may meet writers of other processes, so a file is
 * written beside its place and renamed into it; whatever cannot be read whole is made again.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Rises when the shape of what is cached changes. */
const FORMAT = 1;

export class DiskCache {
  constructor(private readonly folder: string) {}

  /** The cached value under this key, or what `make` gives, which is then kept. */
  get<T>(key: string, make: () => T): T {
    const file = join(this.folder, `${key.replace(/[^\w.@-]/g, "+")}.v${FORMAT}.json`);
    const cached = read<T>(file);
    if (cached !== undefined) {
      return cached.value;
    }
    const value = make();
    this.write(file, value);
    return value;
  }

  private write(file: string, value: unknown): void {
    const body = JSON.stringify(value);
    const draft = `${file}.${randomUUID()}`;
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(draft, `${digest(body)}\n${body}`);
      renameSync(draft, file);
    } catch {
      // A folder that cannot be written costs time, never correctness.
      discard(draft);
    }
  }
}

function read<T>(file: string): { readonly value: T } | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === digest(body) ? { value: JSON.parse(body) as T } : undefined;
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is no such folder either, so nothing is left behind.
  }
}

function digest(body: string): string {
  return createHash("sha1").update(body).digest("hex");
}
