/** What a service is told of the cluster that it is installed in. */
import type { Provider } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { GitSource } from "./arguments";

/** Where charts of services go. A team without Argo CD makes one of its own: provider, namespace and track are enough. */
export interface ServiceHost {
  /** Kubernetes API of the cluster. */
  readonly provider: Provider;
  /** Namespace of the services. */
  readonly namespace: string;
  /** What has to stand before the first pod, such as the namespace and its denial of traffic. @default nothing */
  readonly ready?: readonly pulumi.Resource[];
  /** Cluster with which everything in it goes. @default every release is taken away by itself */
  readonly deletedWith?: pulumi.Resource;
  /** Values of the charts that are followed: `values-<track>.yaml`. */
  readonly track: string;
  /** Argo CD, for services that it delivers. @default there is none */
  readonly applications?: ApplicationHost;
}

/** Where Applications go. */
export interface ApplicationHost {
  readonly project: string;
  readonly repository: GitSource;
  readonly ready: readonly pulumi.Resource[];
}
