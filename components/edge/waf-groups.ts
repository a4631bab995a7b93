/**
 * Rule groups that AWS maintains, by short names. A group that is new to an environment counts before it blocks:
 * docs/runbooks/waf-rollout.md.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
import type { Problem } from "../base";
import type { WafMode } from "./waf-rules";

/** What one group does: refuse what it matches, count it, or not look at all. */
export type GroupMode = "block" | "count" | "off";
export const GROUP_MODES: readonly GroupMode[] = ["block", "count", "off"];

interface ManagedGroup {
  readonly name: string;
  /** Web ACL capacity units. */
  readonly capacity: number;
  /** What it looks for. */
  readonly finds: string;
  /** Rules that only count in either mode. */
  readonly counted: readonly string[];
  /** Whether it is there without being named, in the mode of the whole firewall. */
  readonly established: boolean;
}

const GROUPS = {
  "ip-reputation": { name: "AWSManagedRulesAmazonIpReputationList", capacity: 25, finds: "addresses that attack others", counted: [], established: true },
  // Bodies above 8 KB are ordinary here: prompts and strategies.
  common: { name: "AWSManagedRulesCommonRuleSet", capacity: 700, finds: "the OWASP top ten", counted: ["SizeRestrictions_BODY"], established: true },
  "known-bad-inputs": { name: "AWSManagedRulesKnownBadInputsRuleSet", capacity: 200, finds: "exploits such as Log4j's", counted: [], established: true },
  "sql-injection": { name: "AWSManagedRulesSQLiRuleSet", capacity: 200, finds: "SQL in requests", counted: [], established: true },
  linux: { name: "AWSManagedRulesLinuxRuleSet", capacity: 200, finds: "paths of Linux in requests; all pods run it", counted: [], established: false },
  posix: { name: "AWSManagedRulesUnixRuleSet", capacity: 100, finds: "shell commands in requests", counted: [], established: false },
  // The front end's own servers call from a hosting provider.
  "anonymous-ip": { name: "AWSManagedRulesAnonymousIpList", capacity: 50, finds: "proxies and Tor; hosting providers are counted only", counted: ["HostingProviderIPList"], established: false },
  "admin-protection": { name: "AWSManagedRulesAdminProtectionRuleSet", capacity: 100, finds: "paths of administration pages", counted: [], established: false },
} as const satisfies Record<string, ManagedGroup>;

export type ManagedRuleGroup = keyof typeof GROUPS;

/** Modes by group, for those that differ from the whole firewall, or that are not there by themselves. */
export type ManagedRules = Readonly<Partial<Record<ManagedRuleGroup, GroupMode>>>;

/** Every group, in the order they are tried. */
export const MANAGED_GROUPS: readonly (readonly [ManagedRuleGroup, ManagedGroup])[] = Object.entries(GROUPS) as [ManagedRuleGroup, ManagedGroup][];

/** A group that looks at requests. */
export interface ActiveGroup extends ManagedGroup {
  readonly mode: WafMode;
}

export function activeGroups(wafMode: WafMode, managedRules: ManagedRules = {}): ActiveGroup[] {
  return MANAGED_GROUPS.flatMap(([key, group]) => {
    const mode = managedRules[key] ?? (group.established ? wafMode : "off");
    return mode === "off" ? [] : [{ ...group, mode }];
  });
}

/** Groups or modes that do not exist. */
export function groupProblems(managedRules: Readonly<Record<string, string>> = {}): Problem[] {
  const names: readonly string[] = MANAGED_GROUPS.map(([key]) => key);
  const modes: readonly string[] = GROUP_MODES;
  return Object.entries(managedRules).flatMap(([key, mode]) => {
    const argument = `managedRules.${key}`;
    if (!names.includes(key)) {
      return [{ argument, problem: `is no rule group of AWS; there are ${names.join(", ")}.` }];
    }
    return modes.includes(mode) ? [] : [{ argument, problem: `must be one of ${modes.join(", ")}, not ${JSON.stringify(mode)}.` }];
  });
}
