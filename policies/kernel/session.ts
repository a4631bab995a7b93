import { daysLeft, isAbout, type Exemption, type Exemptions } from "./exemption";
import type { Rule } from "./rule";
import type { InputMemory } from "./stack";

/** An exemption at work. */
export interface Applied {
  readonly exemption: Exemption;
  readonly urn: string;
  readonly finding: string;
}

/** What a rule about the pack itself sees: how the other rules stand, and what they did with this plan. */
export interface PackFacts {
  readonly rules: readonly Rule[];
  readonly exemptions: Exemptions;
  readonly today: Date;
  readonly applied: readonly Applied[];
  /** Names of the rules that were asked. A rule that is switched off is not. */
  readonly ran: ReadonlySet<string>;
  /** Inputs of each resource by its URN, as the engine showed them: unknown values as its markers. */
  readonly inputs: InputMemory;
  /** Types of resources that some rule looks at. */
  readonly covered: ReadonlySet<string>;
}

/** What the pack remembers between the engine's questions about one plan. */
export class Session implements PackFacts {
  readonly inputs: InputMemory = new Map();
  readonly ran = new Set<string>();
  readonly covered: Set<string>;
  private readonly found = new Map<string, Applied>();

  constructor(
    readonly rules: readonly Rule[],
    readonly exemptions: Exemptions,
    private readonly clock: () => Date,
  ) {
    this.covered = new Set(rules.flatMap(({ types }) => types));
  }

  get today(): Date {
    return this.clock();
  }

  get applied(): readonly Applied[] {
    return [...this.found.values()];
  }

  /** Whether an exemption that still holds covers a finding, which is then remembered. What rules about the pack find, no entry covers: it could silence its own guard. */
  isExempt(rule: Rule, finding: string, urn: string): boolean {
    if (rule.checkPack !== undefined) {
      return false;
    }
    const about = { rule: rule.name, finding, urn };
    const exemption = this.exemptions.entries.find((entry) => isAbout(entry, about) && daysLeft(entry, this.today) >= 0);
    if (exemption === undefined) {
      return false;
    }
    this.found.set(JSON.stringify([rule.name, finding, urn]), { exemption, finding, urn });
    return true;
  }

  /** A resource is asked about again: what was found on it before is no longer so. */
  forget(rule: Rule, urn: string): void {
    for (const [key, applied] of this.found) {
      if (applied.exemption.rule === rule.name && applied.urn === urn) {
        this.found.delete(key);
      }
    }
  }
}
