import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { KianaxComponent, type CommonArgs, type Transform } from "../base";
import type { KianaxKeys } from "../keys";
import { SEVERITIES, type AlarmActions, type Severity } from "../monitoring";
import { topicPolicy } from "./policy";
import { alertingChecks } from "./validation";

/** Arguments of {@link KianaxAlerting}. */
export interface KianaxAlertingArgs extends CommonArgs {
  /** Keys of the same environment; `alerts` encrypts messages until they are delivered. In place. */
  readonly keys: Pick<KianaxKeys, "alerts">;
  /**
   * Addresses that get every alert, warnings too. In place, address by address: each new one gets a message with a link
   * to confirm with, and no alerts before. The first 1,000 messages a month are free, then $2 for 100,000.
   * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
   */
  readonly emails: readonly string[];
  /** Changes to children. */
  readonly transform?: {
    readonly topic?: Transform<aws.sns.TopicArgs>;
    readonly topicPolicy?: Transform<aws.sns.TopicPolicyArgs>;
    readonly subscription?: Transform<aws.sns.TopicSubscriptionArgs>;
  };
}

const DISPLAY: Readonly<Record<Severity, string>> = { critical: "critical alert", warning: "warning" };

/**
 * Where alerts go: a topic for what somebody must look at now, and one for what can wait until the morning, encrypted
 * and open to the AWS services that publish alerts of this account alone. Costs the key's use, about $0.20 a month.
 */
export class KianaxAlerting extends KianaxComponent {
  readonly criticalTopicArn: pulumi.Output<string>;
  readonly warningTopicArn: pulumi.Output<string>;
  /** Both topics as components take them. */
  readonly alarmActions: AlarmActions;

  constructor(name: string, args: KianaxAlertingArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:alerting:KianaxAlerting", costLine: "monitoring", dataClass: "internal" }, name, args, alertingChecks, opts);
    const topics = Object.fromEntries(SEVERITIES.map((severity) => [severity, this.createTopic(severity, args)])) as Record<Severity, pulumi.Output<string>>;
    this.criticalTopicArn = topics.critical;
    this.warningTopicArn = topics.warning;
    this.alarmActions = { critical: [topics.critical], warning: [topics.warning] };
    this.registerOutputs({ criticalTopicArn: this.criticalTopicArn, warningTopicArn: this.warningTopicArn });
  }

  /** The ARN comes from the policy, so that whoever publishes waits until it may: AWS refuses some publishers otherwise. */
  private createTopic(severity: Severity, { keys, emails }: KianaxAlertingArgs): pulumi.Output<string> {
    const topic = this.child(aws.sns.Topic, "topic", severity, {
      name: this.physical("sns topic", severity),
      displayName: `${this.base} ${DISPLAY[severity]}`,
      kmsMasterKeyId: keys.alerts.arn,
      signatureVersion: 2,
      tags: this.tags(severity),
    });
    const policy = this.child(aws.sns.TopicPolicy, "topicPolicy", severity, { arn: topic.arn, policy: topicPolicy(this, topic.arn) });
    for (const endpoint of emails) {
      this.child(aws.sns.TopicSubscription, "subscription", `${severity}-${endpoint}`, { topic: topic.arn, protocol: "email", endpoint });
    }
    return policy.arn;
  }
}
