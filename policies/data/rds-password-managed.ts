import { flag, on, resourceRule, type Findings, type StackResource, type View } from "../kernel";
import { rds, records, secretsmanager } from "../tokens";
import { DATABASES, isReplica } from "./databases";

const [, SECRET_VERSION] = records;
const SECRET_VALUES: readonly string[] = ["secretString", "secretStringWo", "secretBinary"];

/**
 * RDS's own secret and a write-only argument are the two ways by which a database leaves no password in the state; that of a
 * generator is worth nothing after the first rotation. RDS's own is not open to a PostgreSQL instance that has replicas: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */
export const rdsPasswordManaged = resourceRule({
  name: "rds-password-managed",
  title: "A database's password lies in a secret that rotates, and is written by a write-only argument.",
  why: "An argument that is not write-only stands in Pulumi's state for everyone who may read it, and a password that never rotates stays good wherever it once leaked.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { pci: ["8.6.3", "8.3.2"], gdpr: ["5(1)(f)", "32(1)(b)"] },
  remediation:
    "Set passwordWo (masterPasswordWo of a cluster) to the value that a SecretVersion writes into a Secret with a SecretRotation; or set manageMasterUserPassword: true with masterUserSecretKmsKeyId.",
  examples: {
    compliant: `const value = new random.RandomPassword("orders", { length: 32 }).result;
new aws.rds.Instance("orders", { ...args, passwordWo: value, passwordWoVersion: 1 });
const secret = new aws.secretsmanager.Secret("orders", { kmsKeyId: key.arn });
new aws.secretsmanager.SecretVersion("orders", { secretId: secret.id, secretStringWo: value, secretStringWoVersion: 1 });
new aws.secretsmanager.SecretRotation("orders", { secretId: secret.id, rotationLambdaArn, rotationRules: { automaticallyAfterDays: 30 } });`,
    violating: 'new aws.rds.Instance("orders", { ...args, password: "correct horse" });',
  },
  settings: { ownKey: flag("Whether the secret that RDS manages must be encrypted with a key of this account.", { production: true, development: false }) },
  types: [...DATABASES],
  check: (database, { ownKey }) => {
    // A replica has its source's users.
    if (isReplica(database)) {
      return undefined;
    }
    const { plain, writeOnly } = argumentsOf(database);
    const managed = database.value("manageMasterUserPassword");
    return [
      database.value(plain).exists ? { id: plain, message: `${plain} is set, which writes the password into the state` } : undefined,
      managed.is(true) && ownKey ? database.value("masterUserSecretKmsKeyId").must.bePresent() : undefined,
      managed.is(true) || database.value(plain).present || database.value(writeOnly).present
        ? undefined
        : { id: writeOnly, message: `neither ${writeOnly} is set, nor is manageMasterUserPassword known at preview to be true` },
    ];
  },
  checkStack: (stack) => stack.ofType(...DATABASES).map((database) => (isReplica(database) ? undefined : writtenFromRotatedSecret(database))),
});

function argumentsOf({ type }: { readonly type: string } & View): { readonly plain: string; readonly writeOnly: string } {
  return type === rds.cluster ? { plain: "masterPassword", writeOnly: "masterPasswordWo" } : { plain: "password", writeOnly: "passwordWo" };
}

function writtenFromRotatedSecret(database: StackResource): Findings {
  const { writeOnly } = argumentsOf(database);
  if (!database.value(writeOnly).present) {
    return undefined;
  }
  const secrets = new Set(database.dependenciesOf(writeOnly).flatMap(secretsOf));
  if (secrets.size === 0) {
    return on(database, writeOnly, `${writeOnly} is not what a secret of Secrets Manager in this stack holds`);
  }
  return [...secrets]
    .filter((secret) => !secret.uses.some(({ resource, property }) => resource.type === secretsmanager.secretRotation && property === "secretId"))
    .map((secret) => on(database, `${writeOnly}[${secret.name}]`, `${writeOnly} is what the secret ${secret.name} holds, which has no rotation`));
}

/** The secrets that hold what a source gives: the source itself, or those into which the same value is written. */
function secretsOf(source: StackResource): readonly StackResource[] {
  const isSecret = ({ type }: StackResource): boolean => type === secretsmanager.secret;
  if (isSecret(source)) {
    return [source];
  }
  const versions = source.type === SECRET_VERSION ? [source] : source.uses.filter(({ resource, property }) => resource.type === SECRET_VERSION && SECRET_VALUES.includes(property)).map(({ resource }) => resource);
  return versions.flatMap((version) => version.dependenciesOf("secretId").filter(isSecret));
}
