import { addressProblems } from "../../components/network/allocation";
import type { Settings } from "../schema";
import { zonesOf } from "../zones";
import type { Finding, RuleContext } from "./index";

export function networkRules(network: Settings["network"], { region }: RuleContext): Finding[] {
  const zones = zonesOf(network, region);
  const elsewhere = zones.filter((zone) => zone.slice(0, -1) !== region);
  const names = network.peerings.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...addressProblems({ cidr: network.cidr, zones }, network.peerings).map(({ argument, problem }) => ({ setting: argument, sentence: problem })),
    ...elsewhere.map((zone) => ({ setting: "zones", sentence: `names ${zone}, which is not in the Region ${region} that aws:region says.` })),
    ...(twice === undefined ? [] : [{ setting: "peerings", sentence: `has the name ${twice} twice; name each peering once.` }]),
  ];
}
