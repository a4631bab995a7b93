import type { Catalogue } from "./catalogue";

export interface ClusterVersion {
  readonly version: string;
  readonly released: string;
  readonly standardUntil: string;
  readonly extendedUntil: string;
  readonly platform: string;
}

/** The calendar of Kubernetes versions on EKS, oldest first. */
export const EKS_VERSIONS: Catalogue<readonly ClusterVersion[]> = {
  source: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  asOf: "2026-11-23",
  entries: [
    { version: "1.30", released: "2024-05-23", standardUntil: "2025-07-23", extendedUntil: "2026-07-23", platform: "eks.50" },
    { version: "1.31", released: "2024-09-26", standardUntil: "2025-11-26", extendedUntil: "2026-11-26", platform: "eks.44" },
    { version: "1.32", released: "2025-01-23", standardUntil: "2026-03-23", extendedUntil: "2027-03-23", platform: "eks.37" },
    { version: "1.33", released: "2025-05-29", standardUntil: "2026-07-29", extendedUntil: "2027-07-29", platform: "eks.28" },
    { version: "1.34", released: "2025-10-02", standardUntil: "2026-12-02", extendedUntil: "2027-12-02", platform: "eks.20" },
    { version: "1.35", released: "2026-01-27", standardUntil: "2027-03-27", extendedUntil: "2028-03-27", platform: "eks.12" },
    { version: "1.36", released: "2026-06-02", standardUntil: "2027-08-02", extendedUntil: "2028-08-02", platform: "eks.6" },
  ],
};

export type SupportStatus = "STANDARD_SUPPORT" | "EXTENDED_SUPPORT" | "UNSUPPORTED";

export function supportStatus(entry: ClusterVersion, now: Date): SupportStatus {
  if (now < new Date(entry.standardUntil)) {
    return "STANDARD_SUPPORT";
  }
  return now < new Date(entry.extendedUntil) ? "EXTENDED_SUPPORT" : "UNSUPPORTED";
}

/** Versions a new cluster may have today; with `standardOnly`, those in standard support. */
export function offeredVersions(now: Date, standardOnly = false): string[] {
  return EKS_VERSIONS.entries
    .filter((entry) => new Date(entry.released) <= now)
    .filter((entry) => (standardOnly ? supportStatus(entry, now) === "STANDARD_SUPPORT" : supportStatus(entry, now) !== "UNSUPPORTED"))
    .map(({ version }) => version);
}
