import type { Catalogue } from "./catalogue";

export interface Region {
  readonly description: string;
  /** Letters of the availability zones that a new account sees. */
  readonly zones: string;
  /** Short code in zone ids, such as `use1` in `use1-az1`. */
  readonly code: string;
  /** Hosted zone of Application Load Balancers. */
  readonly albZoneId: string;
  /** Account that writes classic access logs; regions opened after August 2022 have none. */
  readonly elbAccount?: string;
  /** Hosted zone of S3 website and REST endpoints. */
  readonly s3ZoneId: string;
}

/** Zones, ELB hosted zones and ELB log accounts by region. */
export const REGIONS: Catalogue<Readonly<Record<string, Region>>> = {
  source: "https://docs.aws.amazon.com/general/latest/gr/elb.html",
  asOf: "2026-11-23",
  entries: {
    "us-east-1": { description: "US East (N. Virginia)", zones: "abcdef", code: "use1", albZoneId: "Z35SXDOTRQ7X7K", elbAccount: "127311923021", s3ZoneId: "Z3AQBSTGFYJSTF" },
    "us-east-2": { description: "US East (Ohio)", zones: "abc", code: "use2", albZoneId: "Z3AADJGX6KTTL2", elbAccount: "033677994240", s3ZoneId: "Z2O1EMRO9K5GLX" },
    "us-west-1": { description: "US West (N. California)", zones: "ac", code: "usw1", albZoneId: "Z368ELLRRE2KJ0", elbAccount: "027434742980", s3ZoneId: "Z2F56UZL2M1ACD" },
    "us-west-2": { description: "US West (Oregon)", zones: "abcd", code: "usw2", albZoneId: "Z1H1FL5HABSF5", elbAccount: "797873946194", s3ZoneId: "Z3BJ6K6RIION7M" },
    "ca-central-1": { description: "Canada (Central)", zones: "abd", code: "cac1", albZoneId: "ZQSVJUPU6J1EY", elbAccount: "985666609251", s3ZoneId: "Z1QDHH18159H29" },
    "eu-west-1": { description: "Europe (Ireland)", zones: "abc", code: "euw1", albZoneId: "Z32O12XQLNTSW2", elbAccount: "156460612806", s3ZoneId: "Z1BKCTXD74EZPE" },
    "eu-west-2": { description: "Europe (London)", zones: "abc", code: "euw2", albZoneId: "ZHURV8PSTC4K8", elbAccount: "652711504416", s3ZoneId: "Z3GKZC51ZF0DB4" },
    "eu-west-3": { description: "Europe (Paris)", zones: "abc", code: "euw3", albZoneId: "Z3Q77PNBQS71R4", elbAccount: "009996457667", s3ZoneId: "Z3R1K369G5AVDG" },
    "eu-central-1": { description: "Europe (Frankfurt)", zones: "abc", code: "euc1", albZoneId: "Z215JYRZR1TBD5", elbAccount: "054676820928", s3ZoneId: "Z21DNDUVLTQW6Q" },
    "eu-north-1": { description: "Europe (Stockholm)", zones: "abc", code: "eun1", albZoneId: "Z23TAZ6LKFMNIO", elbAccount: "897822967062", s3ZoneId: "Z3BAZG2TWCNX0D" },
    "eu-south-1": { description: "Europe (Milan)", zones: "abc", code: "eus1", albZoneId: "Z3ULH7SSC9OV64", elbAccount: "635631232127", s3ZoneId: "Z30OZKI7KPW7MI" },
    "ap-northeast-1": { description: "Asia Pacific (Tokyo)", zones: "acd", code: "apne1", albZoneId: "Z14GRHDCWA56QT", elbAccount: "582318560864", s3ZoneId: "Z2M4EHUR26P7ZW" },
    "ap-northeast-2": { description: "Asia Pacific (Seoul)", zones: "abcd", code: "apne2", albZoneId: "ZWKZPGTI48KDX", elbAccount: "600734575887", s3ZoneId: "Z3W03O7B5YMIYP" },
    "ap-south-1": { description: "Asia Pacific (Mumbai)", zones: "abc", code: "aps1", albZoneId: "ZP97RAFLXTNZK", elbAccount: "718504428378", s3ZoneId: "Z11RGJOFQNVJUP" },
    "ap-southeast-1": { description: "Asia Pacific (Singapore)", zones: "abc", code: "apse1", albZoneId: "Z1LMS91P8CMLE5", elbAccount: "114774131450", s3ZoneId: "Z3O0J2DXBE1FTB" },
    "ap-southeast-2": { description: "Asia Pacific (Sydney)", zones: "abc", code: "apse2", albZoneId: "Z1GM3OXH4ZPM65", elbAccount: "783225319266", s3ZoneId: "Z1WCIGYICN2BYD" },
    "sa-east-1": { description: "South America (São Paulo)", zones: "abc", code: "sae1", albZoneId: "Z2P70J7HTTTPLU", elbAccount: "507241528517", s3ZoneId: "Z7KQH4QJS55SO" },
  },
};

/** Every Region, those that an account has to opt into included. */
export const REGION_NAMES: Catalogue<readonly string[]> = {
  source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  asOf: "2026-11-23",
  entries: [
    ...Object.keys(REGIONS.entries),
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1",
    "cn-north-1", "cn-northwest-1", "eu-central-2", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "us-gov-east-1", "us-gov-west-1",
  ],
};

/** Names of the zones; undefined for a region that is not in the table. */
export function zonesOf(region: string): string[] | undefined {
  const entry = REGIONS.entries[region];
  return entry && [...entry.zones].map((letter) => `${region}${letter}`);
}

/** The account-independent zone id, such as `use1-az1`. */
export function zoneId(region: string, zone: string): string {
  const position = (zonesOf(region) ?? []).indexOf(zone) + 1;
  return `${REGIONS.entries[region]?.code ?? region}-az${position || 1}`;
}
