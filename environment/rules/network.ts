import { addressProblems } from "../../components/network/allocation";
import type { Settings } from "../schema";
import { zonesOf } from "../zones";
import { fromComponent, type Finding, type RuleContext } from "./finding";

export function networkRules(network: Settings["network"], { region }: RuleContext): Finding[] {
  const zones = zonesOf(network, region);
  const elsewhere = zones.filter((zone) => zone.slice(0, -1) !== region);
  const names = network.peerings.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...fromComponent(addressProblems({ cidr: network.cidr, zones }, network.peerings)),
    ...elsewhere.map((zone) => ({ setting: "zones", sentence: `names ${zone}, which is not in the Region ${region} that aws:region says.` })),
    ...(twice === undefined ? [] : [{ setting: "peerings", sentence: `has the name ${twice} twice; name each peering once.` }]),
  ];
}
