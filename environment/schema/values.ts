/** Kinds of values that several settings share. Each says in words what it allows; messages and docs use those words. */
import { z } from "zod";

/** What changing a setting of a running environment does. */
export type Change = "in place" | "restart" | "replace";

declare module "zod" {
  interface GlobalMeta {
    /** What is allowed, so that "must be …" continues with it. */
    allowed?: string;
    change?: Change;
    /** Whether messages keep the value to themselves: it may be a secret. */
    hidden?: boolean;
  }
}

/** A setting with its place in the reference: what it means, and what a change does. */
export function setting<S extends z.ZodType>(schema: S, description: string, change: Change = "in place"): S {
  return schema.meta({ description, change });
}

/** An IAM role or user: its ARN, or `role/<name>` in the account that is deployed to. */
export function principal() {
  return text(
    /^(arn:aws[a-z-]*:iam::\d{12}:)?(role|user)\/[\w+=,.@/-]*[\w+=,.@-]$/,
    "an IAM role or user: its ARN such as arn:aws:iam::111122223333:role/platform, or role/platform for the account that is deployed to",
  );
}

/** A whole number in a range; the unit is for people. */
export function whole(min: number, max: number, unit = "") {
  const allowed = `a whole number from ${min} to ${max}${unit === "" ? "" : ` (${unit})`}`;
  return z.number().int().min(min).max(max).meta({ allowed });
}

export function flag() {
  return z.boolean().meta({ allowed: "true or false" });
}

export function choice<const T extends string>(values: readonly T[]) {
  return z.enum(values).meta({ allowed: `one of ${values.join(", ")}` });
}

export function number<const T extends number>(values: readonly T[], unit = "") {
  return z.literal(values).meta({ allowed: `one of ${values.join(", ")}${unit === "" ? "" : ` (${unit})`}` });
}

export function text(pattern: RegExp, allowed: string) {
  return z.string().regex(pattern).meta({ allowed });
}

/** Text that a function accepts, for what no pattern says. */
export function textThat(accepts: (value: string) => boolean, allowed: string) {
  return z.string().refine(accepts).meta({ allowed });
}

export function list<S extends z.ZodType>(element: S, allowed: string, min = 0, max = 100) {
  return z.array(element).min(min).max(max).refine((values) => new Set(values).size === values.length).meta({ allowed });
}

const NAME = text(/^[a-z][a-z0-9-]{0,29}$/, "a name of up to 30 lower-case letters, digits and dashes that begins with a letter");

/** A map from names that the stack chooses. */
export function named<S extends z.ZodType>(value: S, allowed: string) {
  return z.record(NAME, value).meta({ allowed });
}

/** A map whose keys have a form of their own. */
export function mapping<S extends z.ZodType>(key: z.ZodString, value: S, allowed: string) {
  return z.record(key, value).meta({ allowed });
}

/** Days that CloudWatch can keep logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export function logRetention() {
  return number(LOG_RETENTION_DAYS, "days");
}

export function dailyWindow() {
  return text(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'a daily window in UTC such as "07:00-08:00"');
}

export function weeklyWindow() {
  const moment = "(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d";
  return text(new RegExp(`^${moment}-${moment}$`), 'a weekly window in UTC such as "sun:09:00-sun:10:00"');
}

/** A DNS name in lower case: labels of up to 63 characters, 253 in all (RFC 1035). */
export function domainName(example: string) {
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return text(new RegExp(`^(?=.{1,253}$)(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`), `a domain name in lower case such as ${example}`);
}
