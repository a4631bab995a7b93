/** A stack's configuration as the program uses it: each section holds the arguments of one component. */
import type { ProfileName, Settings } from "./schema";
import { zonesOf } from "./zones";

/** What every component is told. */
export interface Common {
  readonly environment: string;
  readonly namePrefix: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly protect: boolean;
}

export interface Environment {
  /** Name of the stack, such as `production`: part of every physical name. */
  readonly name: string;
  /** AWS Region. */
  readonly region: string;
  readonly profile: ProfileName;
  readonly namePrefix: string;
  /** Policy that bounds every role. */
  readonly permissionsBoundary?: string;
  readonly keys: Common & Settings["keys"] & { readonly region: string; readonly recoveryRegion?: string; readonly successor?: string };
  /** Environment that this one takes over after the loss of its Region. */
  readonly successorOf?: string;
  readonly recovery: Common & Omit<Settings["recovery"], NotOfRecovery> & Pick<Settings["services"], "imageRetentionCount">;
  readonly secrets: Common & { readonly values: Settings["secrets"]; readonly deployers: readonly string[]; readonly recoveryWindowDays: number };
  readonly alerting: Common & Settings["alerting"];
  readonly auditTrail: Common & Settings["auditTrail"];
  readonly network: Common & Omit<Settings["network"], "zones"> & { readonly zones: string[]; readonly region: string; readonly clusterName: string };
  readonly database: Common & Settings["database"];
  readonly cache: Common & Settings["cache"];
  readonly cluster: Common & Settings["cluster"] & { readonly deployers: Readonly<Record<string, string>> };
  readonly edge: Common & Settings["edge"];
  readonly delivery: Common & Settings["delivery"] & { readonly track: string };
  readonly services: Common & Settings["services"];
  readonly budget: Common & Settings["budget"];
}

export function environmentOf(name: string, region: string, settings: Settings): Environment {
  const { profile, namePrefix } = settings;
  const common = commonOf(name, settings);
  return {
    name,
    region,
    profile,
    namePrefix,
    ...(settings.permissionsBoundary === undefined ? {} : { permissionsBoundary: settings.permissionsBoundary }),
    keys: { ...common, ...settings.keys, region, ...keysElsewhere(settings) },
    ...(settings.recovery.successorOf === undefined ? {} : { successorOf: settings.recovery.successorOf }),
    recovery: { ...common, ...backupsOf(settings.recovery), imageRetentionCount: settings.services.imageRetentionCount },
    secrets: { ...common, values: settings.secrets, deployers: settings.deployers, recoveryWindowDays: settings.services.secretRecoveryWindowDays },
    alerting: { ...common, ...settings.alerting },
    auditTrail: { ...common, ...settings.auditTrail },
    network: { ...common, ...settings.network, region, zones: zonesOf(settings.network, region), clusterName: `${namePrefix}-${name}` },
    database: { ...common, ...settings.database },
    cache: { ...common, ...settings.cache },
    cluster: { ...common, ...settings.cluster, deployers: deployersOf(settings) },
    edge: { ...common, ...settings.edge },
    // A stack that takes production over follows production's versions and values.
    delivery: { ...common, ...settings.delivery, track: profile },
    services: { ...common, ...settings.services },
    budget: { ...common, ...settings.budget },
  };
}

function keysElsewhere({ recovery: { region, successor } }: Settings): { readonly recoveryRegion?: string; readonly successor?: string } {
  return { ...(region === undefined ? {} : { recoveryRegion: region }), ...(successor === undefined ? {} : { successor }) };
}

/**
 * Deployers by all of what they are called, since two may differ by their path or account alone, and another one is another
 * entry and not the same one replaced; those that administer the cluster anyway are in it already.
 */
function deployersOf({ deployers, cluster: { administrators } }: Settings): Record<string, string> {
  const others = deployers.filter((principal) => !Object.values(administrators).includes(principal));
  return Object.fromEntries(others.map((principal) => [principal.replace(/^arn:[^:]+:iam::(\d+):/, "$1/"), principal]));
}

/** Where to, and who follows whom, is the keys' and the program's to know: what replicates anything asks the keys. */
type NotOfRecovery = "region" | "successor" | "successorOf";

function backupsOf({ region: _region, successor: _successor, successorOf: _successorOf, ...recovery }: Settings["recovery"]): Omit<Settings["recovery"], NotOfRecovery> {
  return recovery;
}

export function commonOf(name: string, { namePrefix, tags, protect }: Pick<Settings, "namePrefix" | "tags" | "protect">): Common {
  return { environment: name, namePrefix, tags, protect };
}
