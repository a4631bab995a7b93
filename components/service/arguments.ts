import type * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxAuditTrail } from "../audit";
import type { CommonArgs, Transform } from "../base";
import type { KianaxCache } from "../cache";
import type { KianaxDatabase } from "../database";
import type { KianaxEdge } from "../edge";
import type { KianaxKeys } from "../keys";
import type { ReleaseArgs } from "@pulumi/kubernetes/helm/v3";
import type { ServiceHost } from "../delivery";
import type { AlarmActions } from "../monitoring";
import type { KianaxNetwork } from "../network";
import type { KianaxSecrets } from "../secrets";
import type { ServiceDefinition } from "./definition";
import type { Delivery } from "./installation";

/** What a service uses of its cluster. */
export interface ServiceCluster {
  /** Name of the cluster, which pod identity binds to. */
  readonly clusterName: pulumi.Input<string>;
  /** Group of the nodes, and so of the pods on them. */
  readonly clusterSecurityGroupId: pulumi.Input<string>;
}

/** The environment that another one takes over. */
export interface Predecessor {
  /** Its name, part of the names of its repositories and of what its services encrypted. */
  readonly environment: string;
  /** Key in this Region, a replica of its own, with which credentials of brokers were encrypted. */
  readonly brokerCredentialsKeyArn: pulumi.Input<string>;
}

/** Arguments of {@link KianaxService}. */
export interface KianaxServiceArgs extends CommonArgs {
  /** Cluster that runs the pods. Another cluster **replaces** the service's identity there and nothing else. */
  readonly cluster: ServiceCluster;
  /** Database that the service connects to, and whose secret it may read, when it needs one. In place. */
  readonly database: Pick<KianaxDatabase, "secretArn" | "secretName" | "endpoint" | "writerEndpoint" | "writerZone" | "port" | "databaseName" | "pgbouncer">;
  /** Cache that the service connects to, and whose secret it may read, when it needs one. In place. */
  readonly cache: Pick<KianaxCache, "secretArn" | "secretName" | "endpoint" | "port">;
  /** Edge on whose listener an exposed service takes its place. */
  readonly edge: Pick<KianaxEdge, "httpsListenerArn" | "securityGroupId" | "apiHost" | "loadBalancerArnSuffix">;
  /**
   * Keys of the same environment: `data` for images, `secrets`, `logs`, and `brokerCredentials` for whom it is declared. Secrets
   * are replicated to where `recovery` has a key.
   */
  readonly keys: Pick<KianaxKeys, "data" | "secrets" | "logs" | "brokerCredentials" | "recovery">;
  /** Network in which the load balancer finds the pods, and whose tiers its network policies name. Another **replaces** the target group. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "cidr" | "tierCidrs" | "interfaceEndpointCidrs">;
  /** What fills the slots that the definition declares, and who may read them beside the service. In place. */
  readonly secrets: Pick<KianaxSecrets, "values" | "deployers" | "fetcherArn">;
  /**
   * Audit trail whose stream the service puts records into when it needs to. In place.
   * @default none, which a service that declares `needs.audit` is refused with
   */
  readonly audit?: Pick<KianaxAuditTrail, "tradingStreamArn" | "tradingStreamName">;
  /** What the service is; its name is the component's. */
  readonly definition: ServiceDefinition;
  /**
   * All services of the platform, for who may call whom. In place.
   * @default the service alone
   */
  readonly catalogue?: readonly ServiceDefinition[];
  /** Cluster's Kubernetes API and, for `gitops`, the Argo CD that the chart is handed to: that of {@link KianaxDelivery}, or one of your own. */
  readonly host: ServiceHost;
  /**
   * Who installs the chart. `gitops`: Argo CD, which follows Git from then on. `direct`: this program, as a Helm release that is
   * taken back when it fails. Going over takes the pods away and brings them back.
   */
  readonly delivery: Delivery;
  /**
   * Folder of the charts in the repository, which for `direct` is also below the program's: each has the name of its service.
   * In place.
   * @default "charts"
   */
  readonly charts?: string;
  /**
   * Environment that this one takes over after the loss of its Region. The service runs its images, which were replicated
   * into this Region, and goes on with the credentials of brokers that it encrypted. Naming one later **deletes** the
   * service's own repository, which protection refuses.
   * @default none: the service has a repository of its own
   */
  readonly successorOf?: Predecessor;
  /** Days that its logs are kept, one of CloudWatch's periods. In place. $0.50 for each GB written. */
  readonly logRetentionDays: number;
  /**
   * Images that its repository keeps, newest first, 1 to 1000. A release that the pipeline pushes is three: index, image and attestation.
   * $0.10 a GB and month.
   */
  readonly imageRetentionCount: number;
  /** Days in which a deleted secret can be brought back, 7 to 30. In place. */
  readonly secretRecoveryWindowDays: number;
  /**
   * ARNs that alarms and their recoveries notify, all or by severity. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: AlarmActions;
  /** Changes to children. */
  readonly transform?: {
    readonly release?: Transform<ReleaseArgs>;
    readonly repository?: Transform<awsx.ecr.RepositoryArgs>;
    readonly role?: Transform<aws.iam.RoleArgs>;
    readonly podIdentity?: Transform<aws.eks.PodIdentityAssociationArgs>;
    readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
    readonly secretPolicy?: Transform<aws.secretsmanager.SecretPolicyArgs>;
    readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly targetGroup?: Transform<aws.lb.TargetGroupArgs>;
    readonly listenerRule?: Transform<aws.lb.ListenerRuleArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  };
}
