import { z } from "zod";
import { logRetention, setting, whole } from "./values";

export const servicesSchema = z.strictObject({
  logRetentionDays: setting(logRetention(), "Days that the services' logs are kept."),
  imageRetentionCount: setting(whole(1, 1000, "images"), "Images that each repository keeps; older ones expire."),
  secretRecoveryWindowDays: setting(
    number0or7to30(),
    "Days in which a deleted secret can be brought back; 0 deletes at once and frees the name.",
  ),
});

/** Secrets Manager: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
function number0or7to30() {
  return whole(0, 30)
    .refine((days) => days === 0 || days >= 7)
    .meta({ allowed: "0, or a whole number from 7 to 30 (days)" });
}
