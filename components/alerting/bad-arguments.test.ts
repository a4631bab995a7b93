import { describeBadArguments, someNeighbour } from "../testing";
import { KianaxAlerting } from "./alerting";
import { alertingChecks } from "./validation";

describeBadArguments({
  component: 'KianaxAlerting "production"',
  checks: alertingChecks,
  valid: { environment: "production", keys: someNeighbour, emails: ["platform@kianax.io"] },
  make: (args) => new KianaxAlerting("production", args),
  cases: {
    keys: [{ args: { keys: {} as never }, says: "keys must be a KianaxKeys, or an object with its alerts, not {}." }],
    emails: [
      { args: { emails: ["platform"] }, says: 'emails must be addresses such as platform@kianax.io, not "platform".' },
      { args: { emails: ["a@kianax.io, b@kianax.io"] }, says: 'emails must be addresses such as platform@kianax.io, not "a@kianax.io, b@kianax.io".' },
      { args: { emails: ["platform@kianax.io", "Platform@kianax.io"] }, says: "emails names Platform@kianax.io twice: name it once." },
      { args: { emails: [7] as never }, says: "emails[0] must be text, not 7." },
    ],
  },
});
