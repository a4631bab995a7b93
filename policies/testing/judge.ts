/** Who says what a plan violates: the whole pack in a process of its own, or one rule in this process. */
import { Analyzer, type Violation, type WireResource } from "../analyzer";
import { settingsOf, type Profile, type Rule } from "../kernel";
import { findingsOf, messageOf } from "../kernel/policy";
import { questionsOf } from "./reads";
import { profileOf } from "./profiles";

export interface Judge {
  /** Whether it asks all rules, so that what others say shows. */
  readonly asksAll: boolean;
  configure(profile: Profile): Promise<void>;
  violations(rule: Rule, resources: readonly WireResource[]): Promise<readonly Violation[]>;
  stop(): Promise<void>;
}

/** The pack as Pulumi runs it. */
export async function wholePack(): Promise<Judge> {
  const analyzer = await Analyzer.start();
  return {
    asksAll: true,
    configure: (profile) => analyzer.configure(profileOf(profile)),
    violations: (_, resources) => analyzer.analyze(resources),
    stop: () => analyzer.stop(),
  };
}

/** The rule alone: fast, and in the process in which changes of its code are tried (stryker.config.mjs). */
export function ruleAlone(): Promise<Judge> {
  let profile: Profile = "production";
  return Promise.resolve({
    asksAll: false,
    configure: (next) => {
      profile = next;
      return Promise.resolve();
    },
    violations: (rule, resources) => Promise.resolve(violationsOf(rule, resources, profile)),
    stop: () => Promise.resolve(),
  });
}

function violationsOf(rule: Rule, resources: readonly WireResource[], profile: Profile): Violation[] {
  const level = rule.levels[profile];
  if (level === "off") {
    return [];
  }
  const questions = questionsOf(rule, resources, settingsOf(rule.settings, profile));
  return questions.flatMap(({ check, subject }) =>
    findingsOf(check).map((finding) => {
      const about = finding.subject ?? subject;
      return { rule: rule.name, level, urn: about?.urn ?? "", message: `${rule.title}\n${messageOf(rule, finding, about)}` };
    }),
  );
}

let start = wholePack;

/** The judge of all cases that are described from now on. */
export const startJudge = (): Promise<Judge> => start();

export function judgeWith(other: () => Promise<Judge>): void {
  start = other;
}
