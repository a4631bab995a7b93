import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";
import type { KianaxNetwork } from "../network";
import type { TlsVersion } from "./load-balancer";
import type { VercelArgs } from "./vercel";
import type { ManagedRules } from "./waf-groups";
import type { WafMode } from "./waf-rules";

/** Arguments of {@link KianaxEdge}. */
export interface KianaxEdgeArgs extends CommonArgs {
  /** Network of the same environment; the load balancer stands in its public subnets, once `publicRouting` joins them with the internet. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "publicSubnetIds"> & Partial<Pick<KianaxNetwork, "publicRouting">>;
  /** Keys of the same environment; `logs` encrypts the WAF's log. */
  readonly keys: Pick<KianaxKeys, "logs">;
  /**
   * Domain of the environment, such as `kianax.io`. Its zone must be delegated to, or the certificate never validates
   * and the first `up` waits for it. **Replaces** the zone when changed, which protection refuses. $0.50 a month.
   */
  readonly domain: string;
  /**
   * Hosted zone of `domain` that another environment owns, such as the one that this takes over after the loss of a Region:
   * no zone is made, and records of the API's names that lead elsewhere are taken over. Naming one, another one or none
   * later **replaces** every record.
   * @default none: the environment owns the zone of its domain
   */
  readonly zoneId?: pulumi.Input<string>;
  /** Host name of the API, the domain itself or one below it. **Replaces** certificate and record, new before old. */
  readonly apiHost: string;
  /**
   * Further names of the certificate, up to 9, within the domain; `*.` before one stands for all names a level below. Each
   * is proven in the zone; their records are the caller's. **Replaces** the certificate, new before old.
   * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
   * @default none
   */
  readonly alternativeNames?: readonly string[];
  /**
   * Certificate authorities that may issue for the domain beside Amazon, and beside Vercel's where its records are, such
   * as `digicert.com`. All others are refused by the zone's CAA record (RFC 8659). In place.
   * @default none
   */
  readonly certificateAuthorities?: readonly string[];
  /**
   * Names below the domain that other zones answer for, each with its name servers: production's zone hands
   * `dev.kianax.io` to the zone of development, whose output `nameServers` says which. In place.
   * @default none
   */
  readonly delegations?: Readonly<Record<string, readonly string[]>>;
  /**
   * Least version of TLS that clients must speak; both with key exchange that a quantum computer does not break later.
   * 1.3 alone leaves out browsers before 2019 (Chrome 70, Firefox 63, Safari 12.1); the alarm `tls-errors` counts those who
   * fail. In place, for new connections.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   * @default "1.3"
   */
  readonly minimumTlsVersion?: TlsVersion;
  /**
   * Whether browsers may put the host on their built-in list of those that are HTTPS only. It takes months to get off that
   * list, and it is the domain itself that is put on it. In place.
   * https://hstspreload.org
   * @default false
   */
  readonly hstsPreload?: boolean;
  /**
   * What happens to requests that proxies may read in two ways: `defensive` lets those through that are known to be
   * harmless, `strictest` none. In place.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#desync-mitigation-mode
   * @default "defensive"
   */
  readonly desyncMitigation?: "defensive" | "strictest";
  /**
   * Seconds without a byte after which a connection closes, 1 to 4000. WebSockets must ping more often, and services
   * must keep connections alive for longer. In place.
   */
  readonly idleTimeoutSeconds: number;
  /** Whether AWS itself refuses to delete the load balancer. In place. */
  readonly deletionProtection: boolean;
  /** Days that access and connection logs are kept in S3. In place. */
  readonly accessLogRetentionDays: number;
  /**
   * Whether the WAF refuses what its rules match, or only counts it: rate rules, and the groups that `managedRules` does
   * not name. In place. $5 a month and $1 a rule.
   */
  readonly wafMode: WafMode;
  /**
   * Modes of single rule groups. `ip-reputation`, `common`, `known-bad-inputs` and `sql-injection` are there without being
   * named, in the mode of `wafMode`; `linux`, `posix`, `anonymous-ip` and `admin-protection` when they are named. All rules
   * together have 1500 capacity units. A group that is new begins with `count`: docs/runbooks/waf-rollout.md. In place.
   * @default none: four groups in the mode of `wafMode`
   */
  readonly managedRules?: ManagedRules;
  /** Days that the WAF's log is kept, one of CloudWatch's periods. In place. */
  readonly wafLogRetentionDays: number;
  /** Requests that one address may make in five minutes, 10 or more. In place. */
  readonly rateLimitPerFiveMinutes: number;
  /** The same for paths that sign users in; at most `rateLimitPerFiveMinutes`. In place. */
  readonly authRateLimitPerFiveMinutes: number;
  /** Whether the domain and its `www` lead to Vercel, where the front end runs. In place. */
  readonly vercelRecords: boolean;
  /**
   * The project on Vercel with its domains and variables, for who manages it here too; needs `vercelRecords`.
   * @default none: the zone leads to Vercel, and the project is somebody else's
   */
  readonly vercel?: VercelArgs;
  /**
   * ARNs that alarms and their recoveries notify, all or by severity. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: AlarmActions;
  /** Changes to children. */
  readonly transform?: {
    readonly zone?: Transform<aws.route53.ZoneArgs>;
    readonly certificate?: Transform<aws.acm.CertificateArgs>;
    readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
    readonly loadBalancer?: Transform<aws.lb.LoadBalancerArgs>;
    readonly listener?: Transform<aws.lb.ListenerArgs>;
    readonly accessLogBucket?: Transform<aws.s3.BucketArgs>;
    readonly webAcl?: Transform<aws.wafv2.WebAclArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
    /** As in `ProjectArgs` of `@pulumiverse/vercel`, which need not be installed. */
    readonly vercelProject?: Transform<Readonly<Record<string, unknown>>>;
  };
}
