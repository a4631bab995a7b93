import { z } from "zod";
import { logRetention, setting, whole } from "./values";

export const servicesSchema = z.strictObject({
  logRetentionDays: setting(logRetention(), "Days that the services' logs are kept."),
  imageRetentionCount: setting(whole(1, 1000, "images"), "Images that each repository keeps; older ones expire."),
  secretRecoveryWindowDays: setting(whole(7, 30, "days"), "Days in which a deleted secret can be brought back, and its name is taken."),
});
