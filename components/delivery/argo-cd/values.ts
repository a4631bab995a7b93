/** What the chart argo-cd is told, as a pure function. https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd */
import type { DeliveryGroups, SingleSignOn } from "./arguments";
import { ARGOCD_URL, NOTIFICATIONS_SECRET, SSO_SECRET } from "./names";
import { notifications } from "./notifications";

/** What the values depend on. */
export interface ArgoCdFacts {
  readonly environment: string;
  readonly highAvailability: boolean;
  readonly sso?: SingleSignOn;
  readonly groups: DeliveryGroups;
}

export function argoCdValues(facts: ArgoCdFacts): Record<string, unknown> {
  const { highAvailability } = facts;
  return {
    global: {
      domain: new URL(ARGOCD_URL).host,
      revisionHistoryLimit: 3,
      // Those of this program are stricter: they refuse what leaves, too.
      networkPolicy: { create: false, defaultDenyIngress: false },
      ...(highAvailability ? { topologySpreadConstraints: [SPREAD] } : {}),
      deploymentStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    },
    // A release that is taken away by mistake would take every Application along, and each of them its pods.
    crds: { install: true, keep: true },
    configs: { cm: settings(facts), params: { "server.insecure": false }, rbac: rights(facts.groups), secret: { createSecret: true } },
    // People sign on at the provider itself.
    dex: { enabled: false },
    // One whatever the size: a second replica takes other clusters, and there is this one alone. Kubernetes starts it anew elsewhere.
    controller: { replicas: 1, ...resources("250m", "1Gi") },
    server: { ...several(highAvailability), ...resources("50m", "256Mi"), service: { type: "ClusterIP" }, ingress: { enabled: false } },
    repoServer: { ...several(highAvailability), ...resources("100m", "512Mi") },
    applicationSet: { ...several(highAvailability), ...resources("50m", "256Mi") },
    notifications: { ...notifications(facts.environment), ...resources("25m", "128Mi"), secret: { create: false, name: NOTIFICATIONS_SECRET } },
    redisSecretInit: resources("25m", "64Mi"),
    ...redis(highAvailability),
  };
}

const SPREAD = { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" };

/** Two, and one of them at any time. */
function several(highAvailability: boolean): object {
  return highAvailability ? { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } } : { replicas: 1 };
}

/** Memory without headroom: what a node has promised, it has. */
function resources(cpu: string, memory: string): object {
  return { resources: { requests: { cpu, memory }, limits: { memory } } };
}

/** A cache that is made anew from Git and the cluster: on no volume, with or without sentinels. */
function redis(highAvailability: boolean): object {
  return highAvailability
    ? {
        "redis-ha": {
          enabled: true,
          persistentVolume: { enabled: false },
          // Three, each on a node of its own; zones as far as they go.
          hardAntiAffinity: true,
          topologySpreadConstraints: { enabled: true, maxSkew: 1, topologyKey: SPREAD.topologyKey, whenUnsatisfiable: SPREAD.whenUnsatisfiable },
          init: resources("25m", "32Mi"),
          redis: resources("50m", "128Mi"),
          sentinel: resources("25m", "64Mi"),
          haproxy: { enabled: true, hardAntiAffinity: true, init: resources("25m", "32Mi"), ...resources("25m", "128Mi") },
        },
      }
    : { "redis-ha": { enabled: false }, redis: { enabled: true, ...resources("50m", "128Mi") } };
}

function settings({ sso }: ArgoCdFacts): Record<string, unknown> {
  return {
    url: ARGOCD_URL,
    "exec.enabled": false,
    "users.anonymous.enabled": false,
    "statusbadge.enabled": false,
    // The initial administrator has a password and no second factor.
    "admin.enabled": sso === undefined,
    "timeout.reconciliation": "120s",
    // Otherwise what an object asks for in its annotations would change what Argo CD tracks.
    "application.resourceTrackingMethod": "annotation",
    "resource.customizations.health.elbv2.k8s.aws_TargetGroupBinding": TARGET_GROUP_BINDING_HEALTH,
    ...(sso === undefined ? {} : { "oidc.config": oidc(sso) }),
  };
}

/** Argo CD knows no health of this kind, and would call one healthy that its controller has not seen. */
const TARGET_GROUP_BINDING_HEALTH = `hs = {status = "Progressing", message = "The controller has not seen it"}
if obj.status ~= nil and obj.status.observedGeneration ~= nil and obj.status.observedGeneration == obj.metadata.generation then
  hs = {status = "Healthy", message = ""}
end
return hs
`;

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/ */
function oidc({ issuer, clientId }: SingleSignOn): string {
  return [
    "name: SSO",
    `issuer: ${issuer}`,
    `clientID: ${clientId}`,
    `clientSecret: $${SSO_SECRET}:clientSecret`,
    "requestedScopes: [openid, profile, email, groups]",
    "",
  ].join("\n");
}

/** Whoever signs on looks; more is by group. Deployers have their rights in the project of the services, and nowhere else. */
function rights({ admin }: DeliveryGroups): Record<string, string> {
  return {
    "policy.default": "role:readonly",
    "policy.csv": admin.map((group) => `g, ${JSON.stringify(group)}, role:admin\n`).join(""),
    scopes: "[groups]",
  };
}
