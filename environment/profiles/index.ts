/** Defaults by profile. A stack overrides single values; what no profile can know, every stack decides itself. */
import type { ProfileName, Settings } from "../schema";
import { development } from "./development";
import { production } from "./production";

/** All settings but those that only a stack can decide: Region, addresses, zones, domains, people and pipelines. */
export interface Profile extends Omit<Settings, "profile" | "region" | "deployers" | "permissionsBoundary" | "network" | "cluster" | "edge" | "budget"> {
  readonly network: Omit<Settings["network"], "cidr" | "zones">;
  readonly cluster: Omit<Settings["cluster"], "administrators">;
  readonly budget: Omit<Settings["budget"], "emails" | "anomalyMonitorArn">;
  readonly edge: Omit<Settings["edge"], "domain" | "apiHost">;
}

export const profiles: Readonly<Record<ProfileName, Profile>> = { development, production };
