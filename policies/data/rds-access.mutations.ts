import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { auroraInputs } from "../testing/golden/data";
import { UNKNOWN, type Input, type Inputs, type Plan } from "../testing/plan";
import { ec2, kmsKey, rds, records, secretsmanager } from "../tokens";
import { rdsForceSsl } from "./rds-force-ssl";
import { rdsLogsExported } from "./rds-logs-exported";
import { rdsPasswordManaged } from "./rds-password-managed";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const [, SECRET_VERSION] = records;
const DATABASE = label(rds.instance, "database");
const REPLICA = label(rds.instance, "replica");
const AURORA = label(rds.cluster, "aurora");
const GROUP = label(rds.parameterGroup, "database");
const [CONNECTIONS, DURATION, FORCE_SSL] = ["parameters.0", "parameters.1", "parameters.2"];

const on = (path: string, value: Input): Change => set(rds.instance, "database", path, value);
const off = (path: string): Change => unset(rds.instance, "database", path);
const onGroup = (path: string, value: Input): Change => set(rds.parameterGroup, "database", path, value);
const offGroup = (path: string): Change => unset(rds.parameterGroup, "database", path);
const aurora = (changes: Inputs | ((plan: Plan) => Inputs)): Change =>
  add(rds.cluster, "aurora", (plan) => auroraInputs(plan, { dbClusterInstanceClass: "db.m5d.large", ...(typeof changes === "function" ? changes(plan) : changes) }));
const keyed = (plan: Plan): Input => plan.get(kmsKey, "data").out("arn");
const managed: Change = all(off("passwordWo"), on("manageMasterUserPassword", true), (plan) => plan.get(rds.instance, "database").set("masterUserSecretKmsKeyId", keyed(plan)));
const proxy = (changes: Inputs): Change => add(rds.proxy, "proxy", (plan) => ({ engineFamily: "POSTGRESQL", vpcSubnetIds: [plan.get(ec2.subnet, "isolated-us-east-1a").id], ...changes }));
/** A replica of a database elsewhere, with the key and the subnet group that it then needs. */
const replicaOf = (source: Input): Change => (plan) => {
  const replica = plan.get(rds.instance, "replica");
  replica.set("kmsKeyId", keyed(plan));
  replica.set("dbSubnetGroupName", plan.get(rds.subnetGroup, "database").out("name"));
  replica.set("replicateSourceDb", source);
};
const PROXY = label(rds.proxy, "proxy");
const strange: Change = (plan) => {
  const password = plan.add(PASSWORD, "strange", { length: 32 });
  plan.get(rds.instance, "database").set("passwordWo", password.out("result"));
};
/** The only parameter group of a database that names its engine. */
const mysql = (engine: Input, parameters: Input): Change =>
  all(on("engine", engine), onGroup("parameters", parameters), (plan) => {
    plan.resources.filter(({ name }) => name === "replica").forEach((replica) => replica.set("engine", engine));
  });

describeCases("access to databases", [rdsForceSsl, rdsLogsExported, rdsPasswordManaged], {
  "rds-password-managed": [
    { state: "violating", when: "a password in the program", change: all(off("passwordWo"), on("password", "correct horse")), fires: [DATABASE], says: /password is set, which writes the password into the state/ },
    { state: "violating", when: "a password beside the write-only one", change: on("password", "correct horse"), fires: [DATABASE] },
    { state: "violating", when: "the secret's password, but in the state", change: all(off("passwordWo"), (plan) => plan.get(rds.instance, "database").set("password", plan.get(PASSWORD, "database").out("result"))), fires: [DATABASE] },
    { state: "unknown", when: "a password known only later", change: all(off("passwordWo"), on("password", UNKNOWN)), fires: [DATABASE] },
    { state: "violating", when: "a write-only password in the program", change: on("passwordWo", "correct horse"), fires: [DATABASE], says: /passwordWo is not what a secret of Secrets Manager in this stack holds/ },
    { state: "unknown", when: "a write-only password from nowhere in this stack", change: on("passwordWo", UNKNOWN), fires: [DATABASE] },
    { state: "violating", when: "a password that no secret holds", change: strange, fires: [DATABASE] },
    { state: "violating", when: "a secret that holds something else", change: set(SECRET_VERSION, "database", "secretStringWo", "{}"), fires: [DATABASE] },
    { state: "absent", when: "no version of the secret", change: remove(SECRET_VERSION, "database"), fires: [DATABASE] },
    { state: "violating", when: "a version of a secret of another stack", change: set(SECRET_VERSION, "database", "secretId", "arn:aws:secretsmanager:us-east-1:123456789012:secret:other"), fires: [DATABASE] },
    { state: "absent", when: "no password", change: off("passwordWo"), fires: [DATABASE], says: /neither passwordWo is set/ },
    { state: "violating", when: "RDS's secret switched off", change: all(off("passwordWo"), on("manageMasterUserPassword", false)), fires: [DATABASE] },
    { state: "unknown", when: "RDS's secret known only later", change: all(off("passwordWo"), on("manageMasterUserPassword", UNKNOWN)), fires: [DATABASE] },
    { state: "compliant", when: "RDS's own secret", change: managed, fires: [] },
    { state: "absent", when: "RDS's own secret with AWS's key", change: all(managed, off("masterUserSecretKmsKeyId")), fires: { production: [DATABASE], development: [] } },
    { state: "compliant", when: "the secret's value, read from the secret", change: (plan) => plan.get(rds.instance, "database").set("passwordWo", plan.get(secretsmanager.secret, "database").id), fires: [] },
    { state: "compliant", when: "the secret's value, read from its version", change: (plan) => plan.get(rds.instance, "database").set("passwordWo", plan.get(SECRET_VERSION, "database").out("versionId")), fires: [] },
    { state: "compliant", when: "a secret that stands in the state", change: all((plan) => plan.get(SECRET_VERSION, "database").set("secretString", plan.get(PASSWORD, "database").out("result")), unset(SECRET_VERSION, "database", "secretStringWo")), fires: [] },
    { state: "violating", when: "a cluster's password in the program", change: aurora({ manageMasterUserPassword: undefined, masterPassword: "correct horse" }), fires: [AURORA] },
    { state: "violating", when: "a cluster's write-only password in the program", change: aurora({ manageMasterUserPassword: undefined, masterPasswordWo: "correct horse" }), fires: [AURORA] },
    { state: "absent", when: "a cluster without a password", change: aurora({ manageMasterUserPassword: undefined }), fires: [AURORA] },
    { state: "compliant", when: "a cluster with the password of a secret", change: aurora((plan) => ({ manageMasterUserPassword: undefined, masterPasswordWo: plan.get(PASSWORD, "database").out("result") })), fires: [] },
    { state: "compliant", when: "a replica, which has its source's users", profiles: ["production"], change: replicaOf(UNKNOWN), fires: [] },
  ],
  "rds-force-ssl": [
    { state: "violating", when: "TLS by choice", change: onGroup(`${FORCE_SSL}.value`, "0"), fires: [GROUP], says: /parameters must set rds\.force_ssl to "1"/ },
    { state: "unknown", when: "a parameter known only later", change: onGroup(`${FORCE_SSL}.value`, UNKNOWN), fires: [GROUP] },
    { state: "unknown", when: "parameters known only later", change: onGroup("parameters", UNKNOWN), fires: [GROUP] },
    { state: "absent", when: "the version's default", change: offGroup(FORCE_SSL), fires: [GROUP] },
    { state: "absent", when: "a group without parameters", change: offGroup("parameters"), fires: [GROUP] },
    { state: "absent", when: "AWS's default group", change: off("parameterGroupName"), fires: [DATABASE], says: /parameterGroupName names no parameter group of this stack/ },
    { state: "violating", when: "AWS's default group by name", change: on("parameterGroupName", "default.postgres16"), fires: [DATABASE] },
    { state: "unknown", when: "a group made elsewhere", change: on("parameterGroupName", UNKNOWN), fires: [DATABASE] },
    { state: "violating", when: "a replica with AWS's default group", profiles: ["production"], change: set(rds.instance, "replica", "parameterGroupName", "default.postgres16"), fires: [REPLICA] },
    { state: "compliant", when: "a replica with its source's group", profiles: ["production"], change: unset(rds.instance, "replica", "parameterGroupName"), fires: [] },
    { state: "compliant", when: "a replica of a database named in this Region", profiles: ["production"], change: all(unset(rds.instance, "replica", "parameterGroupName"), set(rds.instance, "replica", "replicateSourceDb", "source")), fires: [] },
    { state: "absent", when: "a replica of another Region without a group", profiles: ["production"], change: all(unset(rds.instance, "replica", "parameterGroupName"), replicaOf("arn:aws:rds:us-west-2:123456789012:db:source")), fires: [REPLICA] },
    { state: "unknown", when: "a replica of what is known only later, without a group", profiles: ["production"], change: all(unset(rds.instance, "replica", "parameterGroupName"), replicaOf(UNKNOWN)), fires: [REPLICA] },
    { state: "violating", when: "a cluster with AWS's default group", change: aurora({ dbClusterParameterGroupName: "default.aurora-postgresql16" }), fires: [AURORA], says: /dbClusterParameterGroupName names no parameter group/ },
    { state: "absent", when: "a cluster without a group", change: aurora({ dbClusterParameterGroupName: undefined }), fires: [AURORA] },
    { state: "violating", when: "a cluster's group of its own kind, without TLS", change: aurora((plan) => ({ dbClusterParameterGroupName: plan.add(rds.clusterParameterGroup, "aurora", { parameters: [{ name: "log_connections", value: "1" }, { name: "log_min_duration_statement", value: "0" }] }).out("name") })), fires: [label(rds.clusterParameterGroup, "aurora")] },
    { state: "violating", when: "a proxy without TLS", change: proxy({ requireTls: false }), fires: [PROXY] },
    { state: "unknown", when: "a proxy whose TLS is known only later", change: proxy({ requireTls: UNKNOWN }), fires: [PROXY] },
    { state: "absent", when: "a proxy that leaves TLS out", change: proxy({}), fires: [PROXY] },
    { state: "compliant", when: "a proxy with TLS", change: proxy({ requireTls: true }), fires: [] },
    { state: "violating", when: "MySQL with PostgreSQL's parameter", change: mysql("mysql", [{ name: "rds.force_ssl", value: "1" }]), fires: [GROUP], says: /require_secure_transport to "1" or "ON"/ },
    { state: "compliant", when: "MySQL with its own parameter", change: mysql("mysql", [{ name: "require_secure_transport", value: "ON" }]), fires: [] },
  ],
  "rds-logs-exported": [
    { state: "violating", when: "no log", change: on("enabledCloudwatchLogsExports", []), fires: [DATABASE], says: /must include "(postgresql|upgrade)"/ },
    { state: "violating", when: "no log of upgrades", change: on("enabledCloudwatchLogsExports", ["postgresql"]), fires: [DATABASE], says: /must include "upgrade"/ },
    { state: "unknown", when: "logs known only later", change: on("enabledCloudwatchLogsExports", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "logs left out", change: off("enabledCloudwatchLogsExports"), fires: [DATABASE] },
    { state: "violating", when: "a replica without a log", profiles: ["production"], change: set(rds.instance, "replica", "enabledCloudwatchLogsExports", ["upgrade"]), fires: [REPLICA] },
    { state: "violating", when: "connections not logged", change: onGroup(`${CONNECTIONS}.value`, "0"), fires: [GROUP], says: /log_connections to "1"/ },
    { state: "absent", when: "connections left to the default", change: offGroup(CONNECTIONS), fires: [GROUP] },
    { state: "unknown", when: "connections known only later", change: onGroup(`${CONNECTIONS}.value`, UNKNOWN), fires: [GROUP] },
    { state: "violating", when: "slow statements not logged", change: onGroup(`${DURATION}.value`, "-1"), fires: [GROUP], says: /log_min_duration_statement/ },
    { state: "absent", when: "slow statements left to the default", change: offGroup(DURATION), fires: [GROUP] },
    { state: "unknown", when: "slow statements known only later", change: onGroup(`${DURATION}.value`, UNKNOWN), fires: [GROUP] },
    { state: "compliant", when: "every statement logged", change: onGroup(`${DURATION}.value`, "0"), fires: [] },
    { state: "violating", when: "a cluster without a log", change: aurora({ enabledCloudwatchLogsExports: ["upgrade"] }), fires: [AURORA] },
    { state: "compliant", when: "another engine with logs of its own", change: all(mysql("mysql", [{ name: "require_secure_transport", value: "1" }]), on("enabledCloudwatchLogsExports", ["error"])), fires: [] },
    { state: "absent", when: "another engine without logs", change: all(mysql("mysql", [{ name: "require_secure_transport", value: "1" }]), off("enabledCloudwatchLogsExports")), fires: [DATABASE] },
  ],
});
