import { z } from "zod";
import { setting, text } from "./values";

export const recoverySchema = z.strictObject({
  region: setting(
    text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS Region such as us-west-2"),
    "Region that keys, backups and secrets are replicated to; left out, nothing is. Another Region replaces the replicas, never what they are copies of.",
    "replace",
  ).optional(),
});
