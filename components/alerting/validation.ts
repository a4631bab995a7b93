/** What is wrong with the arguments of alerting, without Pulumi. */
import { listOf, neighbour, text, type ArgumentChecks, type Problem } from "../base";
import type { KianaxAlertingArgs } from "./alerting";

/** One @, no spaces, a domain with a dot: what mail providers agree on. */
const EMAIL = /^[^@\s,;<>]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

export const alertingChecks: ArgumentChecks<KianaxAlertingArgs> = {
  shape: { keys: neighbour("KianaxKeys", ["alerts"]), emails: listOf(text) },
  problems: alertingProblems,
};

/** What is wrong with the arguments that configuration gives. */
export function alertingProblems({ emails }: Pick<KianaxAlertingArgs, "emails">): Problem[] {
  const argument = "emails";
  const known = emails.map((email) => email.toLowerCase());
  const twice = emails.find((email, index) => known.indexOf(email.toLowerCase()) !== index);
  return [
    ...emails.filter((email) => !EMAIL.test(email)).map((email) => ({ argument, problem: `must be addresses such as platform@kianax.io, not ${JSON.stringify(email)}.` })),
    ...(twice === undefined ? [] : [{ argument, problem: `names ${twice} twice: name it once.` }]),
  ];
}
