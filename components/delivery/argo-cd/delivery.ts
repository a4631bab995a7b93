import * as aws from "@pulumi/aws";
import { Provider } from "@pulumi/kubernetes";
import { Secret } from "@pulumi/kubernetes/core/v1";
import { Release } from "@pulumi/kubernetes/helm/v3";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent, type ChildOptions } from "../../base";
import { applicationSets } from "./bootstrap";
import { deliveryChecks } from "./checks";
import type { KianaxDeliveryArgs } from "./arguments";
import { bridgeAnnotations, bridgeData, bridgeLabels, type BridgeFacts } from "./bridge";
import { ARGO_REPOSITORY } from "./chart-repositories";
import { createNamespace, openArgoCd } from "./namespaces";
import { ARGOCD_NAMESPACE, servicesProject } from "./names";
import { createObjects, RELEASE } from "./objects";
import { projects } from "./projects";
import type { ServiceHost } from "./service-host";
import { argoCdValues } from "./values";

/**
 * Argo CD in the cluster, and what it has to know to install everything else: its projects, the cluster with its switches and
 * metadata, one ApplicationSet that brings those in Git. From there on Git says what runs. docs/decisions/0010-gitops-seam.md
 *
 * It is made through the cluster's Kubernetes API, once nodes and add-ons are there, as an administrator of the cluster. Where the
 * endpoint is private, `pulumi up` has to run inside the VPC or through a tunnel into it; a preview works without, and shows inputs
 * alone. With the cluster everything in it goes: on `destroy` nobody asks the API, so that none has to be reachable.
 */
export class KianaxDelivery extends KianaxComponent {
  /** The cluster's Kubernetes API. */
  readonly provider: Provider;
  /** Where services are installed, and how. */
  readonly host: ServiceHost;

  constructor(name: string, args: KianaxDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:delivery:KianaxDelivery", costLine: "compute", dataClass: "internal" }, name, args, deliveryChecks, opts);
    this.provider = this.createProvider(args);
    const inCluster: ChildOptions = { provider: this.provider, deletedWith: args.cluster };

    const argoCd = createNamespace(this, ARGOCD_NAMESPACE, {}, inCluster);
    // Pods count as ready once the load balancer finds them so.
    // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
    const services = createNamespace(this, this.prefix, { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" }, inCluster);
    const traffic = openArgoCd(this, argoCd, inCluster);

    const release = this.installArgoCd(args, { ...inCluster, dependsOn: [...argoCd.ready, traffic] });
    const beside: ChildOptions = { ...inCluster, dependsOn: [...argoCd.ready] };
    const afterwards: ChildOptions = { ...inCluster, dependsOn: [release] };
    const defined = this.createProjects(args, afterwards);
    const known = [...this.createRepositoryAccess(args, beside), this.createBridge(args, beside)];
    const begun = createObjects(this, "bootstrap", { name: "bootstrap", namespace: ARGOCD_NAMESPACE, objects: [applicationSets(this.base, this.environment)] }, { ...inCluster, dependsOn: [defined, ...known] });

    this.host = {
      provider: this.provider,
      namespace: this.prefix,
      ready: services.ready,
      deletedWith: args.cluster,
      track: trackOf(args),
      applications: { project: servicesProject(this.base), repository: args.repository, ready: [begun] },
    };
    this.registerOutputs({ namespace: ARGOCD_NAMESPACE, chartVersion: release.version });
  }

  /** Made from a kubeconfig that holds no credential, and is a secret nevertheless. */
  private createProvider({ cluster }: KianaxDeliveryArgs): Provider {
    return this.child(
      Provider,
      "provider",
      "",
      {
        kubeconfig: pulumi.secret(cluster.kubeconfig),
        // Without it another address, or another way to a token, would count as another cluster, and replace everything in it.
        clusterIdentifier: cluster.clusterName,
      },
      { dependsOn: [cluster] },
    );
  }

  private installArgoCd({ chartVersion, highAvailability, sso, groups }: KianaxDeliveryArgs, options: ChildOptions): Release {
    return this.child(
      Release,
      "release",
      "argo-cd",
      {
        ...RELEASE,
        name: "argo-cd",
        chart: "argo-cd",
        version: chartVersion,
        repositoryOpts: { repo: ARGO_REPOSITORY },
        namespace: ARGOCD_NAMESPACE,
        values: argoCdValues({ environment: this.environment, highAvailability, sso, groups }),
      },
      options,
    );
  }

  private createProjects({ repository, groups, marketHours }: KianaxDeliveryArgs, options: ChildOptions): Release {
    const objects = projects({ base: this.base, repository, servicesNamespace: this.prefix, deployers: groups.deployer, marketHours });
    // Argo CD has made the project default by now.
    return createObjects(this, "projects", { name: "projects", namespace: ARGOCD_NAMESPACE, objects, takeOwnership: true }, options);
  }

  /** The Secret that Argo CD takes for the credentials of a repository. */
  private createRepositoryAccess({ repository, repositoryToken }: KianaxDeliveryArgs, options: ChildOptions): Secret[] {
    if (repositoryToken === undefined) {
      return [];
    }
    const metadata = { name: "repository", namespace: ARGOCD_NAMESPACE, labels: { "argocd.argoproj.io/secret-type": "repository" } };
    // Git hosts take any user name beside a token.
    const stringData = pulumi.secret({ type: "git", url: repository.url, username: "argocd", password: repositoryToken });
    return [this.child(Secret, "secret", "repository", { metadata, stringData }, options)];
  }

  private createBridge(args: KianaxDeliveryArgs, options: ChildOptions): Secret {
    const { cluster, network } = args;
    const pgbouncer = args.pgbouncer === undefined ? undefined : pulumi.jsonStringify({ ...args.pgbouncer, databaseCidrs: network.tierCidrs.isolated });
    const { region } = aws.getRegionOutput({}, { parent: this });
    const facts = this.bridgeFacts(args);
    const annotations = bridgeAnnotations(facts, { clusterName: cluster.clusterName, region, vpcId: network.vpcId, ...(pgbouncer === undefined ? {} : { pgbouncer }) });
    const metadata = { name: "cluster", namespace: ARGOCD_NAMESPACE, labels: bridgeLabels(facts, pgbouncer !== undefined), annotations };
    return this.child(Secret, "secret", "cluster", { metadata, stringData: bridgeData(this.base) }, options);
  }

  private bridgeFacts(args: KianaxDeliveryArgs): BridgeFacts {
    return {
      environment: this.environment,
      track: trackOf(args),
      repository: args.repository,
      base: this.base,
      servicesNamespace: this.prefix,
      secretsPath: `${this.prefix}/${this.environment}/platform`,
      addons: args.addons,
      singleSignOn: args.sso !== undefined,
    };
  }
}

function trackOf({ track, environment }: KianaxDeliveryArgs): string {
  return track ?? environment;
}
