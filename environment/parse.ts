/** From the configuration of a stack to its environment, or to all that is wrong with it. Pure. */
import { z } from "zod";
import { environmentOf, type Environment } from "./environment";
import { isJsonObject, merge, type Json, type JsonObject } from "./merge";
import { fromText, problemsOf, unknownKey, unwrap, type Problem } from "./problems";
import { nearest } from "./nearest";
import { profiles } from "./profiles";
import { sectionRules, type Finding } from "./rules";
import { PROFILE_NAMES, settingsSchema, type ProfileName, type Settings } from "./schema";

export interface StackConfiguration {
  /** Name of the stack. */
  readonly stack: string;
  /** File the configuration comes from, for messages. */
  readonly file: string;
  /** All configuration as Pulumi hands it to a program: full keys, values as text or JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose values no message may show. */
  readonly secretKeys?: readonly string[];
  /** The day for which support calendars are read. */
  readonly today: Date;
}

/** All that is wrong with a stack's configuration, one sentence each. */
export class ConfigurationError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "ConfigurationError";
  }
}

/** Packages of the program, the only ones whose configuration is read. */
const NAMESPACES = ["kianax", "aws", "awsx", "eks", "kubernetes", "random", "pulumi"];
const PREFIX = "kianax:";

/** @throws ConfigurationError with every problem at once */
export function parseEnvironment(source: StackConfiguration): Environment {
  const given = ownSettings(source.config);
  const profile = profileOf(given);
  const region = source.config["aws:region"];
  const problems: Problem[] = [
    ...namespaceProblems(source.config),
    ...stackProblems(source, profile),
    ...regionProblems(region),
    ...unknownSettings(given),
  ];
  const { settings, problems: more } = parseSettings(given, profile, region ?? "", source);
  problems.push(...more);
  if (problems.length > 0) {
    throw new ConfigurationError(problems.map(({ key, sentence }) => `${source.file}: ${key} ${sentence}`));
  }
  return environmentOf(source.stack, region ?? "", settings as Settings);
}
