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
  readonly keys: Common & Settings["keys"] & { readonly region: string; readonly recoveryRegion?: string };
  readonly recovery: Common & Omit<Settings["recovery"], "region"> & Pick<Settings["services"], "imageRetentionCount">;
  readonly secrets: Common & { readonly values: Settings["secrets"]; readonly deployers: readonly string[]; readonly recoveryWindowDays: number };
  readonly alerting: Common & Settings["alerting"];
  readonly network: Common & Omit<Settings["network"], "zones"> & { readonly zones: string[]; readonly region: string; readonly clusterName: string };
  readonly database: Common & Settings["database"];
  readonly cache: Common & Settings["cache"];
  readonly cluster: Common & Settings["cluster"];
  readonly edge: Common & Settings["edge"];
  readonly services: Common & Settings["services"];
}

export function environmentOf(name: string, region: string, settings: Settings): Environment {
  const { profile, namePrefix } = settings;
  const common = commonOf(name, settings);
  return {
    name,
    region,
    profile,
    namePrefix,
    keys: { ...common, ...settings.keys, region, ...recoveryRegionOf(settings) },
    recovery: { ...common, ...withoutRegion(settings.recovery), imageRetentionCount: settings.services.imageRetentionCount },
    secrets: { ...common, values: settings.secrets, deployers: settings.deployers, recoveryWindowDays: settings.services.secretRecoveryWindowDays },
    alerting: { ...common, ...settings.alerting },
    network: { ...common, ...settings.network, region, zones: zonesOf(settings.network, region), clusterName: `${namePrefix}-${name}` },
    database: { ...common, ...settings.database },
    cache: { ...common, ...settings.cache },
    cluster: { ...common, ...settings.cluster },
    edge: { ...common, ...settings.edge },
    services: { ...common, ...settings.services },
  };
}

function recoveryRegionOf({ recovery: { region } }: Settings): { readonly recoveryRegion?: string } {
  return region === undefined ? {} : { recoveryRegion: region };
}

/** The Region is the keys' argument: what replicates anything asks them. */
function withoutRegion({ region: _, ...recovery }: Settings["recovery"]): Omit<Settings["recovery"], "region"> {
  return recovery;
}

export function commonOf(name: string, { namePrefix, tags, protect }: Pick<Settings, "namePrefix" | "tags" | "protect">): Common {
  return { environment: name, namePrefix, tags, protect };
}
