import { on, resourceRule, type Findings, type StackResource } from "../kernel";
import { rds } from "../tokens";
import { DATABASES, mayBePostgres, parameterGroupsOf, parameterOf } from "./databases";

export const rdsLogsExported = resourceRule({
  name: "rds-logs-exported",
  title: "Databases export their logs, with connections and slow statements in them.",
  why: "On the instance logs are gone after days, with the instance at the latest; who connected and what was slow must be known afterwards.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_129", "CKV2_AWS_30"], fsbp: ["RDS.9", "RDS.36"], pci: ["10.2.1"] },
  remediation:
    'Set enabledCloudwatchLogsExports: ["postgresql", "upgrade"], and in the parameter group log_connections to "1" and log_min_duration_statement to a number of milliseconds.',
  examples: {
    compliant: `const group = new aws.rds.ParameterGroup("orders", {
  family: "postgres16",
  parameters: [{ name: "log_connections", value: "1" }, { name: "log_min_duration_statement", value: "1000" }],
});
new aws.rds.Instance("orders", { ...args, parameterGroupName: group.name, enabledCloudwatchLogsExports: ["postgresql", "upgrade"] });`,
    violating: 'new aws.rds.Instance("orders", { ...args, enabledCloudwatchLogsExports: [] });',
  },
  types: [...DATABASES],
  check: (database) => {
    const exports = database.list("enabledCloudwatchLogsExports");
    if (!mayBePostgres(database)) {
      return database.value(exports.path).must.haveParts();
    }
    // Aurora has no log of upgrades to export.
    const logs = database.type === rds.cluster ? ["postgresql"] : ["postgresql", "upgrade"];
    return logs
      .filter((log) => !exports.items.some((item) => item.value("").is(log)))
      .map((log) => ({ id: `${exports.path}[${log}]`, message: `${exports.path} must include "${log}", known at preview` }));
  },
  checkStack: (stack) => {
    const groups = stack.ofType(...DATABASES).flatMap((database) => (mayBePostgres(database) ? parameterGroupsOf(database) : []));
    return [...new Set(groups)].map(checkParameters);
  },
});

/** A group whose parameters cannot be read at all is rds-force-ssl's matter. */
function checkParameters(group: StackResource): Findings {
  if (group.list("parameters").items.length === 0) {
    return undefined;
  }
  const connections = parameterOf(group, "log_connections");
  const duration = parameterOf(group, "log_min_duration_statement");
  return [
    connections?.is("1") ? undefined : on(group, "log_connections", 'parameters must set log_connections to "1", known at preview'),
    /^\d+$/.test(duration?.text ?? "")
      ? undefined
      : on(group, "log_min_duration_statement", "parameters must set log_min_duration_statement to a number of milliseconds, known at preview"),
  ];
}
