import { describeBadArguments, someNeighbour } from "../../testing";
import type { KianaxDeliveryArgs } from "./arguments";
import { deliveryChecks } from "./checks";
import { KianaxDelivery } from "./delivery";

const SSO = { issuer: "https://login.example.com/oauth2", clientId: "argocd" };
const GROUPS = { admin: ["platform"], deployer: ["developers"] };

describeBadArguments<KianaxDeliveryArgs>({
  component: 'KianaxDelivery "production"',
  checks: deliveryChecks,
  valid: {
    environment: "production",
    cluster: someNeighbour,
    network: someNeighbour,
    repository: { url: "https://github.com/kianax/infrastructure.git", revision: "main" },
    chartVersion: "10.1.1",
    highAvailability: true,
    sso: SSO,
    groups: GROUPS,
    marketHours: ["trading"],
    addons: ["external-secrets"],
  },
  make: (args) => new KianaxDelivery("production", args),
  cases: {
    cluster: "another component, judged by its own checks",
    network: "another component, judged by its own checks",
    pgbouncer: "what the database puts out",
    repository: [
      {
        args: { repository: { url: "git@github.com:kianax/infrastructure.git", revision: "main" } },
        says: 'repository.url must be the HTTPS address of a repository such as https://github.com/kianax/infrastructure.git, without a user or a token in it, not "git@github.com:kianax/infrastructure.git".',
      },
      {
        args: { repository: { url: "https://token@github.com/kianax/infrastructure.git", revision: "main" } },
        says: 'repository.url must be the HTTPS address of a repository such as https://github.com/kianax/infrastructure.git, without a user or a token in it, not "https://token@github.com/kianax/infrastructure.git".',
      },
      { args: { repository: { url: "https://github.com/kianax/infrastructure.git", revision: "HEAD" } }, says: 'repository.revision must be one branch such as main, not "HEAD".' },
    ],
    repositoryToken: "any text may be a token",
    track: [{ args: { track: "Production" }, says: 'track must be a name of lower-case letters, digits and dashes such as production, not "Production".' }],
    chartVersion: [
      { args: { chartVersion: "10.x" }, says: 'chartVersion must be one version such as 10.1.1, not "10.x".' },
      { args: { chartVersion: "^10.1.1" }, says: 'chartVersion must be one version such as 10.1.1, not "^10.1.1".' },
    ],
    highAvailability: "both values are right",
    sso: [
      { args: { sso: { ...SSO, issuer: "http://login.example.com" } }, says: 'sso.issuer must be an HTTPS address such as https://login.example.com, not "http://login.example.com".' },
      { args: { sso: { ...SSO, clientId: "argo cd" } }, says: 'sso.clientId must be an identifier of letters, digits and _.:@/-, not "argo cd".' },
      { args: { sso: undefined }, says: "groups names groups, and without sso nobody is in one: add sso, or leave the groups empty." },
    ],
    groups: [
      { args: { groups: { ...GROUPS, admin: [] } }, says: "groups.admin is empty, and with sso the initial administrator is switched off: name a group, or nobody can mend Argo CD." },
      { args: { groups: { ...GROUPS, deployer: ["a, role:admin"] } }, says: 'groups.deployer[0] must be a group\'s name of letters, digits, spaces and _.:@/+-, not "a, role:admin".' },
      { args: { groups: { ...GROUPS, admin: ["platform", "platform"] } }, says: "groups.admin names platform twice; name it once." },
    ],
    marketHours: [
      { args: { marketHours: ["*"] }, says: 'marketHours[0] must be the name of a service such as trading, not "*".' },
      { args: { marketHours: ["trading", "trading"] }, says: "marketHours names trading twice; name it once." },
    ],
    addons: [
      { args: { addons: ["karpenter" as never] }, says: 'addons names "karpenter", which is none; there are aws-load-balancer-controller, cluster-autoscaler, external-secrets.' },
      { args: { addons: ["external-secrets", "external-secrets"] }, says: "addons names external-secrets twice; name it once." },
    ],
  },
});
