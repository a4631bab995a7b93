import type { Catalogue } from "./catalogue";

/** Days a log group may keep events; 0 keeps them for ever. */
export const LOG_RETENTION: Catalogue<readonly number[]> = {
  source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  asOf: "2026-11-23",
  entries: [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
};
