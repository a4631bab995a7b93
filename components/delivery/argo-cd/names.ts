/** Names that Argo CD, what it installs and this program agree on. */
export const ARGOCD_NAMESPACE = "argocd";
/** Where people reach Argo CD: through `kubectl port-forward`, since nothing leads to it from outside. docs/runbooks/rollback.md */
export const ARGOCD_URL = "https://localhost:8080";
/** The cluster that Argo CD itself runs in. */
export const THIS_CLUSTER = "https://kubernetes.default.svc";
export const SECRETS_NAMESPACE = "external-secrets";
export const MONITORING_NAMESPACE = "monitoring";
/** Kubernetes Secret with the webhook of Slack, which External Secrets fills. */
export const NOTIFICATIONS_SECRET = "argocd-notifications-secret";
/** Kubernetes Secret with what single sign-on needs, which External Secrets fills. */
export const SSO_SECRET = "argocd-oidc";

/** Argo CD's project of the services, `kianax-production`. */
export function servicesProject(base: string): string {
  return base;
}

/** Argo CD's project of everything else, `kianax-production-platform`. */
export function platformProject(base: string): string {
  return `${base}-platform`;
}

/** Argo CD's project of the ApplicationSets that install the platform, `kianax-production-bootstrap`. */
export function bootstrapProject(base: string): string {
  return `${base}-bootstrap`;
}
