import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { policy } from "../testing/golden/identity";
import { UNKNOWN, type Input } from "../testing/plan";
import { auroraInputs } from "../testing/golden/data";
import { eks, kms, kmsKey, logGroup, rds, secretsmanager } from "../tokens";
import { keyRules } from "./index";

const KEY = label(kmsKey, "data");
const SECRET = label(secretsmanager.secret, "token");
const ROTATION = label(secretsmanager.secretRotation, "token");
const SECRET_POLICY = label(secretsmanager.secretPolicy, "token");

const ROOT = { Sid: "Account", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" };
const setOnKey = (path: string, value: Input): Change => set(kmsKey, "data", path, value);
const setOnSecret = (path: string, value: Input): Change => set(secretsmanager.secret, "token", path, value);
const setOnRotation = (path: string, value: Input): Change => set(secretsmanager.secretRotation, "token", path, value);
const allow = (statement: Record<string, Input>): Change => setOnKey("policy", policy(ROOT, { Sid: "Use", Effect: "Allow", Action: "kms:Decrypt", Resource: "*", ...statement }));
const schedule = (expression: Input): Change => setOnRotation("rotationRules", { scheduleExpression: expression });
const keyOf = (type: string, name: string, path: string, key: string): Change => (plan) => plan.get(type, name).set(path, plan.get(kmsKey, key).out("arn"));
const replica = (inputs: Record<string, Input>): Change => add(kms.replicaKey, "data", (plan) => ({ primaryKeyArn: plan.get(kmsKey, "data").out("arn"), ...inputs }));

describeCases("keys and secrets", keyRules, {
  "kms-policy-no-wildcard": [
    { state: "violating", when: "everyone may decrypt", change: allow({ Principal: "*" }), fires: [KEY], says: /Use of policy allows everyone/ },
    { state: "violating", when: "everyone may, in a list", change: allow({ Principal: { AWS: ["*"] } }), fires: [KEY] },
    { state: "violating", when: "everyone may through a service, of any account", change: allow({ Principal: "*", Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } }), fires: [KEY] },
    { state: "violating", when: "every account may", change: allow({ Principal: "*", Condition: { StringLike: { "kms:CallerAccount": "*" } } }), fires: [KEY] },
    { state: "violating", when: "everyone may, where the condition need not apply", change: allow({ Principal: "*", Condition: { "ForAllValues:StringEquals": { "kms:CallerAccount": "111122223333" } } }), fires: [KEY] },
    { state: "violating", when: "every account may, by its principals' ARNs", change: allow({ Principal: "*", Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:*" } } }), fires: [KEY] },
    { state: "compliant", when: "callers of one account through a service", change: allow({ Principal: "*", Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-1.amazonaws.com" } } }), fires: [] },
    { state: "compliant", when: "a denial for everyone", change: allow({ Effect: "Deny", Principal: "*" }), fires: [] },
    { state: "violating", when: "no safety check", change: setOnKey("bypassPolicyLockoutSafetyCheck", true), fires: [KEY] },
    { state: "unknown", when: "a safety check known only later", change: setOnKey("bypassPolicyLockoutSafetyCheck", UNKNOWN), fires: [KEY] },
    { state: "violating", when: "everyone may use the replica", change: replica({ policy: policy({ ...ROOT, Principal: "*" }) }), fires: [label(kms.replicaKey, "data")] },
    { state: "violating", when: "everyone may, by a policy of its own", change: add(kms.keyPolicy, "data", (plan) => ({ keyId: plan.get(kmsKey, "data").id, policy: policy({ ...ROOT, Principal: "*" }) })), fires: [label(kms.keyPolicy, "data")] },
    { state: "violating", when: "everyone may use a key of imported material", change: add(kms.externalKey, "imported", { policy: policy({ ...ROOT, Principal: "*" }) }), fires: [label(kms.externalKey, "imported")] },
    { state: "violating", when: "a text that is no document", change: setOnKey("policy", "[]"), fires: [KEY] },
    { state: "unknown", when: "a document that depends on nothing of the stack", change: setOnKey("policy", UNKNOWN), fires: [KEY], says: /depends on no resource/ },
    { state: "unknown", when: "a document of outputs waits for them", change: (plan) => setOnKey("policy", policy(ROOT, { Effect: "Allow", Principal: { AWS: plan.get("aws:iam/role:Role", "service").out("arn") }, Action: "kms:Decrypt", Resource: "*" }))(plan), fires: [] },
    { state: "absent", when: "no policy, which is AWS's own for this account", change: unset(kmsKey, "data", "policy"), fires: [] },
  ],
  "kms-deletion-window": [
    { state: "violating", when: "a week", change: setOnKey("deletionWindowInDays", 7), fires: { production: [KEY], development: [] }, says: /is 7, and must be at least 30/ },
    { state: "unknown", when: "a window known only later", change: setOnKey("deletionWindowInDays", UNKNOWN), fires: [KEY] },
    { state: "absent", when: "no window, which is 30 days", change: unset(kmsKey, "audit", "deletionWindowInDays"), fires: [] },
    { state: "violating", when: "a key switched off", change: setOnKey("isEnabled", false), fires: [KEY] },
    { state: "unknown", when: "a key that may be switched off", change: setOnKey("isEnabled", UNKNOWN), fires: [KEY] },
    { state: "violating", when: "a replica switched off", change: replica({ enabled: false }), fires: [label(kms.replicaKey, "data")] },
    { state: "violating", when: "a week for a replica", change: replica({ deletionWindowInDays: 7 }), fires: { production: [label(kms.replicaKey, "data")], development: [] } },
    { state: "violating", when: "less than AWS allows", change: setOnKey("deletionWindowInDays", 3), fires: [KEY] },
  ],
  "kms-key-per-purpose": [
    { state: "violating", when: "the database's key for the cluster's secrets", change: keyOf(eks.cluster, "cluster-eksCluster", "encryptionConfig.provider.keyArn", "data"), fires: [KEY], says: /one key for database and cluster secrets/ },
    { state: "violating", when: "the trail's key for logs", change: keyOf(logGroup, "app", "kmsKeyId", "audit"), fires: [label(kmsKey, "audit")] },
    { state: "violating", when: "the cluster's key for the database", change: keyOf(rds.instance, "database", "kmsKeyId", "secrets"), fires: [label(kmsKey, "secrets")] },
    { state: "violating", when: "the logs' key for the trail", profiles: ["production"], change: keyOf("aws:cloudtrail/trail:Trail", "audit", "kmsKeyId", "logs"), fires: [label(kmsKey, "logs")] },
    { state: "unknown", when: "a key made elsewhere, which nothing tells apart", change: set(rds.instance, "database", "kmsKeyId", UNKNOWN), fires: [] },
    { state: "absent", when: "keys that are made elsewhere", change: remove(kmsKey, "logs"), fires: [] },
    { state: "violating", when: "a cluster of databases and logs", change: all(add(rds.cluster, "aurora", (plan) => auroraInputs(plan, { dbClusterInstanceClass: "db.m5d.large", kmsKeyId: plan.get(kmsKey, "logs").out("arn") })), keyOf(logGroup, "app", "kmsKeyId", "logs")), fires: [label(kmsKey, "logs")] },
  ],
  "secret-cmk": [
    { state: "absent", when: "AWS's own key", change: unset(secretsmanager.secret, "token", "kmsKeyId"), fires: [SECRET], says: /kmsKeyId is not set/ },
    { state: "unknown", when: "a key made elsewhere counts as set", change: setOnSecret("kmsKeyId", UNKNOWN), fires: [] },
    { state: "violating", when: "a replica with AWS's own key", change: setOnSecret("replicas", [{ region: "us-west-2" }]), fires: [SECRET], says: /replicas\[0\]\.kmsKeyId/ },
    { state: "unknown", when: "replicas known only later", change: setOnSecret("replicas", UNKNOWN), fires: [SECRET] },
    { state: "violating", when: "the second of two replicas", change: setOnSecret("replicas", [{ region: "us-west-2", kmsKeyId: "arn" }, { region: "eu-west-1" }]), fires: [SECRET] },
    { state: "compliant", when: "a replica with a key", change: setOnSecret("replicas", [{ region: "us-west-2", kmsKeyId: UNKNOWN }]), fires: [] },
  ],
  "secret-rotation": [
    { state: "absent", when: "no rotation", change: remove(secretsmanager.secretRotation, "token"), fires: [SECRET], says: /no rotation belongs to it/ },
    { state: "violating", when: "the rotation of another secret", change: setOnRotation("secretId", "elsewhere"), fires: [SECRET] },
    { state: "violating", when: "four months", change: setOnRotation("rotationRules.automaticallyAfterDays", 120), fires: [ROTATION], says: /is 120, which is not known to rotate within 90 days/ },
    { state: "unknown", when: "an interval known only later", change: setOnRotation("rotationRules.automaticallyAfterDays", UNKNOWN), fires: [ROTATION] },
    { state: "absent", when: "no interval", change: unset(secretsmanager.secretRotation, "token", "rotationRules"), fires: [ROTATION] },
    { state: "violating", when: "a rotation switched off", change: setOnRotation("rotationEnabled", false), fires: [ROTATION] },
    { state: "violating", when: "a schedule of twice a year", change: schedule("cron(0 8 1 1,7 ? *)"), fires: [ROTATION] },
    { state: "violating", when: "a schedule of one year", change: schedule("cron(0 8 1 * ? 2027)"), fires: [ROTATION] },
    { state: "unknown", when: "a schedule known only later", change: schedule(UNKNOWN), fires: [ROTATION] },
    { state: "compliant", when: "a schedule of each month", change: schedule("cron(0 11 ? * SUN#1 *)"), fires: [] },
    { state: "compliant", when: "a rate", change: schedule("rate(10 days)"), fires: [] },
  ],
  "secret-recovery": [
    { state: "violating", when: "deleted at once", change: setOnSecret("recoveryWindowInDays", 0), fires: [SECRET], says: /is 0, and must be at least 7/ },
    { state: "unknown", when: "a window known only later", change: setOnSecret("recoveryWindowInDays", UNKNOWN), fires: [SECRET] },
    { state: "absent", when: "no window, which is 30 days", change: unset(secretsmanager.secret, "token", "recoveryWindowInDays"), fires: [] },
    { state: "violating", when: "everyone may read", change: set(secretsmanager.secretPolicy, "token", "policy.jsonOf.Statement.0.Effect", "Allow"), fires: [SECRET_POLICY] },
    { state: "violating", when: "everyone may read, by the secret's own policy", change: setOnSecret("policy", policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "secretsmanager:GetSecretValue", Resource: "*" })), fires: [SECRET] },
    { state: "unknown", when: "a document that depends on nothing of the stack", change: set(secretsmanager.secretPolicy, "token", "policy", UNKNOWN), fires: [SECRET_POLICY] },
    { state: "violating", when: "a text that is no document", change: set(secretsmanager.secretPolicy, "token", "policy", "{"), fires: [SECRET_POLICY] },
    { state: "compliant", when: "a reader by name", change: setOnSecret("policy", policy({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/app" }, Action: "secretsmanager:GetSecretValue", Resource: "*" })), fires: [] },
  ],
});
