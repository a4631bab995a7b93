import type { Catalogue } from "./catalogue";

/** Predefined security policies of Application Load Balancers. */
export const TLS_POLICIES: Catalogue<ReadonlySet<string>> = {
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  asOf: "2026-11-23",
  entries: new Set(
    [
      "2016-08", "TLS-1-1-2017-01", "TLS-1-2-2017-01", "TLS-1-2-Ext-2018-06",
      "FS-2018-06", "FS-1-1-2019-08", "FS-1-2-2019-08", "FS-1-2-Res-2019-08", "FS-1-2-Res-2020-10",
      "TLS13-1-0-2021-06", "TLS13-1-1-2021-06", "TLS13-1-2-2021-06", "TLS13-1-2-Res-2021-06", "TLS13-1-2-Ext1-2021-06",
      "TLS13-1-2-Ext2-2021-06", "TLS13-1-3-2021-06",
      "TLS13-1-0-FIPS-2023-04", "TLS13-1-1-FIPS-2023-04", "TLS13-1-2-FIPS-2023-04", "TLS13-1-2-Res-FIPS-2023-04",
      "TLS13-1-2-Ext0-FIPS-2023-04", "TLS13-1-2-Ext1-FIPS-2023-04", "TLS13-1-2-Ext2-FIPS-2023-04", "TLS13-1-3-FIPS-2023-04",
      "TLS13-1-0-PQ-2025-09", "TLS13-1-2-PQ-2025-09", "TLS13-1-2-Res-PQ-2025-09", "TLS13-1-2-Ext1-PQ-2025-09",
      "TLS13-1-2-Ext2-PQ-2025-09", "TLS13-1-3-PQ-2025-09",
      "TLS13-1-0-FIPS-PQ-2025-09", "TLS13-1-2-FIPS-PQ-2025-09", "TLS13-1-2-Res-FIPS-PQ-2025-09", "TLS13-1-2-Ext0-FIPS-PQ-2025-09",
      "TLS13-1-2-Ext1-FIPS-PQ-2025-09", "TLS13-1-2-Ext2-FIPS-PQ-2025-09", "TLS13-1-3-FIPS-PQ-2025-09",
    ].map((name) => `ELBSecurityPolicy-${name}`),
  ),
};

/** What AWS gives a listener whose program names none. */
export const DEFAULT_TLS_POLICY = "ELBSecurityPolicy-2016-08";
