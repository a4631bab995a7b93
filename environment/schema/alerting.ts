import { z } from "zod";
import { list, setting, text } from "./values";

export const alertingSchema = z.strictObject({
  emails: setting(
    list(text(/^[^@\s,;<>]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i, "an e-mail address such as platform@kianax.io"), "a list of different e-mail addresses such as platform@kianax.io", 0, 20),
    "Who gets every alert by e-mail; each address is asked to confirm first. Production needs one.",
  ),
});
