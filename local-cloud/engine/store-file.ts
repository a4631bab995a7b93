/**
 * Where the local cloud of a stack is kept. Stacks of one AWS account share a store, as they share the account: what one of them
 * leaves there, a replicated backup or a hosted zone, another finds.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { CloudRecord } from "../provider/cloud";
import { stackOf } from "../store/cloud";
import { Journal, StoreError } from "../store/journal";
import type { LocalPaths } from "./paths";

const ACCOUNT_STORE = /^(\d{12})\.jsonl$/;

/** The store of the account, which has taken over what the stack had to itself before accounts had stores. */
export function storeFile({ cloud }: Pick<LocalPaths, "cloud">, stack: string, account: string): string {
  const file = path.join(cloud, `${account}.jsonl`);
  refuseMove(cloud, stack, account);
  takeOver(path.join(cloud, `${stack}.jsonl`), file);
  return file;
}

/** Held by whoever reads or writes the store of an account. */
export function storeLock({ cloud }: Pick<LocalPaths, "cloud">, account: string): string {
  return path.join(cloud, `${account}.lock`);
}

function takeOver(former: string, file: string): void {
  if (!existsSync(former)) {
    return;
  }
  if (!existsSync(file)) {
    renameSync(former, file);
    return;
  }
  const [, ...changes] = readFileSync(former, "utf8").split("\n");
  appendFileSync(file, changes.join("\n"));
  rmSync(former);
}

/** What stands in another account does not move when the stack's file names another one. */
function refuseMove(cloud: string, stack: string, account: string): void {
  for (const name of readdirSync(cloud)) {
    const other = ACCOUNT_STORE.exec(name)?.[1];
    if (other === undefined || other === account || !holds(path.join(cloud, name), stack)) {
      continue;
    }
    throw new StoreError(
      `The stack ${stack} stands in the local cloud of the AWS account ${other}, and its file names ${account} in aws:allowedAccountIds. ` +
        "Name the former account again, or delete the .local folder to start with an empty local cloud.",
    );
  }
}

interface Entry {
  readonly put?: CloudRecord;
  readonly delete?: Pick<CloudRecord, "type" | "id">;
}

/** Whether anything of the stack is left in a store. */
function holds(file: string, stack: string): boolean {
  const left = new Set<string>();
  for (const { put, delete: gone } of new Journal<Entry>(file).read()) {
    if (put !== undefined && stackOf(put.urn) === stack) {
      left.add(`${put.type} ${put.id}`);
    } else if (gone !== undefined) {
      left.delete(`${gone.type} ${gone.id}`);
    }
  }
  return left.size > 0;
}
