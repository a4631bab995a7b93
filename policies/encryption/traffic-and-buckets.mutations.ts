import { describeCases } from "../testing/cases";
import { add, all, label, remove, retype, set, unset, type Change } from "../testing/changes";
import { UNKNOWN } from "../testing/plan";
import { bucketEncryptions, bucketLoggings, buckets, ec2, elasticache, listenerRules, listeners, loadBalancers } from "../tokens";
import { albHttpsOnly } from "./alb-https-only";
import { redisTls } from "./redis-tls";
import { s3Encryption } from "./s3-encryption";

const REDIS = label(elasticache.replicationGroup, "cache");
const HTTP = label(listeners[0], "http");
const HTTPS = label(listeners[0], "https");
const BUCKET = label(buckets[0], "documents");
const CONFIGURATION = label(bucketEncryptions[0], "documents");
const DEFAULT = "rules.0.applyServerSideEncryptionByDefault";

const setOnRedis = (path: string, value: Parameters<typeof set>[3]) => set(elasticache.replicationGroup, "cache", path, value);
const setOnDocuments = (path: string, value: Parameters<typeof set>[3]) => set(bucketEncryptions[0], "documents", path, value);
const setOnHttp = (path: string, value: Parameters<typeof set>[3]) => set(listeners[0], "http", path, value);
const logElsewhere = set(loadBalancers[0], "edge", "accessLogs.bucket", "elsewhere");
const logIntoItself: Change = (plan) => plan.get(bucketLoggings[0], "documents").set("targetBucket", plan.get(buckets[0], "documents").id);
const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/1" };
/** A load balancer of a kind, with a listener that names no protocol. */
const gatewayListener = (loadBalancerType: string): Change => (plan) => {
  const subnets = ["a", "b", "c"].map((zone) => plan.get(ec2.subnet, `private-us-east-1${zone}`).id);
  const balancer = plan.add(loadBalancers[0], "inspection", { loadBalancerType, internal: true, enableDeletionProtection: true, subnets, accessLogs: { bucket: "logs", enabled: true } });
  plan.add(listeners[0], "inspection", { loadBalancerArn: balancer.out("arn"), defaultActions: [forward] });
};
const ruleOnHttp = (type: string, actions: Parameters<typeof set>[3]) =>
  add(type, "shortcut", (plan) => ({ listenerArn: plan.get(listeners[0], "http").out("arn"), actions }));

describeCases("encryption of traffic and buckets", [albHttpsOnly, redisTls, s3Encryption], {
  "redis-tls": [
    { state: "violating", when: "TLS off", change: setOnRedis("transitEncryptionEnabled", false), fires: [REDIS] },
    { state: "violating", when: "TLS merely preferred", change: setOnRedis("transitEncryptionMode", "preferred"), fires: [REDIS], says: /is "preferred", and must be "required"/ },
    { state: "unknown", when: "a mode known only later", change: setOnRedis("transitEncryptionMode", UNKNOWN), fires: [REDIS] },
    { state: "absent", when: "TLS left out", change: unset(elasticache.replicationGroup, "cache", "transitEncryptionEnabled"), fires: [REDIS] },
    { state: "absent", when: "a mode left out", change: unset(elasticache.replicationGroup, "cache", "transitEncryptionMode"), fires: [REDIS] },
  ],
  "alb-https-only": [
    { state: "violating", when: "HTTP that forwards", change: setOnHttp("defaultActions", [forward]), fires: [HTTP], says: /defaultActions answers plain HTTP/ },
    { state: "violating", when: "a redirect to HTTP", change: setOnHttp("defaultActions.0.redirect.protocol", "HTTP"), fires: [HTTP] },
    { state: "violating", when: "a redirect with another status", change: setOnHttp("defaultActions.0.redirect.statusCode", "HTTP_303"), fires: [HTTP] },
    { state: "compliant", when: "a temporary redirect", change: setOnHttp("defaultActions.0.redirect.statusCode", "HTTP_302"), fires: [] },
    { state: "violating", when: "a redirect after another action", change: (plan) => plan.get(listeners[0], "http").set("defaultActions", [forward, { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }]), fires: [HTTP] },
    { state: "unknown", when: "a redirect known only later", change: setOnHttp("defaultActions.0.redirect", UNKNOWN), fires: [HTTP] },
    { state: "unknown", when: "actions known only later", change: setOnHttp("defaultActions", UNKNOWN), fires: [HTTP] },
    { state: "unknown", when: "a protocol known only later", change: set(listeners[0], "https", "protocol", UNKNOWN), fires: [HTTPS] },
    { state: "absent", when: "no protocol", change: unset(listeners[0], "https", "protocol"), fires: [HTTPS] },
    { state: "compliant", when: "a listener of a Gateway Load Balancer, which has no protocol", change: gatewayListener("gateway"), fires: [] },
    { state: "absent", when: "a listener of a Network Load Balancer without protocol", change: gatewayListener("network"), fires: [label(listeners[0], "inspection")] },
    { state: "violating", when: "another protocol", change: set(listeners[0], "https", "protocol", "TCP"), fires: [HTTPS] },
    { state: "violating", when: "HTTP under the listener's other token", change: all(retype(listeners[0], "http", listeners[1]), set(listeners[1], "http", "defaultActions", [forward])), fires: [label(listeners[1], "http")] },
    { state: "violating", when: "a rule that forwards on an HTTP listener", change: ruleOnHttp(listenerRules[0], [forward]), fires: [label(listenerRules[0], "shortcut")] },
    { state: "violating", when: "such a rule under the other token", change: ruleOnHttp(listenerRules[1], [forward]), fires: [label(listenerRules[1], "shortcut")] },
    { state: "compliant", when: "a rule that redirects on an HTTP listener", change: ruleOnHttp(listenerRules[0], [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }]), fires: [] },
  ],
  "s3-encryption": [
    { state: "absent", when: "a bucket without a configuration", change: remove(bucketEncryptions[0], "documents"), fires: [BUCKET], says: /no encryption configuration/ },
    { state: "absent", when: "a BucketV2 without a configuration", change: all(retype(buckets[0], "documents", buckets[1]), remove(bucketEncryptions[0], "documents")), fires: [label(buckets[1], "documents")] },
    { state: "violating", when: "a configuration of another bucket", change: setOnDocuments("bucket", "elsewhere"), fires: [BUCKET] },
    { state: "compliant", when: "a configuration under the other token", change: retype(bucketEncryptions[0], "documents", bucketEncryptions[1]), fires: [] },
    { state: "violating", when: "S3's own key", change: setOnDocuments(`${DEFAULT}.sseAlgorithm`, "AES256"), fires: [CONFIGURATION], says: /sseAlgorithm is "AES256"/ },
    { state: "absent", when: "AWS's key", change: unset(bucketEncryptions[0], "documents", `${DEFAULT}.kmsMasterKeyId`), fires: [CONFIGURATION] },
    { state: "unknown", when: "an algorithm known only later", change: setOnDocuments(`${DEFAULT}.sseAlgorithm`, UNKNOWN), fires: [CONFIGURATION] },
    { state: "unknown", when: "rules known only later", change: setOnDocuments("rules", UNKNOWN), fires: [BUCKET] },
    { state: "violating", when: "no bucket key", change: setOnDocuments("rules.0.bucketKeyEnabled", false), fires: [CONFIGURATION] },
    { state: "compliant", when: "dual-layer encryption, which has no bucket keys", change: all(setOnDocuments(`${DEFAULT}.sseAlgorithm`, "aws:kms:dsse"), unset(bucketEncryptions[0], "documents", "rules.0.bucketKeyEnabled")), fires: [] },
    { state: "violating", when: "S3's own key where no access logs arrive", change: logElsewhere, fires: [label(bucketEncryptions[0], "access-logs")] },
    {
      state: "violating",
      when: "S3's own key where a bucket logs into itself",
      change: all(setOnDocuments(`${DEFAULT}.sseAlgorithm`, "AES256"), logIntoItself),
      fires: [CONFIGURATION],
      alsoFires: [{ rule: "s3-access-logging", on: BUCKET, because: "a bucket's log of itself is no log of it elsewhere" }],
    },
    {
      state: "compliant",
      when: "S3's own key where S3 delivers access logs",
      change: all(
        logElsewhere,
        add(bucketLoggings[0], "documents-by-load-balancer-bucket", (plan) => ({ bucket: plan.get(buckets[0], "documents").id, targetBucket: plan.get(buckets[0], "access-logs").id })),
      ),
      fires: [],
    },
  ],
});
