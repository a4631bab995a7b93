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

/** Two subscriptions; they cost nothing but the messages. RDS sends events as well as it can, so alarms do not rely on them. */
export function subscribeToInstances(database: KianaxComponent, topics: EventTopics, identifiers: readonly pulumi.Input<string>[]): void {
  for (const severity of SEVERITIES) {
    const suffix = `postgres-${severity}`;
    database.child(aws.rds.EventSubscription, "eventSubscription", suffix, {
      name: database.physical("db event subscription", suffix),
      snsTopic: topics[severity],
      sourceType: "db-instance",
      sourceIds: [...identifiers],
      eventCategories: [...EVENT_CATEGORIES[severity]],
      tags: database.tags(suffix, { costLine: "monitoring" }),
    });
  }
}
