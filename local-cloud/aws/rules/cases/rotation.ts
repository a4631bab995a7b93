import type { RuleCase } from "../../testing/rule-case";
import { T } from "../../tokens";

const APPLICATION = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser";

export const rotationCases: readonly RuleCase[] = [
  {
    rule: "secretsmanager-rotation-schedule", type: T.secretRotation,
    good: () => ({ rotationRules: { scheduleExpression: "cron(0 10 ? * SUN#1 *)", duration: "2h" } }),
    bad: () => ({ rotationRules: { automaticallyAfterDays: 1001, scheduleExpression: "monthly", duration: "2 hours" } }), says: [
      "rotationRules: InvalidParameterException: a rotation is scheduled by automaticallyAfterDays or by a scheduleExpression, and this one by both; give one.",
      "rotationRules: InvalidParameterException: secrets are rotated every 1 to 1000 days, not every 1001.",
      "rotationRules: InvalidParameterException: \"monthly\" is no schedule; write it as cron(0 10 ? * SUN#1 *) or rate(30 days).",
      "rotationRules: InvalidParameterException: the window \"2 hours\" is not written in hours, such as 3h; correct it."
    ],
  },
  { rule: "secretsmanager-rotation-schedule", type: T.secretRotation, good: () => ({ rotationRules: { automaticallyAfterDays: 30 } }), bad: () => ({ rotationRules: { duration: "3h" } }), says: [
      "rotationRules: InvalidParameterException: a rotation is scheduled by automaticallyAfterDays or by a scheduleExpression, and this one by neither; give one."
    ] },
  {
    rule: "secretsmanager-rotation-value", type: T.secretRotation,
    given: (w) => { w.cloud.create(T.secret, "empty", { name: "empty" }); const full = w.cloud.create(T.secret, "full", { name: "full" }); w.cloud.create(T.secretVersion, "value", { secretId: full.id, secretString: "x" }); },
    good: (w) => ({ secretId: w.cloud.view().byType(T.secret).find(({ outputs }) => outputs["name"] === "full")?.id ?? "" }),
    bad: (w) => ({ secretId: w.cloud.view().byType(T.secret).find(({ outputs }) => outputs["name"] === "empty")?.id ?? "" }), says: [
      "secretId: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT; write the first value before the rotation."
    ],
  },
  { rule: "serverlessrepo-capabilities", type: T.applicationStack, good: () => ({ applicationId: APPLICATION, capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"] }), bad: () => ({ applicationId: APPLICATION, capabilities: ["CAPABILITY_IAM"] }), says: [
      "capabilities: InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_RESOURCE_POLICY]; acknowledge them in capabilities."
    ] },
  {
    rule: "serverlessrepo-rotation-parameters", type: T.applicationStack,
    good: (w) => ({ applicationId: APPLICATION, parameters: { endpoint: "https://secretsmanager.us-east-1.amazonaws.com", functionName: "rotation", vpcSubnetIds: `${w.subnetA.id},${w.subnetB.id}`, vpcSecurityGroupIds: w.group.id } }),
    bad: () => ({ applicationId: APPLICATION, parameters: { functionName: "r".repeat(65), vpcSubnetIds: "subnet-1", vpcSecurityGroupIds: "sg-1" } }), says: [
      "parameters: ValidationError: Parameters: [endpoint] must have values; give them.",
      "parameters: ValidationException: a function's name has 64 characters at most; shorten functionName.",
      "parameters: InvalidParameterValueException: subnet-1 does not exist in us-east-1; make it first, or pass the id of one that does.",
      "parameters: InvalidParameterValueException: sg-1 does not exist in us-east-1; make it first, or pass the id of one that does."
    ],
  },
];
