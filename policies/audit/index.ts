import type { Rule } from "../kernel";
import { logGroupRetentionCmk } from "./log-group-retention-cmk";
import { trailBucketHardened } from "./trail-bucket-hardened";
import { trailPresentAndSound } from "./trail-present-and-sound";
import { trailToCloudwatch } from "./trail-to-cloudwatch";

export const auditRules: readonly Rule[] = [logGroupRetentionCmk, trailBucketHardened, trailPresentAndSound, trailToCloudwatch];
