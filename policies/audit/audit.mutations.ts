import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Input } from "../testing/plan";
import { bucketLoggings, buckets, ec2, flowLog, loadBalancers, logGroup, trail, wafv2 } from "../tokens";
import { auditRules } from "./index";

const TRAIL = label(trail, "audit");
const BUCKET = label(buckets[0], "trail");
const APP = label(logGroup, "app");
const RECORDS = label(logGroup, "trail");

const setOnTrail = (path: string, value: Input): Change => set(trail, "audit", path, value);
const selectors = (...each: readonly Input[]): Change => setOnTrail("eventSelectors", each);
const fields = (...each: readonly (readonly [field: Input, value: Input])[]): Change => setOnTrail("advancedEventSelectors", [{ fieldSelectors: each.map(([field, value]) => ({ field, equals: [value] })) }]);
const OBJECTS = [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }];
const setOnApp = (path: string, value: Input): Change => set(logGroup, "app", path, value);
/** The application's group, written into by something that makes it an audit log. */
const writtenBy = (type: string, property: string, list = false): Change =>
  add(type, "writer", (plan) => {
    const arn = plan.get(logGroup, "app").out("arn");
    return { [property]: list ? [arn] : arn };
  });

describeCases("audit", auditRules, {
  "trail-present-and-sound": [
    { state: "absent", when: "no trail", change: remove(trail, "audit"), fires: ["the stack"], says: /The stack: has a network, a cluster or a database, and no trail/ },
    { state: "compliant", when: "no trail where nothing is to be audited", change: (plan) => plan.resources.filter(({ type }) => !/^(aws:kms|pulumi:)/.test(type)).forEach(({ type, name }) => plan.remove(type, name)), fires: [] },
    { state: "violating", when: "one Region only", change: setOnTrail("isMultiRegionTrail", false), fires: [TRAIL], says: /isMultiRegionTrail is false/ },
    { state: "absent", when: "Regions left out", change: unset(trail, "audit", "isMultiRegionTrail"), fires: [TRAIL] },
    { state: "violating", when: "files that may be changed unseen", change: setOnTrail("enableLogFileValidation", false), fires: [TRAIL] },
    { state: "absent", when: "validation left out", change: unset(trail, "audit", "enableLogFileValidation"), fires: [TRAIL] },
    { state: "absent", when: "no key", change: unset(trail, "audit", "kmsKeyId"), fires: [TRAIL] },
    { state: "violating", when: "a trail that does not record", change: setOnTrail("enableLogging", false), fires: [TRAIL] },
    { state: "violating", when: "global services left out", change: setOnTrail("includeGlobalServiceEvents", false), fires: [TRAIL] },
    { state: "unknown", when: "recording known only later", change: setOnTrail("enableLogging", UNKNOWN), fires: [TRAIL] },
    { state: "unknown", when: "global services known only later", change: setOnTrail("includeGlobalServiceEvents", UNKNOWN), fires: [TRAIL] },
    { state: "unknown", when: "Regions known only later", change: setOnTrail("isMultiRegionTrail", UNKNOWN), fires: [TRAIL] },
    { state: "unknown", when: "a key made elsewhere counts as set", change: setOnTrail("kmsKeyId", UNKNOWN), fires: [] },
    { state: "violating", when: "no management events", change: selectors({ includeManagementEvents: false }), fires: [TRAIL], says: /eventSelectors leaves out the management events that write/ },
    { state: "violating", when: "events that read alone", change: selectors({ readWriteType: "ReadOnly" }), fires: [TRAIL] },
    { state: "unknown", when: "management events known only later", change: selectors({ includeManagementEvents: UNKNOWN }), fires: [TRAIL] },
    { state: "unknown", when: "selectors known only later", change: setOnTrail("eventSelectors", UNKNOWN), fires: [TRAIL] },
    { state: "compliant", when: "objects beside management events", change: selectors({ includeManagementEvents: false, dataResources: OBJECTS }, { readWriteType: "WriteOnly" }), fires: [] },
    { state: "absent", when: "objects, and management events by default", change: selectors({ dataResources: OBJECTS }), fires: [] },
    { state: "absent", when: "no selectors in their list", change: selectors(), fires: [] },
    { state: "violating", when: "objects alone by fields", change: fields(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"]), fires: [TRAIL], says: /advancedEventSelectors leaves out/ },
    { state: "violating", when: "management events that read alone by fields", change: fields(["eventCategory", "Management"], ["readOnly", "true"]), fires: [TRAIL] },
    { state: "unknown", when: "fields known only later", change: fields(["eventCategory", "Management"], [UNKNOWN, "true"]), fires: [TRAIL] },
    { state: "unknown", when: "advanced selectors known only later", change: setOnTrail("advancedEventSelectors", UNKNOWN), fires: [TRAIL] },
    { state: "compliant", when: "management events by fields", change: fields(["eventCategory", "Management"]), fires: [] },
    { state: "compliant", when: "management events that write by fields", change: fields(["eventCategory", "Management"], ["readOnly", "false"]), fires: [] },
    { state: "compliant", when: "what is true by default left out", change: all(unset(trail, "audit", "enableLogging"), unset(trail, "audit", "includeGlobalServiceEvents")), fires: [] },
  ],
  "trail-to-cloudwatch": [
    { state: "absent", when: "no log group", change: unset(trail, "audit", "cloudWatchLogsGroupArn"), fires: [TRAIL], says: /names no log group of this stack/ },
    { state: "violating", when: "a log group made elsewhere", change: setOnTrail("cloudWatchLogsGroupArn", "arn:aws:logs:us-east-1:111122223333:log-group:trail:*"), fires: [TRAIL] },
    { state: "unknown", when: "a log group that nothing proves", change: setOnTrail("cloudWatchLogsGroupArn", UNKNOWN), fires: [TRAIL] },
    { state: "violating", when: "the ARN of something else", change: (plan) => plan.get(trail, "audit").set("cloudWatchLogsGroupArn", plan.get(buckets[0], "trail").out("arn")), fires: [TRAIL] },
    { state: "absent", when: "no role", change: unset(trail, "audit", "cloudWatchLogsRoleArn"), fires: [TRAIL] },
    { state: "compliant", when: "another log group of the stack", change: (plan) => plan.get(trail, "audit").set("cloudWatchLogsGroupArn", plan.get(logGroup, "trail").out("arn:*")), fires: [] },
  ],
  "trail-bucket-hardened": [
    { state: "violating", when: "a bucket made elsewhere", change: setOnTrail("s3BucketName", "elsewhere"), fires: [TRAIL], says: /names no bucket of this stack/ },
    { state: "unknown", when: "a bucket that nothing proves", change: setOnTrail("s3BucketName", UNKNOWN), fires: [TRAIL] },
    { state: "absent", when: "no bucket", change: unset(trail, "audit", "s3BucketName"), fires: [TRAIL] },
    { state: "violating", when: "a bucket that takes another's access logs", change: (plan) => plan.get(bucketLoggings[0], "documents").set("targetBucket", plan.get(buckets[0], "trail").id), fires: [BUCKET], says: /takes access logs beside the trail/ },
    { state: "violating", when: "a bucket that takes a load balancer's logs", change: (plan) => plan.get(loadBalancers[0], "edge").set("connectionLogs", { bucket: plan.get(buckets[0], "trail").id, enabled: true }), fires: [BUCKET] },
    { state: "violating", when: "the bucket for access logs", change: (plan) => plan.get(trail, "audit").set("s3BucketName", plan.get(buckets[0], "bucket-logs").id), fires: [label(buckets[0], "bucket-logs")] },
    { state: "compliant", when: "another bucket of the stack", change: (plan) => plan.get(trail, "audit").set("s3BucketName", plan.get(buckets[0], "documents").id), fires: [] },
  ],
  "log-group-retention-cmk": [
    { state: "violating", when: "a week", change: setOnApp("retentionInDays", 7), fires: [APP], says: /retentionInDays is 7, and must be at least/ },
    { state: "violating", when: "for ever", change: setOnApp("retentionInDays", 0), fires: [APP] },
    { state: "absent", when: "retention left out, which is for ever", change: unset(logGroup, "app", "retentionInDays"), fires: [APP] },
    { state: "unknown", when: "retention known only later", change: setOnApp("retentionInDays", UNKNOWN), fires: [APP] },
    { state: "absent", when: "no key", change: unset(logGroup, "app", "kmsKeyId"), fires: { production: [APP], development: [] } },
    { state: "unknown", when: "a key made elsewhere counts as set", change: setOnApp("kmsKeyId", UNKNOWN), fires: [] },
    { state: "violating", when: "a month for the trail", change: set(logGroup, "trail", "retentionInDays", 30), fires: { production: [RECORDS], development: [] }, says: /must be at least 365 for an audit log/ },
    { state: "violating", when: "a month for flow logs", change: add(flowLog, "writer", (plan) => ({ vpcId: plan.get(ec2.vpc, "vpc").id, trafficType: "ALL", logDestination: plan.get(logGroup, "app").out("arn") })), fires: { production: [APP], development: [] } },
    { state: "violating", when: "a month for the firewall's log", change: writtenBy(wafv2.webAclLoggingConfiguration, "logDestinationConfigs", true), fires: { production: [APP], development: [] } },
    { state: "violating", when: "a month for the control plane's log, by its name", change: setOnApp("name", "/aws/eks/kianax/cluster"), fires: { production: [APP], development: [] } },
    { state: "violating", when: "a month for the firewall's log, by its name", change: setOnApp("name", "aws-waf-logs-kianax"), fires: { production: [APP], development: [] } },
    { state: "compliant", when: "a year for the control plane's log", change: all(setOnApp("name", "/aws/eks/kianax/cluster"), setOnApp("retentionInDays", 365)), fires: [] },
  ],
});
