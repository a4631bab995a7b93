import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";
import type { KianaxNetwork } from "../network";
import type { WafMode } from "./waf-rules";

/** Arguments of {@link KianaxEdge}. */
export interface KianaxEdgeArgs extends CommonArgs {
  /** Network of the same environment; the load balancer stands in its public subnets. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "publicSubnetIds">;
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
   * Seconds without a byte after which a connection closes, 1 to 4000. WebSockets must ping more often, and services
   * must keep connections alive for longer. In place.
   */
  readonly idleTimeoutSeconds: number;
  /** Whether AWS itself refuses to delete the load balancer. In place. */
  readonly deletionProtection: boolean;
  /** Days that access logs are kept in S3. In place. */
  readonly accessLogRetentionDays: number;
  /** Whether the WAF refuses what its rules match, or only counts it. In place. $5 a month and $1 a rule. */
  readonly wafMode: WafMode;
  /** Days that the WAF's log is kept, one of CloudWatch's periods. In place. */
  readonly wafLogRetentionDays: number;
  /** Requests that one address may make in five minutes, 10 or more. In place. */
  readonly rateLimitPerFiveMinutes: number;
  /** The same for paths that sign users in; at most `rateLimitPerFiveMinutes`. In place. */
  readonly authRateLimitPerFiveMinutes: number;
  /** Whether the domain and its `www` lead to Vercel, where the front end runs. In place. */
  readonly vercelRecords: boolean;
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
  };
}
