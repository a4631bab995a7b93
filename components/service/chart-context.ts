/** What a service's chart has to know of the environment that it is installed into, as plain values. */

export interface ChartContext {
  /** Environment, such as `production`. */
  readonly environment: string;
  /** Kubernetes namespace of all services. */
  readonly namespace: string;
  /** AWS Region, such as `us-east-1`. */
  readonly region: string;
  /** Repository of the service's images, without a tag: which one runs, Git says. */
  readonly imageRepository: string;
  /** Target group that an exposed service's pods register with. */
  readonly targetGroupArn?: string;
  /** Names in Secrets Manager of the slots that the service declares. */
  readonly secretNames: Readonly<Record<string, string>>;
  /** Left out where no service needs it. */
  readonly database?: DatabaseContext;
  /** Left out where no service needs it. */
  readonly cache?: { readonly host: string; readonly port: number; readonly secretName: string };
  readonly network: NetworkContext;
  /** Zone of the database's writer: latency-sensitive pods like to be there. A preference only, for the writer moves when it fails. */
  readonly writerZone?: string;
  /** Namespace from which Prometheus asks for metrics. */
  readonly monitoringNamespace: string;
  /** Firehose stream that audit records go into. */
  readonly auditStream?: string;
  /** How credentials of brokers are encrypted: the key, and the environment in whose name. */
  readonly brokerCredentials?: { readonly keyArn: string; readonly environment?: string };
  /** CloudWatch group that the service's log goes to. */
  readonly logGroup: string;
}

/** How PostgreSQL is reached. */
export interface DatabaseContext {
  /** Host for clients: PgBouncer's Service, RDS Proxy, or the instance. */
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
  /** Secret with user and password. */
  readonly secretName: string;
  /** The instance itself, for what needs a session of its own: migrations. */
  readonly writer: { readonly host: string; readonly port: number };
  /** Pods that `host` stands for, where connections are pooled in the cluster; otherwise it is an address of `network.dataCidrs`. */
  readonly pooler?: { readonly namespace: string; readonly podLabels: Readonly<Record<string, string>> };
}

/** Addresses, as IPv4 blocks. */
export interface NetworkContext {
  readonly vpcCidr: string;
  /** Subnets of the load balancer. */
  readonly loadBalancerCidrs: readonly string[];
  /** Subnets of database, its proxy, and cache. */
  readonly dataCidrs: readonly string[];
  /** Subnets of AWS's interface endpoints. @default none: AWS is reached over the internet */
  readonly endpointCidrs?: readonly string[];
}
