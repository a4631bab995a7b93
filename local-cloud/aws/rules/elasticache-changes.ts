/** What a running Redis refuses to become, and the parameters that it takes. */
import { nearest, parameterProblem, REDIS7_PARAMETERS } from "../catalogues";
import { of, refuse, type Rule, type Subject } from "../rule";
import type { Reader } from "../reader";
import { T } from "../tokens";

const MODIFY = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html";
const CLUSTER_MODE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html";

/** Whether the program passes another token than the one that is there. */
function isOtherToken(before: Reader, subject: Subject): boolean {
  const version = subject.number("authTokenWoVersion");
  const token = subject.text("authToken");
  return (version !== undefined && version !== before.number("authTokenWoVersion")) || (token !== undefined && token !== before.text("authToken"));
}

export const elasticacheChanges: readonly Rule[] = [
  {
    id: "elasticache-auth-token-steps",
    types: [T.replicationGroup],
    stage: "admit",
    source: MODIFY,
    check: (subject) => {
      const before = subject.prior && of(subject.prior);
      if (before === undefined) {
        return undefined;
      }
      const had = before.given("authTokenWoVersion") || before.given("authToken");
      const keeps = subject.given("authTokenWo") || subject.given("authTokenWoVersion") || subject.given("authToken");
      const groups = (subject.count("userGroupIds") ?? 1) > 0;
      return [
        ...(had && subject.text("authTokenUpdateStrategy") === "SET" && isOtherToken(before, subject)
          ? [refuse("authTokenUpdateStrategy", "InvalidParameterValue: SET is allowed only after ROTATE, with the token that was rotated in last; write ROTATE with the new token, move the clients, and SET it then.")]
          : []),
        ...(had && !keeps && !groups ? [refuse("authTokenUpdateStrategy", "InvalidParameterCombination: the AUTH token can only be deleted while moving to user groups; give userGroupIds, or keep the token.")] : []),
      ];
    },
  },
  {
    id: "elasticache-cluster-mode-steps",
    types: [T.replicationGroup],
    stage: "admit",
    source: CLUSTER_MODE,
    check: (subject) => {
      const before = subject.prior && of(subject.prior).text("clusterMode");
      const after = subject.text("clusterMode");
      if (before === undefined || after === undefined || before === after) {
        return undefined;
      }
      if (before === "enabled") {
        return refuse("clusterMode", `InvalidParameterCombination: cluster mode cannot be switched off again; keep clusterMode "enabled" and the shards, or make another replication group.`);
      }
      return before === "disabled" && after === "enabled"
        ? refuse("clusterMode", 'InvalidParameterCombination: cluster mode is switched on in two steps; set clusterMode to "compatible" with one shard and a replica first, and to "enabled" once every client speaks the cluster protocol.')
        : undefined;
    },
  },
  {
    id: "elasticache-parameters",
    types: [T.cacheParameterGroup],
    stage: "check",
    source: REDIS7_PARAMETERS.source,
    check: (subject) => {
      if (subject.text("family") !== "redis7") {
        return undefined;
      }
      const parameters = subject.objects("parameters");
      const names = parameters.map((parameter) => parameter.text("name"));
      return parameters.flatMap((parameter, index) => {
        const name = parameter.text("name");
        const value = parameter.text("value");
        const allowed = name === undefined ? undefined : REDIS7_PARAMETERS.entries[name];
        const close = name === undefined ? undefined : nearest(name, Object.keys(REDIS7_PARAMETERS.entries));
        const wanted = allowed === undefined || value === undefined ? undefined : parameterProblem(allowed, value);
        return [
          ...(name !== undefined && names.indexOf(name) < index ? [refuse("parameters", `InvalidParameterValue: the parameter ${name} is given twice; keep one.`)] : []),
          ...(name !== undefined && allowed === undefined
            ? [refuse(`parameters[${index}].name`, `InvalidParameterValue: "${name}" is no parameter that a group of the family redis7 may set.${close === undefined ? "" : ` Did you mean ${close}?`}`)]
            : []),
          ...(wanted === undefined ? [] : [refuse(`parameters[${index}].value`, `InvalidParameterValue: the parameter ${name} takes ${wanted}, not "${value}".`)]),
        ];
      });
    },
  },
];
