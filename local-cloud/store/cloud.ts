/** The state of the local cloud: records in memory, every change in the journal first. */
import type { CloudRecord, CloudView } from "../provider/cloud";
import type { Properties } from "../provider/values";
import { Journal, StoreError } from "./journal";
import { Sealing } from "./sealing";

/** What went: everything of that type and id, in one Region and of one stack where they are named. */
interface Deletion {
  readonly type: string;
  readonly id: string;
  readonly region?: string;
  readonly stack?: string;
}

type Entry = { readonly put: CloudRecord; readonly serial: number } | { readonly delete: Deletion; readonly serial: number };

/** Decides which properties of a type are secrets. */
export type SecretsOf = (type: string) => ReadonlySet<string>;

/** Whose eyes see a cloud: those of a stack, which finds there what belongs to its account, and of everything else only its own. */
export interface Onlooker {
  readonly stack: string;
  /** What all stacks of an account share: what stands in AWS, and not what runs in a cluster or was only ever a number. */
  readonly isShared: (type: string) => boolean;
}

export interface CloudOptions {
  /** The journal of one account's cloud, and the key that seals its secrets, shared by the stores of one folder. None: in memory only. */
  readonly file?: string;
  readonly keyFile?: string;
  readonly secretsOf: SecretsOf;
  /** Injected so that tests can stand at another date. */
  readonly now: () => Date;
  /** The AWS account that this cloud is; LOCAL_ACCOUNT when nobody names one. */
  readonly account?: string;
  /** Left out: everything is seen. */
  readonly onlooker?: Onlooker;
}

/** The account of a stack that names none: identifiers and ARNs are the same on every machine. */
export const LOCAL_ACCOUNT = "123456789012";

/** Store and seal of a cloud in memory. */
const NOWHERE = { read: () => [], append: () => undefined, rewrite: () => undefined, close: () => undefined };
const OPEN = { seal: (properties: Properties) => properties, unseal: (properties: Properties) => properties };

export class Cloud {
  private readonly journal: Pick<Journal<Entry>, "read" | "append" | "rewrite" | "close">;
  private readonly sealing: Pick<Sealing, "seal" | "unseal">;
  /** By type and id: what has a name of its own choosing, such as a key's alias, may have the same one in every Region. */
  private readonly records = new Map<string, Map<string, readonly CloudRecord[]>>();
  private deletions = 0;

  /** Twelve-digit AWS account id. */
  readonly account: string;

  constructor(private readonly options: CloudOptions) {
    this.account = options.account ?? LOCAL_ACCOUNT;
    this.journal = options.file === undefined ? NOWHERE : new Journal(options.file);
    const entries = this.journal.read();
    this.sealing = options.keyFile === undefined ? OPEN : new Sealing(options.keyFile);
    for (const entry of entries) {
      this.replay(entry);
    }
    this.refuseOtherAccount();
    // What was deleted since the last start is dropped from the file here, where nobody waits.
    const everything = this.everything();
    if (entries.length > everything.length * 2) {
      this.journal.rewrite(everything.map((record) => this.entryOf(record)));
    }
  }

  /** The cloud as one provider instance sees it. */
  view(region: string): CloudView {
    return {
      account: this.account,
      region,
      partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
      now: this.options.now(),
      byType: (type) => [...(this.records.get(type)?.values() ?? [])].flat().filter((record) => this.isSeen(record)),
      byId: (type, id) => this.byId(type, id, region),
      all: () => this.all(),
      serial: () => this.deletions,
    };
  }

  /** The record with this id: that of the Region when there is one, else that of another. */
  byId(type: string, id: string, region?: string): CloudRecord | undefined {
    const found = this.named(type, id);
    return found.find((record) => record.region === region) ?? found[0];
  }

  /** The record with this id in this Region and no other. */
  in(type: string, id: string, region: string): CloudRecord | undefined {
    return this.named(type, id).find((record) => record.region === region);
  }

  all(): CloudRecord[] {
    return this.everything().filter((record) => this.isSeen(record));
  }

  put(record: CloudRecord): void {
    this.journal.append(this.entryOf(record));
    this.remember(record);
  }

  /** Removes a record and what AWS made on the side of it. */
  delete(type: string, id: string, region?: string): void {
    const owned = this.all().filter((record) => record.owner === id && (region === undefined || record.region === region));
    for (const record of owned) {
      this.delete(record.type, record.id, record.region);
    }
    this.deletions += 1;
    const stack = this.isShared(type) ? undefined : this.options.onlooker?.stack;
    const gone: Deletion = { type, id, ...(region === undefined ? {} : { region }), ...(stack === undefined ? {} : { stack }) };
    this.journal.append({ delete: gone, serial: this.deletions });
    this.forget(gone);
  }

  close(): void {
    this.journal.close();
  }

  /** Everything in a store carries its account in ARNs: as another account, half of it would refer to nothing. */
  private refuseOtherAccount(): void {
    const made = this.all().map(accountOf).find((account) => account !== undefined);
    if (made !== undefined && made !== this.account) {
      this.journal.close();
      throw new StoreError(
        `The local cloud's store ${this.options.file} was made in the AWS account ${made}, and the stack's file names ${this.account} in aws:allowedAccountIds. ` +
          "Name the former account again, or delete the .local folder to start with an empty local cloud.",
      );
    }
  }

  /** Also what other stacks have to themselves. */
  private everything(): CloudRecord[] {
    return [...this.records.values()].flatMap((byId) => [...byId.values()].flat());
  }

  private named(type: string, id: string): CloudRecord[] {
    return (this.records.get(type)?.get(id) ?? []).filter((record) => this.isSeen(record));
  }

  private isSeen({ type, urn }: CloudRecord): boolean {
    const { onlooker } = this.options;
    return onlooker === undefined || this.isShared(type) || stackOf(urn) === onlooker.stack;
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
      this.forget(entry.delete);
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
    const byId = this.records.get(record.type) ?? new Map<string, readonly CloudRecord[]>();
    const isOther = ({ region, urn }: CloudRecord): boolean => region !== record.region || (!this.isShared(record.type) && stackOf(urn) !== stackOf(record.urn));
    const others = (byId.get(record.id) ?? []).filter(isOther);
    byId.set(record.id, [...others, record]);
    this.records.set(record.type, byId);
  }

  private isShared(type: string): boolean {
    return this.options.onlooker?.isShared(type) ?? true;
  }

  private forget({ type, id, region, stack }: Deletion): void {
    const byId = this.records.get(type);
    const kept = (byId?.get(id) ?? []).filter((record) => (region !== undefined && record.region !== region) || (stack !== undefined && stackOf(record.urn) !== stack));
    if (kept.length === 0) {
      byId?.delete(id);
    } else {
      byId?.set(id, kept);
    }
  }
}

/** The stack in `urn:pulumi:<stack>::…`. */
export function stackOf(urn: string): string {
  return urn.replace(/^urn:pulumi:/, "").split("::")[0] ?? "";
}

/** The account that made a record, where its ARN says so; buckets and what AWS itself owns have none there. */
function accountOf({ outputs }: CloudRecord): string | undefined {
  const { arn } = outputs;
  return typeof arn === "string" ? /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(arn)?.[1] : undefined;
}
