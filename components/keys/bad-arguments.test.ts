import { describeBadArguments } from "../testing";
import { KianaxKeys, keysChecks } from "./keys";

describeBadArguments({
  component: 'KianaxKeys "production"',
  checks: keysChecks,
  valid: { environment: "production", multiRegion: true, deletionWindowDays: 30, rotationPeriodDays: 365 },
  make: (args) => new KianaxKeys("production", args),
  cases: {
    multiRegion: "both values are right",
    deletionWindowDays: [
      { args: { deletionWindowDays: 6 }, says: "deletionWindowDays must be a whole number from 7 to 30 days, not 6." },
      { args: { deletionWindowDays: 7.5 }, says: "deletionWindowDays must be a whole number from 7 to 30 days, not 7.5." },
    ],
    rotationPeriodDays: [{ args: { rotationPeriodDays: 2561 }, says: "rotationPeriodDays must be a whole number from 90 to 2560 days, not 2561." }],
  },
});
