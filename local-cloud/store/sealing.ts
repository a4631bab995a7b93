/**
 * Secrets at rest: the local cloud keeps a database password where AWS would, so it keeps it sealed, with a key that
 * lies beside the store and is readable by its owner only.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isObject, type Properties, type Value } from "../provider/values";

const ALGORITHM = "aes-256-gcm";
const SEALED = "__sealed";

export class Sealing {
  private readonly key: Buffer;

  constructor(keyFile: string) {
    if (!existsSync(keyFile)) {
      mkdirSync(path.dirname(keyFile), { recursive: true, mode: 0o700 });
      try {
        writeFileSync(keyFile, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
      } catch (error) {
        // Another run made it between the look and the write: then it is the key to use.
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
          throw error;
        }
      }
    }
    this.key = Buffer.from(readFileSync(keyFile, "utf8"), "base64");
  }

  /** The properties with the named ones sealed. */
  seal(properties: Properties, secrets: ReadonlySet<string>): Properties {
    return Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, secrets.has(name) ? this.sealValue(value) : value]),
    );
  }

  unseal(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, this.unsealValue(value)]));
  }

  private sealValue(value: Value): Value {
    const iv = randomBytes(12);
    const cipher = createCipheriv(ALGORITHM, this.key, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
    return { [SEALED]: Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64") };
  }

  private unsealValue(value: Value): Value {
    const sealed = isObject(value) ? value[SEALED] : undefined;
    if (typeof sealed !== "string") {
      return value;
    }
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv(ALGORITHM, this.key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8")) as Value;
  }
}
