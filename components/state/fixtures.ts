import type { KianaxStateBackendArgs } from "./arguments";

/** Arguments of a state backend with nothing wrong. */
export const stateArgs: KianaxStateBackendArgs = {
  environment: "production",
  region: "us-east-1",
  recoveryRegion: "us-west-2",
  noncurrentDays: 365,
  accessLogDays: 365,
  deletionWindowDays: 30,
  rotationPeriodDays: 365,
};
