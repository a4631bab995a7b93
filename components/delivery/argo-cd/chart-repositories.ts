/** Repositories of the charts that platform/versions.yaml names; a test holds the two together. */
export const CHART_REPOSITORIES: readonly string[] = ["https://aws.github.io/eks-charts", "https://charts.external-secrets.io", "https://kubernetes.github.io/autoscaler"];
/** That of the chart argo-cd itself. */
export const ARGO_REPOSITORY = "https://argoproj.github.io/argo-helm";
