import type { Settings } from "../schema";
import type { Finding, RuleContext } from "./finding";

export function recoveryRules({ region }: Settings["recovery"], { region: home, settings }: RuleContext): Finding[] {
  const setting = "region";
  return [
    ...(region !== undefined && region === home ? [{ setting, sentence: `is ${home}, where the stack is already: name another Region, which is not lost with this one.` }] : []),
    ...(region !== undefined && settings.keys?.multiRegion === false
      ? [{ setting, sentence: "needs keys that can be replicated: set kianax:keys.multiRegion to true, which replaces the keys, or leave the Region out." }]
      : []),
  ];
}
