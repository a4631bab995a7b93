/** From the configuration of a stack to its environment, or to all that is wrong with it. Pure. */
import type { z } from "zod";
import { credentialProblems } from "./credentials";
import { commonOf, environmentOf, type Environment } from "./environment";
import { isolationProblems, regionOf } from "./isolation";
import { isJsonObject, merge, type Json } from "./merge";
import { nearest } from "./nearest";
import { fromText, keyOf, problemsOf, unknownKey, type Problem } from "./problems";
import { profiles, type Profile } from "./profiles";
import { sectionRules, type Finding, type RuleContext } from "./rules";
import { PROFILE_NAMES, settingsSchema, type ProfileName, type Settings } from "./schema";
import { isExternal } from "./schema/secrets";
import { stackProblems } from "./stack";

export interface StackConfiguration {
  /** Name of the stack. */
  readonly stack: string;
  /** File the configuration comes from, for messages. */
  readonly file: string;
  /** All configuration as Pulumi hands it to a program: full keys, values as text or JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Those keys of it that hold something encrypted. */
  readonly secretKeys: readonly string[];
  /** The day for which the Kubernetes support calendar is read. */
  readonly today: Date;
}

/** All that is wrong with a stack's configuration, one sentence each. */
export class ConfigurationError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "ConfigurationError";
  }
}

type Given = ReadonlyMap<string, string>;

const OWN = "kianax:";
const SECRETS = "kianax:secrets";

/** Packages of the program; configuration of any other is a slip. */
const NAMESPACES = ["kianax", "aws", "awsx", "eks", "kubernetes", "random", "vercel", "pulumi"];

/** @throws ConfigurationError with every problem at once */
export function parseEnvironment(source: StackConfiguration): Environment {
  const { config, stack, file, today } = source;
  const given: Given = new Map(Object.entries(config).flatMap(([key, text]) => (key.startsWith(OWN) ? [[key.slice(OWN.length), text]] : [])));
  const region = regionOf(config);
  const profile = profileOf(given);
  const parsed = profile === undefined ? { settings: {}, problems: [] } : parseSettings(given, profile, { stack, region, today });
  const problems = [
    ...unknownProblems(config, given),
    ...isolationProblems(config),
    ...profileProblems(given),
    ...stackProblems(stack, profile, parsed.settings.namePrefix),
    ...plainTextProblems(source, parsed.settings.secrets),
    ...parsed.problems,
    ...credentialProblems(config, parsed.settings),
  ];
  if (problems.length > 0) {
    throw new ConfigurationError(problems.map(({ key, sentence }) => `${file}: ${key} ${sentence}`));
  }
  // Without problems every setting of the schema is there.
  return environmentOf(stack, region, parsed.settings as Settings);
}

/** Pulumi says of a section only whether something in it is encrypted, so one value in plain text among others is not seen here. */
function plainTextProblems({ secretKeys, stack }: StackConfiguration, secrets: Settings["secrets"] = {}): Problem[] {
  const [first] = Object.entries(secrets).flatMap(([slot, value]) => (isExternal(value) ? [] : [slot]));
  return first === undefined || secretKeys.includes(SECRETS)
    ? []
    : [{ key: SECRETS, sentence: `holds values in plain text; encrypt each, such as: pulumi config set --stack ${stack} --secret --path '${SECRETS}.${first}'. A value that was committed is no secret any more: issue another.` }];
}

type Facts = Pick<StackConfiguration, "stack" | "today"> & Pick<RuleContext, "region">;

/** Every setting by itself, so that one that is wrong hides nothing about the others. */
function parseSettings(given: Given, profile: ProfileName, { stack, ...facts }: Facts): { readonly settings: Partial<Settings>; readonly problems: Problem[] } {
  const settings: Record<string, unknown> = { profile };
  const problems: Problem[] = [];
  for (const [name, schema] of Object.entries(settingsSchema.shape).filter(([name]) => name !== "profile")) {
    const text = given.get(name);
    const defaults = profiles[profile][name as keyof Profile] as Json;
    const value = text === undefined ? defaults : merge(defaults, schema.type === "string" ? text : fromText(text));
    const result = schema.safeParse(value);
    if (!result.success) {
      problems.push(...problemsOf(result.error, schema, value, [name]));
    }
    const usable = result.success ? result : schema.safeParse(withDefaults(value, defaults, result.error));
    settings[name] = usable.data;
  }
  // After the settings, for rules about names need those that are common to all sections.
  const common = commonOf(stack, { ...profiles[profile], ...(settings as Partial<Settings>) });
  const refused = problems.map(({ key }) => key);
  const context: RuleContext = { ...facts, common, settings };
  const findings = Object.entries(settings)
    .flatMap(([name, section]) => (section === undefined ? [] : findingsOf(name, section, context)))
    .filter(({ key }) => !refused.includes(key));
  return { settings, problems: [...problems, ...findings] };
}

/** The section with the profile's values in place of those refused, so that rules can still look at the others. */
function withDefaults(value: Json, defaults: Json, { issues }: z.ZodError): Json {
  if (!isJsonObject(value) || !isJsonObject(defaults)) {
    return value;
  }
  const refused = issues.flatMap((issue) => (issue.path.length === 0 && issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])]));
  const kept = Object.entries(value).filter(([key]) => !refused.includes(key));
  return Object.fromEntries([...kept, ...Object.entries(defaults).filter(([key]) => refused.includes(key))]);
}

function findingsOf(name: string, section: unknown, context: RuleContext): Problem[] {
  const rules = sectionRules[name as keyof Settings] as ((section: unknown, context: RuleContext) => Finding[]) | undefined;
  return (rules?.(section, context) ?? []).map(({ setting, sentence }) => ({ key: keyOf([name, setting]), sentence }));
}

function unknownProblems(config: StackConfiguration["config"], given: Given): Problem[] {
  const known = Object.keys(settingsSchema.shape);
  const own = [...given.keys()].filter((name) => !known.includes(name)).map((name) => ({ key: keyOf([name]), sentence: unknownKey(name, known) }));
  const foreign = Object.keys(config)
    .filter((key) => !NAMESPACES.includes(namespaceOf(key)))
    .map((key) => {
      const namespace = namespaceOf(key);
      const meant = nearest(namespace, NAMESPACES);
      const wayOut = meant === undefined ? `known: ${NAMESPACES.join(", ")}.` : `did you mean ${meant}${key.slice(namespace.length)}?`;
      return { key, sentence: `belongs to no package that this program uses; ${wayOut}` };
    });
  return [...own, ...foreign];
}

function namespaceOf(key: string): string {
  return key.split(":", 1)[0] ?? key;
}

function profileOf(given: Given): ProfileName | undefined {
  return PROFILE_NAMES.find((name) => name === given.get("profile"));
}

function profileProblems(given: Given): Problem[] {
  const value = given.get("profile");
  const result = settingsSchema.shape.profile.safeParse(value);
  return result.success ? [] : problemsOf(result.error, settingsSchema.shape.profile, value, ["profile"]);
}
