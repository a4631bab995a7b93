import { isReplicaInRegion } from "../graph";
import { about, on, stackRule, type Findings, type StackResource } from "../kernel";
import { rds } from "../tokens";
import { DATABASES, parameterGroupProperty, parameterGroupsOf, parameterOf } from "./databases";

/** The parameter is asked for even where a version's default is right, since a default of AWS is not part of the plan. */
export const rdsForceSsl = stackRule({
  name: "rds-force-ssl",
  title: "Databases and their proxies refuse connections without TLS.",
  why: "A client that forgets TLS sends its password and every row in clear text, and without this parameter nothing stops it.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV2_AWS_69"], fsbp: ["RDS.38", "RDS.39"], pci: ["4.2.1"], gdpr: ["32(1)(a)"] },
  remediation: 'Name a parameter group of this stack whose parameters set rds.force_ssl to "1" (require_secure_transport to "1" or "ON" for MySQL and MariaDB); set requireTls: true on a proxy.',
  examples: {
    compliant: `const group = new aws.rds.ParameterGroup("orders", { family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "1" }] });
new aws.rds.Instance("orders", { ...args, parameterGroupName: group.name });`,
    violating: 'new aws.rds.Instance("orders", { ...args, parameterGroupName: "default.postgres16" });',
  },
  check: (stack) => [
    stack.ofType(...DATABASES).map((database) => (inheritsGroup(database) ? undefined : checkGroups(database))),
    stack.ofType(rds.proxy).map((proxy) => about(proxy, proxy.value("requireTls").must.equal(true))),
  ],
});

/** A replica in its source's Region that names no group has its source's. */
function inheritsGroup(database: StackResource): boolean {
  return isReplicaInRegion(database) && !database.value(parameterGroupProperty(database)).present;
}

function checkGroups(database: StackResource): Findings {
  const property = parameterGroupProperty(database);
  const groups = parameterGroupsOf(database);
  const secure = parameterFor(database);
  return groups.length === 0
    ? on(database, property, `${property} names no parameter group of this stack, so nothing proves that ${secure.name} is set`)
    : groups.map((group) => {
        const value = parameterOf(group, secure.name);
        return secure.values.some((expected) => value?.is(expected))
          ? undefined
          : on(group, secure.name, `parameters must set ${secure.name} to ${secure.values.map((each) => `"${each}"`).join(" or ")}, known at preview`);
      });
}

function parameterFor(database: StackResource): { readonly name: string; readonly values: readonly string[] } {
  const engine = database.value("engine").text ?? "";
  return /mysql|mariadb/.test(engine) ? { name: "require_secure_transport", values: ["1", "ON"] } : { name: "rds.force_ssl", values: ["1"] };
}
