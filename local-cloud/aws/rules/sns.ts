/** Who AWS asks a topic about before it takes the topic for a target. */
import type { CloudView } from "../../provider/cloud";
import { find, of, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { letsService } from "./policy-document";

/** A type whose creation AWS refuses when its service may not publish to the topic it names. */
const PUBLISHERS: readonly (readonly [type: string, property: string, service: string, code: string, source: string])[] = [
  [T.dbEventSubscription, "snsTopic", "events.rds.amazonaws.com", "SNSNoAuthorization", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html"],
  [T.backupVaultNotifications, "snsTopicArn", "backup.amazonaws.com", "InvalidParameterValueException", "https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html"],
];

export const sns: readonly Rule[] = PUBLISHERS.map(([type, property, service, code, source]) => ({
  id: `sns-topic-lets-in-${service.split(".amazonaws")[0]?.replace(".", "-")}`,
  types: [type],
  stage: "admit",
  source,
  check: (subject, cloud) => {
    const topic = subject.text(property);
    return refuseIf(
      topic !== undefined && !letsIn(topic, service, cloud),
      property,
      `${code}: the policy of the topic ${topic} does not let ${service} publish; allow it sns:Publish there first.`,
    );
  },
}));

/** A topic without a policy has AWS's own, which lets in whatever publishes for the account. */
function letsIn(arn: string, service: string, cloud: CloudView): boolean {
  const topic = find(cloud, T.topic, arn);
  const apart = cloud.byType(T.topicPolicy).find(({ inputs }) => inputs["arn"] === arn)?.inputs["policy"];
  const policy = apart ?? (topic === undefined ? undefined : of(topic).at("policy"));
  return policy === undefined || letsService(policy, service, "sns:Publish");
}
