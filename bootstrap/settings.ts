/** The typed configuration of an account's bootstrap. Pure, so that it is tested without Pulumi. */
import { z } from "zod";
import { nearest } from "../environment/nearest";
import { fromText, problemsOf, unknownKey, type Problem } from "../environment/problems";
import { flag, list, setting, text, whole } from "../environment/schema/values";

const NAMESPACE = "kianax-bootstrap:";
/** Packages whose configuration the program reads; any other is a slip. */
const NAMESPACES = ["kianax-bootstrap", "aws", "pulumi"];
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

const number = () => text(/^\d{1,20}$/, 'a number in quotes such as "123456"');
const repository = z.strictObject({
  name: setting(text(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/, "an owner and a repository such as kianax/infrastructure"), "Owner and name."),
  // GitHub writes them into the tokens of repositories that were created or renamed after July 15, 2026.
  ids: setting(z.strictObject({ owner: number(), repository: number() }).meta({ allowed: "the numbers of owner and repository" }), "Numbers of owner and repository.").optional(),
});

const tagText = text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, "text of up to 256 letters, digits, spaces and _.:/=+-@");
const tagKey = text(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, "a tag key of up to 128 letters, digits, spaces and _.:/=+-@ that does not begin with aws:");
const name = (what: string) => text(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/, `${what}, without wildcards`);

/** All settings; unknown keys are refused at every level. */
export const settingsSchema = z.strictObject({
  namePrefix: setting(text(/^[a-z][a-z0-9-]{0,23}$/, "a name of up to 24 lower-case letters, digits and dashes that begins with a letter"), "First part of every physical name.", "replace").default("kianax"),
  project: setting(text(/^[A-Za-z][A-Za-z0-9_.-]{0,99}$/, "the name of a Pulumi project such as kianax"), "Project that the pipelines preview and deploy.").default("kianax"),
  recoveryRegion: setting(text(REGION, "an AWS Region such as us-west-2"), "Region that state is copied to. Left out: it is not copied.", "replace").optional(),
  repository: setting(repository.meta({ allowed: "a repository such as { name: kianax/infrastructure }" }), "Repository of the infrastructure."),
  imageRepositories: setting(list(repository, "a list of repositories such as { name: kianax/platform }", 1), "Repositories whose pipelines push images."),
  branch: setting(name("the name of one branch such as main"), "The one branch that is deployed."),
  defaultBranch: setting(name("the name of one branch such as main"), "Default branch of the infrastructure's repository, whose scheduled jobs look for drift. Left out: none may.").optional(),
  githubEnvironment: setting(name("the name of one environment of GitHub such as production"), "Environment that the deploying job runs in."),
  deploySessionMinutes: setting(whole(60, 720, "minutes"), "Minutes that a deployment may take.").default(120),
  noncurrentDays: setting(whole(30, 3650, "days"), "Days that earlier versions of state files stay.").default(365),
  accessLogDays: setting(whole(30, 3650, "days"), "Days that the log of who read and wrote state files stays.").default(365),
  deletionWindowDays: setting(whole(7, 30, "days"), "Days between the deletion of a key and the loss of what it encrypted.").default(30),
  rotationPeriodDays: setting(whole(90, 2560, "days"), "Days between rotations of the key material.").default(365),
  protect: setting(flag(), "Whether Pulumi refuses to delete or replace state, keys and roles.").default(true),
  tags: setting(z.record(tagKey, tagText).meta({ allowed: "a map from tag keys to text" }), "Further tags for every resource.").default({}),
});

export type Settings = z.output<typeof settingsSchema>;

export interface BootstrapConfiguration {
  readonly stack: string;
  /** File the configuration comes from, for messages. */
  readonly file: string;
  /** All configuration as Pulumi hands it to a program: full keys, values as text or JSON. */
  readonly config: Readonly<Record<string, string>>;
}

export interface Bootstrap extends Settings {
  /** Environment whose account this is, such as `production`. */
  readonly environment: string;
  readonly region: string;
}

/** The settings, or every sentence about what is wrong with them. */
export function parseBootstrap({ stack, file, config }: BootstrapConfiguration): Bootstrap | readonly string[] {
  const own = Object.entries(config).filter(([key]) => key.startsWith(NAMESPACE));
  const given = Object.fromEntries(own.map(([key, value]) => [key.slice(NAMESPACE.length), valueOf(key.slice(NAMESPACE.length), value)]));
  const parsed = settingsSchema.safeParse(given);
  const region = config["aws:region"] ?? "";
  const problems = [
    ...foreignProblems(config),
    ...accountProblems(config),
    ...(REGION.test(region) ? [] : [{ key: "aws:region", sentence: region === "" ? "is missing; it must be an AWS Region such as us-east-1." : `must be an AWS Region such as us-east-1, not ${JSON.stringify(region)}.` }]),
    ...(parsed.success ? [] : problemsOf(parsed.error, settingsSchema, given, []).map(({ key, sentence }) => ({ key: key.replace(/^kianax:/, NAMESPACE), sentence }))),
  ];
  return parsed.success && problems.length === 0
    ? { environment: stack, region, ...parsed.data }
    : problems.map(({ key, sentence }) => `${file}: ${key} ${sentence}`);
}

/** Text stays text where text is meant: a branch may be named 2026. */
function valueOf(name: string, value: string): never {
  const schema = Object.hasOwn(settingsSchema.shape, name) ? settingsSchema.shape[name as keyof Settings] : undefined;
  return (schema?.safeParse(value).success === true ? value : fromText(value)) as never;
}

function foreignProblems(config: BootstrapConfiguration["config"]): Problem[] {
  const known = Object.keys(settingsSchema.shape);
  return Object.keys(config).flatMap((key) => {
    const namespace = key.split(":", 1)[0] ?? key;
    if (NAMESPACES.includes(namespace)) {
      return [];
    }
    const own = key.slice(namespace.length + 1);
    const meant = known.includes(own) ? "kianax-bootstrap" : nearest(namespace, NAMESPACES);
    return [{ key, sentence: meant === undefined ? unknownKey(key, known) : `belongs to no package that this program uses; did you mean ${meant}:${own}?` }];
  });
}

/** The AWS provider refuses every other account: https://www.pulumi.com/registry/packages/aws/installation-configuration/ */
function accountProblems(config: BootstrapConfiguration["config"]): Problem[] {
  const accounts = fromText(config["aws:allowedAccountIds"] ?? "[]");
  const one = Array.isArray(accounts) && accounts.length === 1 && /^\d{12}$/.test(String(accounts[0]));
  return one ? [] : [{ key: "aws:allowedAccountIds", sentence: 'must be a list of exactly one account id of twelve digits, in quotes: a bootstrap belongs to one account.' }];
}
