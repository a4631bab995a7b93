/** Rotation of secrets: its schedule, its function, and the applications that bring such functions. */
import { find, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";

const ROTATE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html";
const SCHEDULES = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html";
const REPOSITORY = "https://docs.aws.amazon.com/serverlessrepo/latest/devguide/serverlessrepo-how-to-consume.html";
const TEMPLATES = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html";
/** What an application of Secrets Manager makes: a role, and the right of Secrets Manager to call the function. */
const CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"];

function isRotationApplication(subject: Subject): boolean {
  return /:applications\/SecretsManager\w+Rotation(Single|Multi)User$/.test(subject.text("applicationId") ?? "");
}

export const secretRotation: readonly Rule[] = [
  {
    id: "secretsmanager-rotation-schedule",
    types: [T.secretRotation],
    stage: "check",
    source: SCHEDULES,
    check: (subject) => {
      if (subject.absent("rotationRules") || subject.unknown("rotationRules")) {
        return undefined;
      }
      const rules = subject.object("rotationRules");
      const [days, expression, duration] = [rules.number("automaticallyAfterDays"), rules.text("scheduleExpression"), rules.text("duration")];
      const given = [days, expression].filter((value) => value !== undefined).length;
      return [
        ...(given === 1 ? [] : [refuse("rotationRules", `InvalidParameterException: a rotation is scheduled by automaticallyAfterDays or by a scheduleExpression, and this one by ${given === 0 ? "neither" : "both"}; give one.`)]),
        ...(days !== undefined && (days < 1 || days > 1000) ? [refuse("rotationRules", `InvalidParameterException: secrets are rotated every 1 to 1000 days, not every ${days}.`)] : []),
        ...(expression !== undefined && !/^(cron\([^ ]+( [^ ]+){5}\)|rate\(\d+ (hours?|days?)\))$/.test(expression)
          ? [refuse("rotationRules", `InvalidParameterException: "${expression}" is no schedule; write it as cron(0 10 ? * SUN#1 *) or rate(30 days).`)]
          : []),
        ...(duration !== undefined && !/^([1-9]|1\d|2[0-4])h$/.test(duration) ? [refuse("rotationRules", `InvalidParameterException: the window "${duration}" is not written in hours, such as 3h; correct it.`)] : []),
      ];
    },
  },
  {
    id: "secretsmanager-rotation-value",
    types: [T.secretRotation],
    stage: "admit",
    source: ROTATE,
    check: (subject, cloud) => {
      const id = subject.text("secretId");
      const written = cloud.byType(T.secretVersion).some(({ inputs }) => inputs["secretId"] === id);
      return refuseIf(id !== undefined && find(cloud, T.secret, id) !== undefined && !written, "secretId", "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT; write the first value before the rotation.");
    },
  },
  {
    id: "serverlessrepo-capabilities",
    types: [T.applicationStack],
    stage: "check",
    source: REPOSITORY,
    check: (subject) => {
      const missing = CAPABILITIES.filter((capability) => !subject.texts("capabilities").includes(capability));
      return refuseIf(
        isRotationApplication(subject) && missing.length > 0 && !subject.unknown("capabilities"),
        "capabilities",
        `InsufficientCapabilitiesException: Requires capabilities : [${missing.join(", ")}]; acknowledge them in capabilities.`,
      );
    },
  },
  {
    id: "serverlessrepo-rotation-parameters",
    types: [T.applicationStack],
    stage: "admit",
    source: TEMPLATES,
    check: (subject, cloud) => {
      if (!isRotationApplication(subject)) {
        return undefined;
      }
      const parameters = subject.object("parameters");
      const missing = ["endpoint", "functionName"].filter((name) => parameters.absent(name));
      const listed = (name: string): string[] => (parameters.text(name) ?? "").split(",").filter((id) => id !== "");
      const strangers = [
        ...listed("vpcSubnetIds").filter((id) => find(cloud, T.subnet, id) === undefined),
        ...listed("vpcSecurityGroupIds").filter((id) => find(cloud, T.securityGroup, id) === undefined),
      ];
      return [
        ...(missing.length === 0 ? [] : [refuse("parameters", `ValidationError: Parameters: [${missing.join(", ")}] must have values; give them.`)]),
        ...((parameters.text("functionName") ?? "").length > 64 ? [refuse("parameters", "ValidationException: a function's name has 64 characters at most; shorten functionName.")] : []),
        ...strangers.map((id) => refuse("parameters", `InvalidParameterValueException: ${id} does not exist in ${cloud.region}; make it first, or pass the id of one that does.`)),
      ];
    },
  },
];
