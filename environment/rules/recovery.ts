import { recoveryProblems } from "../../components/recovery/validation";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function recoveryRules(recovery: Settings["recovery"], context: RuleContext): Finding[] {
  return [...regionRules(recovery, context), ...successionRules(recovery, context), ...copyRules(recovery), ...backupRules(recovery, context)];
}

function regionRules({ region }: Settings["recovery"], { region: home, settings }: RuleContext): Finding[] {
  const setting = "region";
  return [
    ...(region !== undefined && region === home ? [{ setting, sentence: `is ${home}, where the stack is already: name another Region, which is not lost with this one.` }] : []),
    ...(region !== undefined && settings.keys?.multiRegion === false
      ? [{ setting, sentence: "needs keys that can be replicated: set kianax:keys.multiRegion to true, which replaces the keys, or leave the Region out." }]
      : []),
  ];
}

function successionRules({ region, successor, successorOf }: Settings["recovery"], { common: { environment } }: RuleContext): Finding[] {
  const itself = { successor, successorOf };
  return [
    ...Object.entries(itself)
      .filter(([, name]) => name === environment)
      .map(([setting]) => ({ setting, sentence: `is ${environment}, this stack itself: name another one, or remove it.` })),
    ...(successor !== undefined && region === undefined
      ? [{ setting: "successor", sentence: "has nothing to take over while nothing is replicated: name kianax:recovery.region, or set it to null." }]
      : []),
    ...(successor !== undefined && successor === successorOf ? [{ setting: "successor", sentence: `is ${successor}, which this stack takes over itself: name another one, or set it to null.` }] : []),
  ];
}

function copyRules({ region, copiedBackups }: Settings["recovery"]): Finding[] {
  return copiedBackups.length > 0 && region === undefined
    ? [{ setting: "copiedBackups", sentence: "needs kianax:recovery.region to copy to: name a Region, or set it to [] and copy nothing." }]
    : [];
}

function backupRules({ region, successor: _successor, successorOf: _successorOf, ...recovery }: Settings["recovery"], { common, settings: { database, services } }: RuleContext): Finding[] {
  // Without a database that could be read there is nothing to keep clear of; its own problems are told.
  if (database === undefined) {
    return [];
  }
  const args = { ...common, ...recovery, imageRetentionCount: services?.imageRetentionCount ?? 1 };
  // That a Region is missing for copies is said above, in the words of the configuration.
  return fromComponent(recoveryProblems(args, { windows: database, recoveryRegion: region ?? "none" }));
}
