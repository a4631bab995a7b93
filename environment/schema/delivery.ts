import { z } from "zod";
import { PLATFORM_ADDONS } from "../../components/delivery/argo-cd/addons";
import { choice, flag, list, setting, text } from "./values";

const group = (who: string) => setting(list(text(/^[\w.:@/+ -]{1,200}$/, "a group's name"), "a list of different groups of the identity provider", 0, 20), `Groups ${who}.`);

export const deliverySchema = z.strictObject({
  repository: setting(
    z.strictObject({
      url: setting(text(/^https:\/\/[a-z0-9.-]+\/[\w.~/-]+$/i, "the HTTPS address of a repository such as https://github.com/kianax/infrastructure.git"), "Repository that holds charts/ and platform/. A private one needs the secret argocd-git-token."),
      revision: setting(text(/^(?!HEAD$)(?![/-])[\w./-]{1,200}$/, "one branch such as main"), "Branch that the environment follows."),
    }),
    "What Argo CD installs from.",
  ),
  chartVersion: setting(text(/^\d+\.\d+\.\d+$/, "a version such as 10.1.1"), "Version of the chart argo-cd. Upward one minor version of Argo CD at a time."),
  highAvailability: setting(flag(), "Whether Argo CD outlives the loss of a node and of a zone; needs three nodes."),
  sso: setting(
    z.strictObject({
      issuer: setting(text(/^https:\/\/\S+$/, "an HTTPS address such as https://login.example.com"), "Issuer of the identity provider's tokens."),
      clientId: setting(text(/^[\w.:@/-]{1,200}$/, "an identifier of letters, digits and _.:@/-"), "Argo CD's identifier there; its secret is argocd-oidc-client-secret."),
    }),
    "Single sign-on. Left out: the initial administrator alone.",
  ).optional(),
  groups: setting(z.strictObject({ admin: group("that may do everything in Argo CD"), deployer: group("that synchronize the services and take them back") }), "Who may do more than look; needs sso."),
  marketHours: setting(
    list(text(/^[a-z][a-z0-9-]{0,62}$/, "a service such as trading"), "a list of different services"),
    "Services that are not synchronized by themselves from 09:30 to 16:00 in New York, Monday to Friday; a person may.",
  ),
  addons: setting(list(choice(PLATFORM_ADDONS), `a list of different add-ons out of ${PLATFORM_ADDONS.join(", ")}`), "What Argo CD installs beside the services. What is taken off goes on running."),
});
