/** The state of the local cloud: records in memory, every change in the journal first. */
import type { CloudRecord, CloudView } from "../provider/cloud";
import { Journal, StoreError } from "./journal";
import { Sealing } from "./sealing";

type Entry =
  | { readonly put: CloudRecord; readonly serial: number }
  | { readonly delete: { readonly type: string; readonly id: string }; readonly serial: number };

/** Decides which properties of a type are secrets. */
export type SecretsOf = (type: string) => ReadonlySet<string>;

export interface CloudOptions {
  /** The journal of one stack's cloud. */
  readonly file: string;
  /** The key that seals secrets, shared by the stores of one folder. */
  readonly keyFile: string;
  readonly secretsOf: SecretsOf;
  /** Injected so that tests can stand at another date. */
  readonly now: () => Date;
}

/** A fixed account: identifiers and ARNs are the same on every machine. */
export const LOCAL_ACCOUNT = "123456789012";

export class Cloud {
  private readonly journal: Journal<Entry>;
  private readonly sealing: Sealing;
  private readonly records = new Map<string, Map<string, CloudRecord>>();
  private deletions = 0;

  constructor(private readonly options: CloudOptions) {
    this.journal = new Journal(options.file);
    const entries = this.journal.read();
    this.sealing = new Sealing(options.keyFile);
    for (const entry of entries) {
      this.replay(entry);
    }
    // What was deleted since the last start is dropped from the file here, where nobody waits.
    if (entries.length > this.size() * 2) {
      this.journal.rewrite(this.all().map((record) => this.entryOf(record)));
    }
  }

  /** The cloud as one provider instance sees it. */
  view(region: string): CloudView {
    return {
      account: LOCAL_ACCOUNT,
      region,
      partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
      now: this.options.now(),
      byType: (type) => [...(this.records.get(type)?.values() ?? [])],
      byId: (type, id) => this.byId(type, id),
      all: () => this.all(),
      serial: () => this.deletions,
    };
  }

  byId(type: string, id: string): CloudRecord | undefined {
    return this.records.get(type)?.get(id);
  }

  all(): CloudRecord[] {
    return [...this.records.values()].flatMap((byId) => [...byId.values()]);
  }

  put(record: CloudRecord): void {
    this.journal.append(this.entryOf(record));
    this.remember(record);
  }

  /** Removes a record and what AWS made on the side of it. */
  delete(type: string, id: string): void {
    const owned = this.all().filter((record) => record.owner === id);
    for (const record of owned) {
      this.delete(record.type, record.id);
    }
    this.deletions += 1;
    this.journal.append({ delete: { type, id }, serial: this.deletions });
    this.records.get(type)?.delete(id);
  }

  close(): void {
    this.journal.close();
  }

  private size(): number {
    return [...this.records.values()].reduce((sum, byId) => sum + byId.size, 0);
  }

  private entryOf(record: CloudRecord): Entry {
    const secrets = this.options.secretsOf(record.type);
    return {
      put: {
        ...record,
        inputs: this.sealing.seal(record.inputs, secrets),
        outputs: this.sealing.seal(record.outputs, secrets),
      },
      serial: this.deletions,
    };
  }

  private replay(entry: Entry): void {
    this.deletions = Math.max(this.deletions, entry.serial);
    if ("delete" in entry) {
      this.records.get(entry.delete.type)?.delete(entry.delete.id);
      return;
    }
    this.remember(this.unsealed(entry.put));
  }

  private unsealed(record: CloudRecord): CloudRecord {
    try {
      return {
        ...record,
        inputs: this.sealing.unseal(record.inputs),
        outputs: this.sealing.unseal(record.outputs),
      };
    } catch {
      throw new StoreError(
        `The key ${this.options.keyFile} does not open the local cloud's store ${this.options.file}. ` +
          "Restore the key, or delete the .local folder to start with an empty local cloud.",
      );
    }
  }

  private remember(record: CloudRecord): void {
    const byId = this.records.get(record.type) ?? new Map<string, CloudRecord>();
    byId.set(record.id, record);
    this.records.set(record.type, byId);
  }
}
