/**
 * An append-only file of JSON lines. Every change of the local cloud is one line, written before the engine hears of
 * success, so a run that is cut off anywhere loses nothing that the engine believes to exist.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

export const STORE_VERSION = 1;

interface Header {
  readonly kianaxLocalCloud: number;
}


/** A store that cannot be read, said in one sentence. */
export class StoreError extends Error {}

export class Journal<Entry> {
  private descriptor: number | undefined;

  constructor(readonly file: string) {}

  /** Reads every entry. An absent file is an empty journal. */
  read(): Entry[] {
    if (!existsSync(this.file)) {
      return [];
    }
    const lines = readFileSync(this.file, "utf8").split("\n");
    // A line without its newline was cut off while it was written: its change was never acknowledged.
    lines.pop();
    const [first, ...rest] = lines;
    this.checkHeader(first);
    return rest.map((line, index) => this.parse<Entry>(line, index + 2));
  }

  /** Replaces the file with these entries, at once or not at all. */
  rewrite(entries: readonly Entry[]): void {
    this.close();
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const next = `${this.file}.next`;
    const header: Header = { kianaxLocalCloud: STORE_VERSION };
    const descriptor = openSync(next, "w", 0o600);
    writeSync(descriptor, [header, ...entries].map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(next, this.file);
  }

  append(entry: Entry): void {
    if (this.descriptor === undefined) {
      if (!existsSync(this.file)) {
        this.rewrite([]);
      }
      this.descriptor = openSync(this.file, "a", 0o600);
    }
    writeSync(this.descriptor, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    if (this.descriptor !== undefined) {
      closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }

  private checkHeader(line: string | undefined): void {
    const version = line === undefined ? undefined : this.parse<Partial<Header>>(line, 1).kianaxLocalCloud;
    if (version === STORE_VERSION) {
      return;
    }
    const found = version === undefined ? "is not a store of the local cloud" : `has format ${version}`;
    throw new StoreError(
      `The local cloud's store ${this.file} ${found}, and this version reads format ${STORE_VERSION}. ` +
        "Destroy the stack with the version that made it, or delete the .local folder to start with an empty local cloud.",
    );
  }

  private parse<T>(line: string, number: number): T {
    try {
      return JSON.parse(line) as T;
    } catch {
      throw new StoreError(
        `Line ${number} of the local cloud's store ${this.file} is not JSON. ` +
          "Restore the file, or delete the .local folder to start with an empty local cloud.",
      );
    }
  }
}
