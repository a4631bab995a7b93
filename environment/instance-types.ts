/** Which instance classes exist. */
import { InstanceType } from "@pulumi/aws/types/enums/ec2";

const EC2_TYPES: ReadonlySet<string> = new Set(Object.values(InstanceType));

/** An EC2 type that the AWS provider knows. */
export function isEc2InstanceType(name: string): boolean {
  return EC2_TYPES.has(name);
}

const BURSTABLE = "micro small medium large xlarge 2xlarge";
const TO_16 = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";
const TO_24 = `${TO_16} 24xlarge`;
const TO_32 = `${TO_24} 32xlarge`;
const TO_48 = `${TO_24} 48xlarge`;

/** Classes of RDS for PostgreSQL 16: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html */
const DATABASE_FAMILIES: Readonly<Record<string, string>> = {
  t3: BURSTABLE,
  t4g: BURSTABLE,
  m5: TO_24,
  m5d: TO_24,
  m6g: TO_16,
  m6gd: TO_16,
  m6i: TO_32,
  m6id: TO_32,
  m6idn: TO_32,
  m6in: TO_32,
  m7g: TO_16,
  m7i: TO_48,
  m8g: TO_48,
  r5: TO_24,
  r5b: TO_24,
  r5d: TO_24,
  r6g: TO_16,
  r6gd: TO_16,
  r6i: TO_32,
  r6id: TO_32,
  r6idn: TO_32,
  r6in: TO_32,
  r7g: TO_16,
  r7i: TO_48,
  r8g: TO_48,
  x2g: TO_16,
  x2idn: "16xlarge 24xlarge 32xlarge",
  x2iedn: "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge",
};

/** Node types of ElastiCache for Redis OSS 7: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
const CACHE_FAMILIES: Readonly<Record<string, string>> = {
  t2: "micro small medium",
  t3: "micro small medium",
  t4g: "micro small medium",
  m5: "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge",
  m6g: TO_16,
  m7g: TO_16,
  r5: "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge",
  r6g: TO_16,
  r6gd: "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
  r7g: TO_16,
  c7gn: TO_16,
};

const DATABASE_CLASSES = classes("db", DATABASE_FAMILIES);
const CACHE_TYPES = classes("cache", CACHE_FAMILIES);

export function isDatabaseInstanceClass(name: string): boolean {
  return DATABASE_CLASSES.has(name);
}

export function isCacheNodeType(name: string): boolean {
  return CACHE_TYPES.has(name);
}

function classes(prefix: string, families: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.entries(families).flatMap(([family, sizes]) => sizes.split(" ").map((size) => `${prefix}.${family}.${size}`)));
}
