import { KEYS } from "../network/fixtures";
import { describeBadArguments } from "../testing";
import { KianaxKeys } from "./keys";
import { keysChecks } from "./validation";

describeBadArguments({
  component: 'KianaxKeys "production"',
  checks: keysChecks,
  valid: { ...KEYS, recoveryRegion: "us-west-2" },
  make: (args) => new KianaxKeys("production", args),
  cases: {
    region: [{ args: { region: "us-east-1a" }, says: 'region must be an AWS Region such as us-west-2, not "us-east-1a".' }],
    multiRegion: [
      {
        args: { multiRegion: false },
        says: "recoveryRegion needs multi-Region keys: set multiRegion to true, which replaces the keys, or leave recoveryRegion out.",
      },
    ],
    recoveryRegion: [
      { args: { recoveryRegion: "west" }, says: 'recoveryRegion must be an AWS Region such as us-west-2, not "west".' },
      { args: { recoveryRegion: "us-east-1" }, says: "recoveryRegion is us-east-1, where the keys are already: name another Region, which is not lost with this one." },
    ],
    successor: [
      { args: { successor: "Recovery" }, says: 'successor must be the name of an environment, 1 to 24 lower-case letters, digits and dashes, not "Recovery".' },
      { args: { successor: "production" }, says: 'successor is "production" itself: name the environment that takes over from it, or leave successor out.' },
      { args: { successor: "recovery", recoveryRegion: undefined as never }, says: "successor has nothing to take over without replicas of the keys: give a recoveryRegion, or leave successor out." },
    ],
    brokerCredentialServices: [
      { args: { brokerCredentialServices: ["trading", "agent", "trading"] }, says: 'brokerCredentialServices names "trading" twice: name it once.' },
      {
        args: { brokerCredentialServices: ["*"] },
        says: 'brokerCredentialServices must be names of lower-case letters, digits and single dashes, beginning with a letter, not "*".',
      },
      {
        args: { brokerCredentialServices: ["a".repeat(50)] },
        says: `brokerCredentialServices makes the iam role name "kianax-production-${"a".repeat(50)}" of 68 characters, and AWS allows 64: shorten it.`,
      },
    ],
    deletionWindowDays: [
      { args: { deletionWindowDays: 6 }, says: "deletionWindowDays must be a whole number from 7 to 30 days, not 6." },
      { args: { deletionWindowDays: -7 }, says: "deletionWindowDays must be a whole number from 7 to 30 days, not -7." },
      { args: { deletionWindowDays: 7.5 }, says: "deletionWindowDays must be a whole number from 7 to 30 days, not 7.5." },
    ],
    rotationPeriodDays: [
      { args: { rotationPeriodDays: 89 }, says: "rotationPeriodDays must be a whole number from 90 to 2560 days, not 89." },
      { args: { rotationPeriodDays: 2561 }, says: "rotationPeriodDays must be a whole number from 90 to 2560 days, not 2561." },
      { args: { rotationPeriodDays: 365.5 }, says: "rotationPeriodDays must be a whole number from 90 to 2560 days, not 365.5." },
    ],
  },
});
