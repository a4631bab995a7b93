import type { ArgumentChecks, Problem } from "../../base";
import { anyObject, flag, inputText, listOf, neighbour, objectOf, optional, text } from "../../base/shape";
import { PLATFORM_ADDONS } from "./addons";
import type { DeliveryGroups, GitSource, KianaxDeliveryArgs, SingleSignOn } from "./arguments";

export const deliveryChecks: ArgumentChecks<KianaxDeliveryArgs> = {
  shape: {
    cluster: neighbour("KianaxCluster", ["clusterName", "kubeconfig"]),
    network: neighbour("KianaxNetwork", ["vpcId", "tierCidrs"]),
    pgbouncer: optional(anyObject),
    repository: objectOf<GitSource>({ url: text, revision: text }),
    repositoryToken: optional(inputText),
    track: optional(text),
    chartVersion: text,
    highAvailability: flag,
    sso: optional(objectOf<SingleSignOn>({ issuer: text, clientId: text })),
    groups: objectOf<DeliveryGroups>({ admin: listOf(text), deployer: listOf(text) }),
    marketHours: listOf(text),
    addons: listOf(text),
  },
  problems: deliveryProblems,
};

/** Arguments without what other components give: configuration is checked with the same function. */
export type DeliverySettings = Pick<KianaxDeliveryArgs, "repository" | "track" | "chartVersion" | "sso" | "groups" | "marketHours" | "addons">;

const URL_FORM = /^https:\/\/[a-z0-9.-]+\/[\w.~/-]+$/i;
const BRANCH = /^(?!HEAD$)(?![/-])[\w./-]{1,200}$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const NAME = /^[a-z][a-z0-9-]{0,62}$/;
const ISSUER = /^https:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[\w.~/-]*)?$/i;
/** Lines of Argo CD's policy are comma-separated: a group with a comma would be another rule. */
const GROUP = /^[\w.:@/+ -]{1,200}$/;

/** What is wrong with the settings, without Pulumi. */
export function deliveryProblems({ repository, track, chartVersion, sso, groups, marketHours, addons }: DeliverySettings): Problem[] {
  return [
    ...formProblems("repository.url", repository.url, URL_FORM, "the HTTPS address of a repository such as https://github.com/kianax/infrastructure.git, without a user or a token in it"),
    ...formProblems("repository.revision", repository.revision, BRANCH, "one branch such as main"),
    ...(track === undefined ? [] : formProblems("track", track, NAME, "a name of lower-case letters, digits and dashes such as production")),
    ...formProblems("chartVersion", chartVersion, VERSION, "one version such as 10.1.1"),
    ...(sso === undefined ? [] : [...formProblems("sso.issuer", sso.issuer, ISSUER, "an HTTPS address such as https://login.example.com"), ...formProblems("sso.clientId", sso.clientId, /^[\w.:@/-]{1,200}$/, "an identifier of letters, digits and _.:@/-")]),
    ...groupProblems(groups, sso),
    ...marketHours.flatMap((name, index) => formProblems(`marketHours[${index}]`, name, NAME, "the name of a service such as trading")),
    ...addons.filter((addon) => !(PLATFORM_ADDONS as readonly string[]).includes(addon)).map((addon) => ({ argument: "addons", problem: `names ${JSON.stringify(addon)}, which is none; there are ${PLATFORM_ADDONS.join(", ")}.` })),
    ...twice("marketHours", marketHours),
    ...twice("addons", addons),
  ];
}

function groupProblems(groups: DeliveryGroups, sso: SingleSignOn | undefined): Problem[] {
  const named = (["admin", "deployer"] as const).flatMap((role) => groups[role].map((group, index) => [`groups.${role}[${index}]`, group] as const));
  return [
    ...named.flatMap(([argument, group]) => formProblems(argument, group, GROUP, "a group's name of letters, digits, spaces and _.:@/+-")),
    ...(sso === undefined && named.length > 0 ? [{ argument: "groups", problem: "names groups, and without sso nobody is in one: add sso, or leave the groups empty." }] : []),
    ...(sso !== undefined && groups.admin.length === 0 ? [{ argument: "groups.admin", problem: "is empty, and with sso the initial administrator is switched off: name a group, or nobody can mend Argo CD." }] : []),
    ...twice("groups.admin", groups.admin),
    ...twice("groups.deployer", groups.deployer),
  ];
}

function formProblems(argument: string, value: string, form: RegExp, allowed: string): Problem[] {
  return form.test(value) ? [] : [{ argument, problem: `must be ${allowed}, not ${JSON.stringify(value)}.` }];
}

function twice(argument: string, values: readonly string[]): Problem[] {
  const found = values.find((value, index) => values.indexOf(value) !== index);
  return found === undefined ? [] : [{ argument, problem: `names ${found} twice; name it once.` }];
}
