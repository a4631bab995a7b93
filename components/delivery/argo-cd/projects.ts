/** Argo CD's projects: what may come from where, and go where. https://argo-cd.readthedocs.io/en/stable/user-guide/projects/ */
import type { GitSource } from "./arguments";
import { CHART_REPOSITORIES } from "./chart-repositories";
import { ARGOCD_NAMESPACE, MONITORING_NAMESPACE, SECRETS_NAMESPACE, THIS_CLUSTER, bootstrapProject, platformProject, servicesProject } from "./names";
import type { Manifest } from "./objects";

/** What the projects depend on. */
export interface ProjectFacts {
  /** `<prefix>-<environment>`. */
  readonly base: string;
  readonly repository: GitSource;
  readonly servicesNamespace: string;
  /** Groups that synchronize services. */
  readonly deployers: readonly string[];
  /** Services that keep still while the exchanges are open. */
  readonly marketHours: readonly string[];
}

interface Kind {
  readonly group: string;
  readonly kind: string;
}

const kinds = (group: string, ...names: readonly string[]): Kind[] => names.map((kind) => ({ group, kind }));

/** Kinds of which the charts of services are made. None of them gives rights in Kubernetes. */
export const SERVICE_KINDS: readonly Kind[] = [
  ...kinds("", "ConfigMap", "Service", "ServiceAccount"),
  ...kinds("apps", "Deployment"),
  ...kinds("autoscaling", "HorizontalPodAutoscaler"),
  ...kinds("batch", "Job"),
  ...kinds("elbv2.k8s.aws", "TargetGroupBinding"),
  ...kinds("external-secrets.io", "ExternalSecret"),
  ...kinds("monitoring.coreos.com", "PrometheusRule", "ServiceMonitor"),
  ...kinds("networking.k8s.io", "NetworkPolicy"),
  ...kinds("policy", "PodDisruptionBudget"),
];

/** What controllers of the platform bring along that belongs to no namespace. */
const PLATFORM_CLUSTER_KINDS: readonly Kind[] = [
  ...kinds("", "Namespace"),
  ...kinds("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
  ...kinds("apiextensions.k8s.io", "CustomResourceDefinition"),
  ...kinds("apiregistration.k8s.io", "APIService"),
  ...kinds("external-secrets.io", "ClusterSecretStore"),
  ...kinds("rbac.authorization.k8s.io", "ClusterRole", "ClusterRoleBinding"),
  ...kinds("scheduling.k8s.io", "PriorityClass"),
];

/**
 * Regular hours of the exchanges in New York, on every weekday: windows know no holidays, and keeping still on one costs nothing.
 * https://www.nyse.com/markets/hours-calendars
 */
export const MARKET_HOURS = { schedule: "30 9 * * 1-5", duration: "6h30m", timeZone: "America/New_York" } as const;

export function projects(facts: ProjectFacts): Manifest[] {
  const { base, repository, servicesNamespace } = facts;
  return [
    project(servicesProject(base), {
      description: "The services",
      sourceRepos: [repository.url],
      destinations: in_(servicesNamespace),
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: SERVICE_KINDS,
      roles: [deployerRole(facts)],
      ...syncWindows(facts.marketHours),
    }),
    project(platformProject(base), {
      description: "Controllers that the services stand on",
      sourceRepos: [repository.url, ...CHART_REPOSITORIES],
      destinations: in_("kube-system", SECRETS_NAMESPACE, MONITORING_NAMESPACE, ARGOCD_NAMESPACE, servicesNamespace),
      clusterResourceWhitelist: PLATFORM_CLUSTER_KINDS,
      // Whoever makes one of these chooses the project that judges it.
      namespaceResourceBlacklist: kinds("argoproj.io", "*"),
    }),
    project(bootstrapProject(base), {
      description: "ApplicationSets of the platform, and nothing else",
      sourceRepos: [repository.url],
      destinations: in_(ARGOCD_NAMESPACE),
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: kinds("argoproj.io", "ApplicationSet"),
    }),
    // Argo CD makes it itself, open for everything; an Application that names no project is in it.
    project("default", { description: "Nothing", sourceRepos: [], destinations: [], clusterResourceWhitelist: [], namespaceResourceWhitelist: [] }),
  ];
}

function project(name: string, spec: object): Manifest {
  return { apiVersion: "argoproj.io/v1alpha1", kind: "AppProject", metadata: { name, namespace: ARGOCD_NAMESPACE }, spec };
}

function in_(...namespaces: readonly string[]): object[] {
  return namespaces.map((namespace) => ({ server: THIS_CLUSTER, namespace }));
}

/** Synchronizing includes going back to an earlier revision. Changing what an Application is does not belong to it. */
function deployerRole({ base, deployers }: ProjectFacts): object {
  const name = servicesProject(base);
  return {
    name: "deployer",
    description: "Synchronizes the services",
    policies: ["get", "sync"].map((action) => `p, proj:${name}:deployer, applications, ${action}, ${name}/*, allow`),
    groups: [...deployers],
  };
}

/** A window that denies stops what happens by itself, self-healing included; a person still may. */
function syncWindows(applications: readonly string[]): object {
  return applications.length === 0 ? {} : { syncWindows: [{ kind: "deny", ...MARKET_HOURS, applications: [...applications], manualSync: true }] };
}
