import { count, on, resourceRule, type Findings, type View } from "../kernel";
import { secretsmanager } from "../tokens";
import { longestGap } from "./schedule";

export const secretRotation = resourceRule({
  name: "secret-rotation",
  title: "Secrets rotate by themselves.",
  why: "A password that leaked unseen is of use only until the next rotation.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV2_AWS_57", "CKV_AWS_304"], fsbp: ["SecretsManager.1", "SecretsManager.4"], pci: ["8.6.3"] },
  remediation: "Give the secret a SecretRotation of at most 90 days, or an exemption that says who changes it by hand and when.",
  examples: {
    compliant: `new aws.secretsmanager.SecretRotation("database", { secretId: secret.id, rotationLambdaArn: rotation.arn, rotationRules: { automaticallyAfterDays: 30 } });`,
    violating: `new aws.secretsmanager.Secret("database"); // and no SecretRotation`,
  },
  settings: { maximumDays: count("Days after which a secret must have changed.", 1, { production: 90, development: 90 }) },
  types: [secretsmanager.secretRotation],
  check: (rotation, { maximumDays }) => [rotation.value("rotationEnabled").must.notEqual(false), checkRules(rotation.at("rotationRules"), maximumDays)],
  checkStack: (stack) =>
    stack.ofType(secretsmanager.secret).map((secret) =>
      secret.uses.some(({ resource, property }) => resource.type === secretsmanager.secretRotation && property === "secretId")
        ? undefined
        : on(secret, "rotation", "no rotation belongs to it"),
    ),
});

function checkRules(rules: View, maximumDays: number): Findings {
  const [days, schedule] = [rules.value("automaticallyAfterDays"), rules.value("scheduleExpression")];
  const given = schedule.present ? schedule : days;
  if (given.reading.state !== "known") {
    return given.must.beLiteral();
  }
  const gap = schedule.present ? longestGap(schedule.text ?? "") : Number(days.present && days.reading.state === "known" ? days.reading.value : NaN);
  return gap <= maximumDays
    ? undefined
    : { id: given.path, message: `${given.path} is ${JSON.stringify(given.reading.value)}, which is not known to rotate within ${maximumDays} days` };
}
