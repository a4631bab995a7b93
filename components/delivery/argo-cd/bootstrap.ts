/** The one ApplicationSet that this program makes: it brings those in Git, and they bring everything else. */
import { RETRY } from "./application";
import { ARGOCD_NAMESPACE, THIS_CLUSTER, bootstrapProject } from "./names";
import type { Manifest } from "./objects";

/** Folder of the ApplicationSets in the repository. */
export const APPLICATION_SETS = "platform/applicationsets";

export function applicationSets(base: string, environment: string): Manifest {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: { name: "bootstrap", namespace: ARGOCD_NAMESPACE },
    spec: {
      goTemplate: true,
      // What the bridge does not say is an error, and not an empty text.
      goTemplateOptions: ["missingkey=error"],
      // Taken away by mistake, it leaves what it made.
      syncPolicy: { preserveResourcesOnDeletion: true },
      generators: [{ clusters: { selector: { matchLabels: { environment } } } }],
      template: {
        metadata: { name: "platform" },
        spec: {
          project: bootstrapProject(base),
          source: { repoURL: "{{.metadata.annotations.repository_url}}", targetRevision: "{{.metadata.annotations.repository_revision}}", path: APPLICATION_SETS },
          destination: { server: THIS_CLUSTER, namespace: ARGOCD_NAMESPACE },
          syncPolicy: { automated: { prune: true, selfHeal: true, allowEmpty: false }, syncOptions: ["ServerSideApply=true"], retry: RETRY },
        },
      },
    },
  };
}
