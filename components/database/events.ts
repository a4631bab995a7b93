/** Who hears of what happens to the instances, in RDS's own words. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inputText, objectOf, type Kind, type KianaxComponent } from "../base";
import { SEVERITIES, type Severity } from "../monitoring";

/** Topics by how soon somebody has to look. Their policies, and their key's, let `events.rds.amazonaws.com` publish. */
export type EventTopics = Readonly<Record<Severity, pulumi.Input<string>>>;

export const eventTopics: Kind = objectOf<EventTopics>({ critical: inputText, warning: inputText });

/**
 * `availability` says that an instance stopped or started again, which maintenance does too; a full storage is in it, and has
 * an alarm of its own. Backups and creations are what goes well every day.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
 */
export const EVENT_CATEGORIES: Readonly<Record<Severity, readonly string[]>> = {
  critical: ["deletion", "failover", "failure", "low storage"],
  warning: ["availability", "configuration change", "maintenance", "notification", "read replica", "recovery"],
};

/** What is listened to. */
export interface EventSources {
  readonly instances: readonly pulumi.Input<string>[];
  /** Name of RDS Proxy, where there is one. */
  readonly proxy: pulumi.Input<string> | undefined;
}

/** A subscription for each topic, and one for the proxy. They cost nothing but the messages. */
export function subscribe(database: KianaxComponent, topics: EventTopics, { instances, proxy }: EventSources): void {
  const to = (suffix: string, snsTopic: pulumi.Input<string>, events: Pick<aws.rds.EventSubscriptionArgs, "sourceType" | "sourceIds" | "eventCategories">): aws.rds.EventSubscription =>
    database.child(aws.rds.EventSubscription, "eventSubscription", suffix, {
      name: database.physical("db event subscription", suffix),
      snsTopic,
      ...events,
      tags: database.tags(suffix, { costLine: "monitoring" }),
    });
  for (const severity of SEVERITIES) {
    to(`postgres-${severity}`, topics[severity], { sourceType: "db-instance", sourceIds: [...instances], eventCategories: [...EVENT_CATEGORIES[severity]] });
  }
  if (proxy !== undefined) {
    to("postgres-proxy", topics.critical, { sourceType: "db-proxy", sourceIds: [proxy], eventCategories: ["failure"] });
  }
}
