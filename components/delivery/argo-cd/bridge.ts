/**
 * What the cloud's side tells Argo CD: labels switch, annotations inform. Argo CD hands both to ApplicationSets with the cluster
 * that the Secret stands for. https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/
 */
import type * as pulumi from "@pulumi/pulumi";
import { switchOf, type PlatformAddon } from "./addons";
import type { GitSource } from "./arguments";
import { THIS_CLUSTER } from "./names";

/** What ApplicationSets may ask for. */
export interface BridgeFacts {
  readonly environment: string;
  readonly track: string;
  readonly repository: GitSource;
  /** `<prefix>-<environment>`, the name of the cluster and the beginning of its projects. */
  readonly base: string;
  readonly servicesNamespace: string;
  /** Beginning of the names of secrets that belong to no service, `<prefix>/<environment>/platform`. */
  readonly secretsPath: string;
  readonly addons: readonly PlatformAddon[];
  readonly singleSignOn: boolean;
}

/** What only the cloud's side knows. */
export interface BridgeOutputs {
  readonly clusterName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Values of PgBouncer's chart as JSON, where the database has one. */
  readonly pgbouncer?: pulumi.Input<string>;
}

/** Known at preview: selectors match them. */
export function bridgeLabels({ environment, track, addons }: BridgeFacts, pgbouncer: boolean): Record<string, string> {
  const switches = [...addons, ...(pgbouncer ? ["pgbouncer"] : [])].map((addon) => [switchOf(addon), "true"]);
  return { "argocd.argoproj.io/secret-type": "cluster", environment, track, ...(Object.fromEntries(switches) as Record<string, string>) };
}

/** What ApplicationSets fill into what they install. */
export function bridgeAnnotations({ repository, base, servicesNamespace, secretsPath, singleSignOn }: BridgeFacts, outputs: BridgeOutputs): Record<string, pulumi.Input<string>> {
  return {
    repository_url: repository.url,
    repository_revision: repository.revision,
    project: base,
    aws_cluster_name: outputs.clusterName,
    aws_region: outputs.region,
    aws_vpc_id: outputs.vpcId,
    platform_secrets_path: secretsPath,
    services_namespace: servicesNamespace,
    single_sign_on: String(singleSignOn),
    ...(outputs.pgbouncer === undefined ? {} : { pgbouncer_values: outputs.pgbouncer }),
  };
}

/** The cluster that Argo CD runs in: it uses its own service account, and no credential is kept. */
export function bridgeData(base: string): Record<string, string> {
  return { name: base, server: THIS_CLUSTER, config: JSON.stringify({ tlsClientConfig: { insecure: false } }) };
}
