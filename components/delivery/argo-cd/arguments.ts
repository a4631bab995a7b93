import type { NamespaceArgs, SecretArgs } from "@pulumi/kubernetes/core/v1";
import type { ReleaseArgs } from "@pulumi/kubernetes/helm/v3";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1";
import type { ProviderArgs } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../../base";
import type { KianaxCluster } from "../../cluster";
import type { PgBouncerValues } from "../../database";
import type { KianaxNetwork } from "../../network";
import type { PlatformAddon } from "./addons";

/** Where Argo CD reads what it installs. */
export interface GitSource {
  /** Address of the repository over HTTPS, such as `https://github.com/kianax/infrastructure.git`. */
  readonly url: string;
  /** Branch that is followed, such as `main`. */
  readonly revision: string;
}

/** Sign-on through the company's identity provider. */
export interface SingleSignOn {
  /** Issuer of the provider's tokens, an HTTPS address. */
  readonly issuer: string;
  /** Argo CD's own identifier there. Its secret is in the slot `argocd-oidc-client-secret`, which External Secrets fetches. */
  readonly clientId: string;
}

/** Groups of the identity provider, by what their members may do beyond looking. */
export interface DeliveryGroups {
  /** Everything in Argo CD. */
  readonly admin: readonly string[];
  /** Synchronize and roll back the services, and nothing else. */
  readonly deployer: readonly string[];
}

/** Arguments of {@link KianaxDelivery}. */
export interface KianaxDeliveryArgs extends CommonArgs {
  /** Cluster of the same environment. Another cluster **replaces** everything in it. */
  readonly cluster: KianaxCluster;
  /** Network of the cluster, for what binds pods to it, and for PgBouncer's way to the database. In place. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "tierCidrs">;
  /**
   * What PgBouncer is told, by the database: with it Argo CD installs one. In place.
   * @default none: services connect to the database, or to its proxy
   */
  readonly pgbouncer?: PgBouncerValues;
  /** Repository and branch that hold charts and platform. In place. */
  readonly repository: GitSource;
  /**
   * Token that reads the repository, `contents: read` and nothing more. It reaches the cluster from here, since External Secrets
   * comes from that repository. In place.
   * @default none: the repository is public
   */
  readonly repositoryToken?: pulumi.Input<string>;
  /**
   * Set of values and versions in Git that the environment follows: `values-<track>.yaml` of each chart, and the column in
   * `platform/versions.yaml`. In place.
   * @default the environment's own name
   */
  readonly track?: string;
  /** Version of the chart argo-cd, such as `10.1.1`. In place; upward one minor version of Argo CD at a time. */
  readonly chartVersion: string;
  /**
   * Whether Argo CD outlives the loss of a node and of a zone: Redis with sentinels, two of what can be two, budgets for
   * disruption. Needs three nodes. In place; about 1 GiB of memory more.
   * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/
   */
  readonly highAvailability: boolean;
  /**
   * Single sign-on. In place.
   * @default none: the initial administrator alone, who is switched off once there is single sign-on
   */
  readonly sso?: SingleSignOn;
  /** Who may do more than look. In place. */
  readonly groups: DeliveryGroups;
  /**
   * Services, by name, that are not synchronized by themselves while the exchanges are open: 09:30 to 16:00 in New York, Monday to
   * Friday. A person may. In place.
   */
  readonly marketHours: readonly string[];
  /** What Argo CD installs beside the services; PgBouncer follows from the database. In place; taking one off leaves it running. */
  readonly addons: readonly PlatformAddon[];
  /** Changes to children. */
  readonly transform?: {
    readonly provider?: Transform<ProviderArgs>;
    readonly namespace?: Transform<NamespaceArgs>;
    readonly networkPolicy?: Transform<NetworkPolicyArgs>;
    readonly secret?: Transform<SecretArgs>;
    readonly release?: Transform<ReleaseArgs>;
  };
}
