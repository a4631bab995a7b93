import type { Severity } from "@pulumi/policy";
import type { Findings, Subject } from "./finding";
import type { Level, Profile, Settings, SettingValues } from "./profile";
import type { PackFacts } from "./session";
import type { Stack } from "./stack";
import type { View } from "./view";

/**
 * Where else the same control stands. PCI is DSS 4.0, CIS is the AWS Foundations Benchmark 5.0, eksCis the CIS EKS Benchmark 1.8,
 * FSBP is AWS Security Hub, SOC 2 are the trust services criteria, GDPR are articles such as `32(1)(a)`.
 */
export interface Controls {
  readonly checkov?: readonly string[];
  readonly fsbp?: readonly string[];
  readonly cis?: readonly string[];
  readonly eksCis?: readonly string[];
  readonly pci?: readonly string[];
  readonly soc2?: readonly string[];
  readonly gdpr?: readonly string[];
}

/** Arguments of one resource as a program has them, in TypeScript, a few lines each. */
export interface Examples {
  readonly compliant: string;
  readonly violating: string;
}

export interface RuleDescription<S extends Settings> {
  /** Name in the catalogue and in a profile: `<service>-<subject>-<demand>`. */
  readonly name: string;
  /** What holds, as a sentence. */
  readonly title: string;
  /** Why it must hold. */
  readonly why: string;
  readonly severity: Severity;
  readonly levels: Readonly<Record<Profile, Level>>;
  readonly controls: Controls;
  /** How to mend a violation, as a sentence. */
  readonly remediation: string;
  readonly examples?: Examples;
  /** Whether it guards against deletion: the profile decommission, with which a stack is deleted on purpose, only advises it. */
  readonly guardsDeletion?: boolean;
  readonly settings?: S;
}

/** What a program says about a resource beside its inputs. */
export interface Options {
  readonly protect: boolean;
  /** Paths such as `tags` or `scalingConfig.desiredSize`. */
  readonly ignoreChanges: readonly string[];
  /** Configuration of its provider, such as `region`; undefined for components. */
  readonly provider: View | undefined;
}

/** A resource of a plan, seen by its inputs before anything is created. */
export interface Resource extends Subject, View {
  readonly options: Options;
}

interface ResourceRuleDescription<S extends Settings> extends RuleDescription<S> {
  /** Type tokens the rule looks at. */
  readonly types: readonly string[];
  readonly check: (resource: Resource, settings: SettingValues<S>) => Findings;
  /** What only the relation of several resources can tell. */
  readonly checkStack?: (stack: Stack, settings: SettingValues<S>) => Findings;
}

interface StackRuleDescription<S extends Settings> extends RuleDescription<S> {
  readonly check: (stack: Stack, settings: SettingValues<S>) => Findings;
}

/** A rule with its settings' types set aside; methods, so that each rule may expect its own. */
export interface Rule extends RuleDescription<Settings> {
  readonly settings: Settings;
  readonly types: readonly string[];
  checkResource?(resource: Resource, settings: Readonly<Record<string, unknown>>): Findings;
  checkStack?(stack: Stack, settings: Readonly<Record<string, unknown>>): Findings;
  checkPack?(pack: PackFacts, stack: Stack, settings: Readonly<Record<string, unknown>>): Findings;
}

/** A rule on the inputs of one resource at a time. In `pulumi up` it also stops the resource from being created. */
export function resourceRule<S extends Settings = Record<never, never>>({
  check,
  checkStack,
  ...description
}: ResourceRuleDescription<S>): Rule {
  return rule({ ...description, checkResource: check, ...(checkStack && { checkStack }) });
}

/** A rule on how the resources of a stack relate. It is asked when all of them are known. */
export function stackRule<S extends Settings = Record<never, never>>({ check, ...description }: StackRuleDescription<S>): Rule {
  return rule({ ...description, types: [], checkStack: check });
}

interface PackRuleDescription<S extends Settings> extends RuleDescription<S> {
  readonly check: (pack: PackFacts, stack: Stack, settings: SettingValues<S>) => Findings;
}

/** A rule on the pack itself: its exemptions, its levels, what it covers. */
export function packRule<S extends Settings = Record<never, never>>({ check, ...description }: PackRuleDescription<S>): Rule {
  return rule({ ...description, types: [], checkPack: check });
}

function rule(description: Omit<Rule, "settings"> & { readonly settings?: Settings }): Rule {
  return { ...description, settings: description.settings ?? {} };
}
