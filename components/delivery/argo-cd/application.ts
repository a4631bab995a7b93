/** Argo CD's Application of a service. https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
import type { GitSource } from "./arguments";
import { ARGOCD_NAMESPACE, THIS_CLUSTER } from "./names";
import type { Manifest } from "./objects";

/** What is installed, from where and with what. */
export interface ApplicationFacts {
  readonly name: string;
  readonly project: string;
  readonly namespace: string;
  readonly repository: GitSource;
  /** Folder of the chart in the repository. */
  readonly path: string;
  /** Files of values beside the chart, later ones over earlier ones. */
  readonly valueFiles: readonly string[];
  /** Values that go over those of the files: what only the cloud's side knows. */
  readonly values: unknown;
}

/** Chart that the services' charts are made of, beside them. */
const LIBRARY_CHART = "kianax-service";

/** Revisions that an Application can go back to. */
export const REVISION_HISTORY = 10;

/** Six tries in about eight minutes: a controller that is being renewed, a webhook that is not up yet. */
export const RETRY = { limit: 5, backoff: { duration: "15s", factor: 2, maxDuration: "4m" } } as const;

export function application({ name, project, namespace, repository, path, valueFiles, values }: ApplicationFacts): Manifest {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    // With a path, as Kubernetes asks of finalizers: https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
    // Without it a service that is taken out of the catalogue would go on running.
    metadata: {
      name,
      namespace: ARGOCD_NAMESPACE,
      // Rendered anew when its own chart or the library changes, not for every commit.
      annotations: { "argocd.argoproj.io/manifest-generate-paths": `.;../${LIBRARY_CHART}` },
      finalizers: ["resources-finalizer.argocd.argoproj.io/foreground"],
    },
    spec: {
      project,
      source: { repoURL: repository.url, targetRevision: repository.revision, path, helm: { releaseName: name, valueFiles: [...valueFiles], valuesObject: values } },
      destination: { server: THIS_CLUSTER, namespace },
      syncPolicy: {
        // An empty rendering is a mistake in Git, and no order to delete everything.
        automated: { prune: true, selfHeal: true, allowEmpty: false },
        syncOptions: ["ServerSideApply=true", "PruneLast=true"],
        retry: RETRY,
      },
      revisionHistoryLimit: REVISION_HISTORY,
    },
  };
}
