/** What is wrong with the arguments of keys, without Pulumi. */
import { DEFAULT_PREFIX, flag, listOf, nameProblem, number, optional, text, wholeNumber, type ArgumentChecks, type Problem } from "../base";
import type { KianaxKeysArgs } from "./keys";

/** `us-east-1`, `us-gov-west-1`. */
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ENVIRONMENT = /^[a-z][a-z0-9-]{0,23}$/;
/** A service's name, as definitions have it. */
const SERVICE = /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/;

export const keysChecks: ArgumentChecks<KianaxKeysArgs> = {
  shape: {
    region: text,
    multiRegion: flag,
    recoveryRegion: optional(text),
    successor: optional(text),
    brokerCredentialServices: listOf(text),
    deletionWindowDays: number,
    rotationPeriodDays: number,
  },
  problems: (args) => [...keysProblems(args), ...serviceProblems(args)],
};

/** Arguments that configuration gives. */
export type KeysSettings = Pick<KianaxKeysArgs, "region" | "multiRegion" | "environment" | "recoveryRegion" | "successor" | "deletionWindowDays" | "rotationPeriodDays">;

export function keysProblems(args: KeysSettings): Problem[] {
  return [
    ...regionProblems("region", args.region),
    ...recoveryProblems(args),
    ...successorProblems(args),
    ...wholeNumber("deletionWindowDays", args.deletionWindowDays, 7, 30, "days"),
    ...wholeNumber("rotationPeriodDays", args.rotationPeriodDays, 90, 2560, "days"),
  ];
}

function recoveryProblems({ region, multiRegion, recoveryRegion }: KeysSettings): Problem[] {
  if (recoveryRegion === undefined) {
    return [];
  }
  const argument = "recoveryRegion";
  return [
    ...regionProblems(argument, recoveryRegion),
    ...(recoveryRegion === region ? [{ argument, problem: `is ${region}, where the keys are already: name another Region, which is not lost with this one.` }] : []),
    ...(multiRegion ? [] : [{ argument, problem: "needs multi-Region keys: set multiRegion to true, which replaces the keys, or leave recoveryRegion out." }]),
  ];
}

function successorProblems({ environment, recoveryRegion, successor }: KeysSettings): Problem[] {
  if (successor === undefined) {
    return [];
  }
  const argument = "successor";
  return [
    ...(ENVIRONMENT.test(successor) ? [] : [{ argument, problem: `must be the name of an environment, 1 to 24 lower-case letters, digits and dashes, not ${JSON.stringify(successor)}.` }]),
    ...(successor === environment ? [{ argument, problem: `is ${JSON.stringify(environment)} itself: name the environment that takes over from it, or leave successor out.` }] : []),
    ...(recoveryRegion === undefined ? [{ argument, problem: "has nothing to take over without replicas of the keys: give a recoveryRegion, or leave successor out." }] : []),
  ];
}

function regionProblems(argument: string, region: string): Problem[] {
  return REGION.test(region) ? [] : [{ argument, problem: `must be an AWS Region such as us-west-2, not ${JSON.stringify(region)}.` }];
}

function serviceProblems({ environment, namePrefix = DEFAULT_PREFIX, brokerCredentialServices: services }: KianaxKeysArgs): Problem[] {
  const argument = "brokerCredentialServices";
  const twice = services.find((service, index) => services.indexOf(service) !== index);
  return [
    ...(twice === undefined ? [] : [{ argument, problem: `names "${twice}" twice: name it once.` }]),
    ...services.flatMap((service) => {
      if (!SERVICE.test(service)) {
        return [{ argument, problem: `must be names of lower-case letters, digits and single dashes, beginning with a letter, not ${JSON.stringify(service)}.` }];
      }
      const problem = nameProblem("iam role", `${namePrefix}-${environment}-${service}`);
      return problem === undefined ? [] : [{ argument, problem }];
    }),
  ];
}
