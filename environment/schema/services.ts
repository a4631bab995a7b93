import { z } from "zod";
import { choice, logRetention, setting, whole } from "./values";

export const servicesSchema = z.strictObject({
  delivery: setting(
    choice(["gitops", "direct"]),
    "Who installs their charts: Argo CD from Git, or this program as Helm releases. Going over from one to the other takes the pods away and brings them back.",
  ),
  logRetentionDays: setting(logRetention(), "Days that the services' logs are kept."),
  imageRetentionCount: setting(whole(1, 1000, "images"), "Images that each repository keeps; older ones expire. A release that the pipeline pushes is three: index, image and attestation."),
  secretRecoveryWindowDays: setting(whole(7, 30, "days"), "Days in which a deleted secret can be brought back, and its name is taken."),
});
