import { oneOf, type Problem } from "../base";

/**
 * Periods that CloudWatch Logs keeps events for, in days.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** A problem when CloudWatch has no such period. */
export function logRetention(argument: string, days: number): Problem[] {
  return oneOf(argument, days, LOG_RETENTION_DAYS);
}
