import { sizes, type Catalogue } from "./catalogue";

const BURSTABLE = "micro small medium large xlarge 2xlarge";
const TO_16 = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";
const TO_24 = `${TO_16} 24xlarge`;
const TO_32 = `${TO_24} 32xlarge`;
const TO_48 = `${TO_24} 48xlarge`;

/** DB instance classes for PostgreSQL 16. */
export const DB_CLASSES: Catalogue<ReadonlySet<string>> = {
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html",
  asOf: "2026-11-23",
  entries: sizes("db.", {
    t3: BURSTABLE, t4g: BURSTABLE,
    m5: TO_24, m5d: TO_24, m6g: TO_16, m6gd: TO_16, m6i: TO_32, m6id: TO_32, m6idn: TO_32, m6in: TO_32, m7g: TO_16, m7i: TO_48, m8g: TO_48,
    r5: TO_24, r5b: TO_24, r5d: TO_24, r6g: TO_16, r6gd: TO_16, r6i: TO_32, r6id: TO_32, r6idn: TO_32, r6in: TO_32, r7g: TO_16, r7i: TO_48, r8g: TO_48,
    x2g: TO_16, x2idn: "16xlarge 24xlarge 32xlarge", x2iedn: "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge",
  }),
};

export interface EngineVersion {
  readonly version: string;
  /** First day on which a new instance of this version is refused; absent while it can be made. */
  readonly createUntil?: string;
}

/**
 * RDS for PostgreSQL versions, per major. Versions 14.14-14.17, 15.9-15.12, 16.5-16.8 and 17.1-17.4 cannot be created since
 * 2026-05-01 (https://lucaberton.com/blog/aws-rds-postgresql-minor-version-deprecation-may-2026/).
 */
export const POSTGRES: Catalogue<Readonly<Record<string, readonly EngineVersion[]>>> = {
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
  asOf: "2026-11-23",
  entries: {
    "14": minors(14, [[3, 13, "2025-01-01"], [14, 17, "2026-05-01"], [18, 22]]),
    "15": minors(15, [[2, 8, "2025-01-01"], [9, 12, "2026-05-01"], [13, 17]]),
    "16": minors(16, [[1, 4, "2025-10-01"], [5, 8, "2026-05-01"], [9, 13]]),
    "17": minors(17, [[1, 4, "2026-05-01"], [5, 9]]),
    "18": minors(18, [[1, 3]]),
  },
};

function minors(major: number, spans: readonly (readonly [number, number, string?])[]): EngineVersion[] {
  return spans.flatMap(([first, last, createUntil]) =>
    Array.from({ length: last - first + 1 }, (_, index) => ({
      version: `${major}.${first + index}`,
      ...(createUntil === undefined ? {} : { createUntil }),
    })),
  );
}

/** The versions a new instance may have today. */
export function creatableVersions(major: string, now: Date): string[] {
  return (POSTGRES.entries[major] ?? [])
    .filter(({ createUntil }) => createUntil === undefined || now < new Date(createUntil))
    .map(({ version }) => version);
}

/** The version AWS picks for a major one, and the one it says it runs. */
export function resolveVersion(requested: string, now: Date): string {
  return requested.includes(".") ? requested : (creatableVersions(requested, now).at(-1) ?? requested);
}

/** gp3 and io1 storage of PostgreSQL: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html */
export const STORAGE: Catalogue<Readonly<Record<string, { readonly minimum: number; readonly maximum: number }>>> = {
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
  asOf: "2026-11-23",
  entries: {
    gp2: { minimum: 20, maximum: 65536 },
    gp3: { minimum: 20, maximum: 65536 },
    io1: { minimum: 100, maximum: 65536 },
    io2: { minimum: 100, maximum: 65536 },
    standard: { minimum: 5, maximum: 3072 },
  },
};

/** From this size gp3 volumes of PostgreSQL are striped: baseline 12,000 IOPS, and only then may IOPS and throughput be set. */
export const GP3_STRIPE_GIB = 400;
