import { z } from "zod";
import { flag, setting, whole } from "./values";

export const keysSchema = z.strictObject({
  multiRegion: setting(flag(), "Whether KMS keys can be replicated to a recovery Region.", "replace"),
  deletionWindowDays: setting(whole(7, 30, "days"), "Days between the deletion of a key and the loss of what it encrypted."),
  rotationPeriodDays: setting(whole(90, 2560, "days"), "Days between rotations of the key material."),
});
