import { isUnknown } from "../kernel";

/** The known texts of a value that is one or a list. */
export function textsOf(raw: unknown): string[] {
  return listOf(raw).flatMap((each) => (["string", "boolean", "number"].includes(typeof each) && !isUnknown(each) ? [String(each)] : []));
}

export function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw];
}

export function holdsUnknown(raw: unknown): boolean {
  return isUnknown(raw) || (typeof raw === "object" && raw !== null && Object.values(raw).some(holdsUnknown));
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
