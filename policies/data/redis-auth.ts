import { resourceRule, type Resource } from "../kernel";
import { elasticache } from "../tokens";

export const redisAuth = resourceRule({
  name: "redis-auth",
  title: "Redis asks who connects.",
  why: "Without a token or users, whatever reaches the port reads every session and may become any user of the platform.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_31"], fsbp: ["ElastiCache.6"], pci: ["8.3.2"], gdpr: ["5(1)(f)", "32(1)(b)"] },
  remediation: "Set authTokenWo to a generated password, or userGroupIds (userGroupId of a serverless cache).",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, transitEncryptionEnabled: true, authTokenWo: password.result, authTokenWoVersion: 1 });',
    violating: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, transitEncryptionEnabled: true });',
  },
  types: [elasticache.replicationGroup, elasticache.serverlessCache],
  check: (redis) => {
    const [first = "", ...others] = redis.type === elasticache.serverlessCache ? ["userGroupId"] : ["authTokenWo", "authToken", "userGroupIds"];
    return [first, ...others].some((property) => isGiven(redis, property))
      ? undefined
      : { id: first, message: others.length === 0 ? `${first} is not set` : `neither ${first} nor ${others.join(" nor ")} is set` };
  },
});

/** A token, or a list with a group in it. */
function isGiven(redis: Resource, property: string): boolean {
  return redis.value(property).present || redis.list(property).items.some((group) => group.value("").present);
}
