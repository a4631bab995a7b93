/**
 * States of released versions: for each stack Pulumi's own state and the store of the local cloud that it describes, so
 * that a later program can be held against what an earlier one deployed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { stringify } from "yaml";
import type { LocalPaths } from "../../local-cloud/engine/paths";

/** What is noted about a version beside its states. */
export interface About {
  readonly version: string;
  /** Account of the local cloud that the states were made in, by stack. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** One stack of a version. */
export interface RecordedStack {
  readonly version: string;
  readonly stack: string;
  readonly account: string;
}

const PROJECT = "kianax";
const FOLDER = __dirname;

/** Every stack of every recorded version, oldest version first. */
export function recordedStacks(): RecordedStack[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(path.join(FOLDER, name, "about.json")))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .flatMap((version) => {
      const { accounts } = JSON.parse(readFileSync(path.join(FOLDER, version, "about.json"), "utf8")) as About;
      return Object.entries(accounts).map(([stack, account]) => ({ version, stack, account }));
    });
}

/** Where a record of the version is, or would be. */
export function recordFolder(version: string): string {
  return path.join(FOLDER, version);
}

/**
 * Keeps what local runs made.
 *
 * @param stores - journal of each stack's account
 */
export function writeRecord(version: string, from: Pick<LocalPaths, "backend" | "cloud">, accounts: About["accounts"], stores: Readonly<Record<string, string>>): void {
  const folder = recordFolder(version);
  mkdirSync(folder, { recursive: true });
  for (const stack of Object.keys(accounts)) {
    pack(stateFile(from, stack), path.join(folder, `${stack}.state.json.gz`));
    pack(stores[stack] ?? "", path.join(folder, `${stack}.cloud.jsonl.gz`));
  }
  writeFileSync(path.join(folder, "key"), readFileSync(path.join(from.cloud, "key")));
  writeFileSync(path.join(folder, "about.json"), `${JSON.stringify({ version, accounts } satisfies About, undefined, 2)}\n`);
}

/** Lays the record out as a local run finds its state: backend, store, key, and the salt of the passphrase. */
export function restoreRecord({ version, stack, account }: RecordedStack, to: Pick<LocalPaths, "backend" | "cloud" | "project">): void {
  const folder = recordFolder(version);
  for (const needed of [path.dirname(stateFile(to, stack)), to.cloud, to.project]) {
    mkdirSync(needed, { recursive: true });
  }
  const state = gunzipSync(readFileSync(path.join(folder, `${stack}.state.json.gz`)));
  writeFileSync(path.join(to.backend, ".pulumi", "meta.yaml"), "version: 1\n");
  writeFileSync(stateFile(to, stack), state);
  writeFileSync(path.join(to.cloud, `${account}.jsonl`), gunzipSync(readFileSync(path.join(folder, `${stack}.cloud.jsonl.gz`))), { mode: 0o600 });
  writeFileSync(path.join(to.cloud, "key"), readFileSync(path.join(folder, "key")), { mode: 0o600 });
  const { checkpoint } = JSON.parse(state.toString("utf8")) as { checkpoint: { latest: { secrets_providers: { state: { salt: string } } } } };
  writeFileSync(path.join(to.project, `Pulumi.${stack}.yaml`), stringify({ encryptionsalt: checkpoint.latest.secrets_providers.state.salt }));
}

function stateFile({ backend }: Pick<LocalPaths, "backend">, stack: string): string {
  return path.join(backend, ".pulumi", "stacks", PROJECT, `${stack}.json`);
}

/** The same bytes for the same content, whenever it is packed. */
function pack(from: string, to: string): void {
  writeFileSync(to, gzipSync(readFileSync(from), { level: 9 }));
}
