import type * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { KianaxNetwork } from "../network";
import type { AddonVersions } from "./addons";

export const CAPACITY_TYPES = ["ON_DEMAND", "SPOT"] as const;
export type CapacityType = (typeof CAPACITY_TYPES)[number];

/** Control-plane logs. https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;
export type LogType = (typeof LOG_TYPES)[number];

/** AMI types of Linux nodes. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
export const AMI_TYPES = [
  "AL2023_x86_64_STANDARD",
  "AL2023_ARM_64_STANDARD",
  "AL2023_x86_64_NVIDIA",
  "AL2023_ARM_64_NVIDIA",
  "BOTTLEROCKET_x86_64",
  "BOTTLEROCKET_ARM_64",
  "BOTTLEROCKET_x86_64_FIPS",
  "BOTTLEROCKET_ARM_64_FIPS",
] as const;
export type AmiType = (typeof AMI_TYPES)[number];

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html */
export const TAINT_EFFECTS = ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"] as const;
export type TaintEffect = (typeof TAINT_EFFECTS)[number];

/**
 * Nodes of one kind. Where a change replaces the group, the new one is there before the old one goes: its name carries a
 * digest of all that replaces it.
 */
export interface NodeGroup {
  /** 1 to 20 instance types in order of preference; several of one size keep Spot capacity steady. **Replaces** the group. */
  readonly instanceTypes: readonly string[];
  /** `ON_DEMAND`, or `SPOT` at about a third of the price, with two minutes' notice. **Replaces** the group. */
  readonly capacityType: CapacityType;
  /** Operating system and processor, such as `AL2023_x86_64_STANDARD`. **Replaces** the group. */
  readonly amiType: AmiType;
  /** Fewest nodes, 0 to 450; of each zone where the group is zonal. In place. */
  readonly minSize: number;
  /** Most nodes, 1 to 450; of each zone where the group is zonal. In place. */
  readonly maxSize: number;
  /** Nodes at creation. From then on the cluster autoscaler decides and a change is ignored. */
  readonly desiredSize: number;
  /** Size of each node's encrypted gp3 volume in GiB, 20 to 16384. Nodes are renewed one after the other. $0.08 per GiB and month. */
  readonly diskGiB: number;
  /**
   * One group for each zone in place of one over all of them, for pods that are bound to a volume in one zone. **Replaces**
   * the group.
   * @default false
   */
  readonly zonal?: boolean;
  /**
   * Labels of the nodes, for pods to choose them by. In place.
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Keeps pods away that do not tolerate it; one group without taints has to remain for the cluster's own pods. In place.
   * @default []
   */
  readonly taints?: readonly Taint[];
  /**
   * Nodes renewed at a time when version, disk or configuration change, 1 to 100. In place.
   * Source: https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html
   * @default 1
   */
  readonly maxUnavailable?: number;
}

/** Repels pods that do not tolerate it. https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Taint {
  /** Key, such as `workload` or `example.com/workload`. */
  readonly key: string;
  /**
   * Value that goes with the key.
   * @default ""
   */
  readonly value?: string;
  /** `NO_SCHEDULE` keeps new pods away, `NO_EXECUTE` ends running ones too, `PREFER_NO_SCHEDULE` asks politely. */
  readonly effect: TaintEffect;
}

/**
 * Who may take the three roles for people, as ARNs of IAM users or of whole accounts (`arn:aws:iam::<account>:root`). An empty
 * list leaves it to IAM in this account: whoever has a policy that allows `sts:AssumeRole` on the role. All need a second
 * factor, and give their own user name as the name of the session. Roles are not named here, for their sessions carry no second
 * factor to another role: let them in by `administrators`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-access.html
 */
export interface ClusterPeople {
  /** Everything in Kubernetes, for an hour at a time. In place. */
  readonly admin: readonly pulumi.Input<string>[];
  /** Changes in the namespaces of the services, whose Kubernetes secrets it can read too, for four hours at a time. In place. */
  readonly developer: readonly pulumi.Input<string>[];
  /** Sees everything but secrets and changes nothing, for four hours at a time. In place. */
  readonly readOnly: readonly pulumi.Input<string>[];
}

/** Arguments of {@link KianaxCluster}. */
export interface KianaxClusterArgs extends CommonArgs {
  /** Network of the same environment; nodes and the control plane's interfaces stand in its private tier. */
  readonly network: KianaxNetwork;
  /** Keys of the same environment: `secrets` encrypts Kubernetes secrets, `logs` the log group, `data` the nodes' volumes. */
  readonly keys: KianaxKeys;
  /**
   * Kubernetes version, such as `1.35`, in standard support: EKS ends it there and never bills extended support. In place, one
   * minor version at a time and never down; nodes follow one after the other. $73 a month.
   */
  readonly version: string;
  /**
   * IPv4 blocks from which the API server is reached over the internet; empty leaves the private endpoint alone. In place, about
   * ten minutes without interruption.
   */
  readonly publicAccessCidrs: readonly string[];
  /** Control-plane logs that are kept. In place. $0.50 per GB taken in. */
  readonly logTypes: readonly LogType[];
  /** Days that they are kept, one of CloudWatch's periods. In place. */
  readonly logRetentionDays: number;
  /** Node groups by name; at least one. Adding or removing one leaves the others alone. */
  readonly nodeGroups: Readonly<Record<string, NodeGroup>>;
  /**
   * Most nodes of all groups together: what a runaway workload can make the autoscaler buy. A t3.large costs $61 a month.
   * @default 10
   */
  readonly maxNodes?: number;
  /** Version of every add-on. In place, one minor version at a time. */
  readonly addons: AddonVersions;
  /**
   * Who administers the cluster, by a name of your choice: ARNs of IAM roles or users. Nobody else does but `deployers`, not even the
   * role that creates it. In place.
   */
  readonly administrators: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Roles that run the program and install what runs in the cluster, by a name of your choice, as ARNs. They administer it before
   * anything is installed. None of them is among `administrators`: EKS takes a principal once. In place.
   * @default nobody but the administrators
   */
  readonly deployers?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Who may take the roles `<prefix>-<environment>-admin`, `-developer` and `-read-only`. In place.
   * @default whoever IAM in this account lets
   */
  readonly people?: ClusterPeople;
  /**
   * Namespaces in which the developer role may make changes. In place.
   * @default the namespace of the services, named after `namePrefix`
   */
  readonly developerNamespaces?: readonly string[];
  /** Whether EKS itself refuses to delete the cluster. In place. */
  readonly deletionProtection: boolean;
  /**
   * The day for which the support calendar is read.
   * @default the day of the run
   */
  readonly today?: Date;
  /** Changes to children. */
  readonly transform?: {
    readonly cluster?: Transform<eks.ClusterArgs>;
    readonly nodeGroup?: Transform<eks.ManagedNodeGroupArgs>;
    readonly launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
    readonly addon?: Transform<aws.eks.AddonArgs>;
    readonly role?: Transform<aws.iam.RoleArgs>;
    readonly accessEntry?: Transform<aws.eks.AccessEntryArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  };
}
