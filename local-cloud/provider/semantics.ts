/** Which semantics a package's resources have. */
import { createHash } from "node:crypto";
import * as aws from "../aws";
import { kubernetes } from "../kubernetes";
import { random } from "../random";
import { vercel } from "../vercel";
import type { Semantics } from "./cloud";

/** A package that the local cloud knows by its shapes only: resources exist, are checked, and have an identifier. */
const byShape: Semantics = {
  checkResource: () => [],
  admitResource: () => [],
  deleteBlockers: () => undefined,
  createResource: ({ urn }, cloud) => ({
    id: createHash("sha256").update(`${urn}#${cloud.serial()}`).digest("hex").slice(0, 20),
    outputs: {},
  }),
  updateResource: ({ prior }) => ({ outputs: prior.outputs }),
  invoke: () => undefined,
};

const known: Readonly<Record<string, Semantics>> = { aws, kubernetes, random, vercel };

export function semanticsOf(pack: string): Semantics {
  return known[pack] ?? byShape;
}
