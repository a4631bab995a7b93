/**
 * Instance classes of RDS for PostgreSQL 16, with their memory.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */

/** Memory in GiB. */
const BURSTABLE = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16, "2xlarge": 32 } as const;
/** Sizes that every larger family has, in units of its `large`. */
const SIZES: Readonly<Record<string, number>> = { large: 1, xlarge: 2, "2xlarge": 4, "4xlarge": 8, "8xlarge": 16, "12xlarge": 24, "16xlarge": 32 };

const FAMILIES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "db.t3": BURSTABLE,
  "db.t4g": BURSTABLE,
  "db.m5": { ...scaled(8), "24xlarge": 384 },
  "db.m6g": scaled(8),
  "db.m6i": { ...scaled(8), "24xlarge": 384, "32xlarge": 512 },
  "db.m7g": scaled(8),
  "db.m7i": { ...scaled(8), "24xlarge": 384, "48xlarge": 768 },
  "db.m8g": { ...scaled(8), "24xlarge": 384, "48xlarge": 768 },
  "db.r5": { ...scaled(16), "24xlarge": 768 },
  "db.r6g": scaled(16),
  "db.r6i": { ...scaled(16), "24xlarge": 768, "32xlarge": 1024 },
  "db.r7g": scaled(16),
  "db.r7i": { ...scaled(16), "24xlarge": 768, "48xlarge": 1536 },
  "db.r8g": { ...scaled(16), "24xlarge": 768, "48xlarge": 1536 },
};

const MEMORY_GIB: ReadonlyMap<string, number> = new Map(
  Object.entries(FAMILIES).flatMap(([family, sizes]) => Object.entries(sizes).map(([size, memory]): [string, number] => [`${family}.${size}`, memory])),
);

/** Every class that PostgreSQL can have here. */
export const INSTANCE_CLASSES: readonly string[] = [...MEMORY_GIB.keys()];

/** Memory of a class in GiB; undefined when there is no such class. */
export function instanceMemoryGiB(instanceClass: string): number | undefined {
  return MEMORY_GIB.get(instanceClass);
}

/** Whether the class earns CPU credits while it is idle and spends them while it is not. */
export function isBurstable(instanceClass: string): boolean {
  return /^db\.t\d/.test(instanceClass);
}

/** What is wrong with a class, as the rest of a sentence; undefined when RDS has it. */
export function instanceClassProblem(instanceClass: string): string | undefined {
  if (instanceMemoryGiB(instanceClass) !== undefined) {
    return undefined;
  }
  const family = instanceClass.slice(0, instanceClass.lastIndexOf("."));
  const sizes = FAMILIES[family];
  const quoted = JSON.stringify(instanceClass);
  if (!/^db\.[a-z0-9]+\.[a-z0-9]+$/.test(instanceClass)) {
    return `must be an RDS instance class such as db.t3.medium, not ${quoted}.`;
  }
  return sizes === undefined
    ? `${quoted} is no instance class of RDS for PostgreSQL: use one of the families ${Object.keys(FAMILIES).join(", ")}.`
    : `${quoted} does not exist: ${family} has ${Object.keys(sizes).join(", ")}.`;
}

/**
 * Connections that RDS allows by default: LEAST(DBInstanceClassMemory / 9531392, 5000).
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
export function maxConnections(memoryGiB: number): number {
  return Math.min(5000, Math.floor((memoryGiB * 1024 ** 3) / 9_531_392));
}

/**
 * Part of the class's memory that certainly is DBInstanceClassMemory: the operating system and RDS's own processes take the
 * rest, in the smallest class more than a quarter.
 */
const CERTAIN = 0.7;

/** Connections that the class has in any case, one at least. */
export function certainConnections(instanceClass: string): number {
  return Math.max(1, Math.floor(maxConnections(instanceMemoryGiB(instanceClass) ?? 0) * CERTAIN));
}

function scaled(largeGiB: number): Record<string, number> {
  return Object.fromEntries(Object.entries(SIZES).map(([size, units]) => [size, largeGiB * units]));
}
