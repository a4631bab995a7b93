import { deliveryProblems } from "../../components/delivery/argo-cd/checks";
import { catalogue } from "../../services";
import type { Settings } from "../schema";
import { fromComponent, type Finding, type RuleContext } from "./finding";

const SSO_SECRET = "argocd-oidc-client-secret";

export function deliveryRules(delivery: Settings["delivery"], { settings }: RuleContext): Finding[] {
  return [...fromComponent(deliveryProblems(delivery)), ...serviceFindings(delivery), ...slotFindings(delivery, settings.secrets)];
}

function serviceFindings({ marketHours }: Settings["delivery"]): Finding[] {
  const names = catalogue.map(({ name }) => name);
  return marketHours.filter((name) => !names.includes(name)).map((name) => ({ setting: "marketHours", sentence: `names "${name}", and no service has that name; there are ${names.join(", ")}.` }));
}

/** Not for the token: where it is kept outside, operators bring it into the cluster, too. */
function slotFindings({ sso }: Settings["delivery"], secrets: Settings["secrets"] = {}): Finding[] {
  return sso !== undefined && secrets[SSO_SECRET] === undefined
    ? [{ setting: "sso", sentence: `needs Argo CD's secret at the identity provider, and kianax:secrets.${SSO_SECRET} is missing: set it, or remove sso.` }]
    : [];
}
