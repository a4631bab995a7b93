import { describeBadArguments } from "../testing";
import { stateBackendChecks } from "./arguments";
import { stateArgs } from "./fixtures";
import { KianaxStateBackend } from "./state-backend";

describeBadArguments({
  component: 'KianaxStateBackend "production"',
  checks: stateBackendChecks,
  valid: stateArgs,
  make: (args) => new KianaxStateBackend("production", args),
  cases: {
    region: [{ args: { region: "useast1" }, says: 'region must be an AWS Region such as us-east-1, not "useast1".' }],
    recoveryRegion: [
      { args: { recoveryRegion: "west" }, says: 'recoveryRegion must be an AWS Region such as us-west-2, not "west".' },
      { args: { recoveryRegion: "us-east-1" }, says: "recoveryRegion is us-east-1, where the bucket is; a copy that is to outlive a Region lies in another one." },
    ],
    noncurrentDays: [{ args: { noncurrentDays: 0 }, says: "noncurrentDays must be a whole number from 30 to 3650 days, not 0." }],
    accessLogDays: [{ args: { accessLogDays: 5000 }, says: "accessLogDays must be a whole number from 30 to 3650 days, not 5000." }],
    deletionWindowDays: [{ args: { deletionWindowDays: 6 }, says: "deletionWindowDays must be a whole number from 7 to 30 days, not 6." }],
    rotationPeriodDays: [{ args: { rotationPeriodDays: 30 }, says: "rotationPeriodDays must be a whole number from 90 to 2560 days, not 30." }],
  },
});
