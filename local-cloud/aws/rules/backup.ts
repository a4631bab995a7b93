import { everywhere, oneOf, others, range, refuse, refuseIf, type Rule, type Subject, type Verdict } from "../rule";
import { T } from "../tokens";
import { trustRule } from "./iam";

const DEVGUIDE = "https://docs.aws.amazon.com/aws-backup/latest/devguide";
const RULE = `${DEVGUIDE}/API_BackupRuleInput.html`;
const LOCK = `${DEVGUIDE}/API_PutBackupVaultLockConfiguration.html`;
const EVENTS = `${DEVGUIDE}/API_PutBackupVaultNotifications.html`;
const SELECTION = `${DEVGUIDE}/API_BackupSelection.html`;
const TESTING = `${DEVGUIDE}/API_RestoreTestingPlanForCreate.html`;
const TESTED = `${DEVGUIDE}/API_RestoreTestingSelectionForCreate.html`;
const LIFECYCLE = `${DEVGUIDE}/API_Lifecycle.html`;

const MINIMUM_START_MINUTES = 60;
const COLD_DAYS = 90;
/** Six fields; of the days of the month and those of the week, one says nothing. */
const CRON = /^cron\((\S+ ){2}(\? \S+ \S+|\S+ \S+ \?) \S+\)$/;
const TESTED_TYPES = ["Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3"];

export const backup: readonly Rule[] = [
  range(T.backupVaultLock, "changeableForDays", 3, 36_500, LOCK),
  range(T.backupVaultLock, "minRetentionDays", 1, 36_500, LOCK),
  range(T.backupVaultLock, "maxRetentionDays", 1, 36_500, LOCK),
  {
    id: "backup-lock-retention",
    types: [T.backupVaultLock],
    stage: "check",
    source: LOCK,
    check: (subject) => {
      const [least, most] = [subject.number("minRetentionDays"), subject.number("maxRetentionDays")];
      return refuseIf(least !== undefined && most !== undefined && least > most, "minRetentionDays", `InvalidParameterValueException: a vault cannot keep for ${least} days at least and ${most} at most; lower one, or raise the other.`);
    },
  },
  {
    id: "backup-one-lock-and-policy",
    types: [T.backupVaultLock, T.backupVaultPolicy, T.backupVaultNotifications],
    stage: "admit",
    source: `${DEVGUIDE}/vault-lock.html`,
    check: (subject, cloud) => {
      const name = subject.text("backupVaultName");
      const other = others(subject, cloud, subject.type).find(({ inputs, urn }) => inputs["backupVaultName"] === name && urn !== subject.urn);
      return refuseIf(other !== undefined && name !== undefined, "backupVaultName", `the backup vault ${name} has one already, and each would undo the other; merge the two.`);
    },
  },
  oneOf(
    T.backupVaultNotifications,
    "backupVaultEvents[*]",
    [
      "BACKUP_JOB_STARTED", "BACKUP_JOB_COMPLETED", "BACKUP_JOB_SUCCESSFUL", "BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED", "RESTORE_JOB_STARTED", "RESTORE_JOB_COMPLETED", "RESTORE_JOB_SUCCESSFUL",
      "RESTORE_JOB_FAILED", "COPY_JOB_STARTED", "COPY_JOB_SUCCESSFUL", "COPY_JOB_FAILED", "RECOVERY_POINT_MODIFIED", "BACKUP_PLAN_CREATED", "BACKUP_PLAN_MODIFIED", "S3_BACKUP_OBJECT_FAILED", "S3_RESTORE_OBJECT_FAILED",
    ],
    EVENTS,
  ),
  { id: "backup-rule-names", types: [T.backupPlan], stage: "check", source: RULE, check: (subject) => ruleNames(subject) },
  { id: "backup-rule-windows", types: [T.backupPlan], stage: "check", source: `${DEVGUIDE}/plan-options-and-configuration.html`, check: (subject) => windows(subject) },
  {
    id: "backup-schedule",
    types: [T.backupPlan, T.restoreTestingPlan],
    stage: "check",
    source: `${DEVGUIDE}/creating-a-backup-plan.html`,
    check: (subject) =>
      [...subject.all("rules[*].schedule"), ...subject.all("scheduleExpression")].flatMap(({ path, value }) =>
        typeof value === "string" && !CRON.test(value) ? [refuse(path, `InvalidParameterValueException: Invalid schedule expression "${value}"; write it as cron(0 5 ? * * *), with a ? for the days of the month or of the week.`)] : [],
      ),
  },
  {
    id: "backup-lifecycle",
    types: [T.backupPlan],
    stage: "check",
    source: LIFECYCLE,
    check: (subject) =>
      ["rules[*].lifecycle", "rules[*].copyActions[*].lifecycle"].flatMap((pattern) =>
        subject.all(pattern).flatMap(({ path }) => {
          const [cold, end] = [subject.number(`${path}.coldStorageAfter`), subject.number(`${path}.deleteAfter`)];
          return cold !== undefined && end !== undefined && end < cold + COLD_DAYS
            ? [refuse(`${path}.deleteAfter`, `InvalidParameterValueException: what moves to cold storage after ${cold} days stays there for ${COLD_DAYS}; delete it after ${cold + COLD_DAYS} days or later, not ${end}.`)]
            : [];
        }),
      ),
  },
  {
    id: "backup-copy-destination",
    types: [T.backupPlan],
    stage: "admit",
    source: `${DEVGUIDE}/API_CopyAction.html`,
    check: (subject, cloud) =>
      subject.all("rules[*].copyActions[*].destinationVaultArn").flatMap(({ path, value }) => {
        const [, , service, , account] = typeof value === "string" ? value.split(":") : [];
        const ours = service === "backup" && account === cloud.account;
        const exists = everywhere(subject, cloud, T.backupVault).some(({ outputs }) => outputs["arn"] === value);
        return ours && !exists ? [refuse(path, `InvalidParameterValueException: the backup vault ${String(value)} does not exist; make it in its Region first.`)] : [];
      }),
  },
  {
    id: "backup-selection-of-something",
    types: [T.backupSelection],
    stage: "check",
    source: SELECTION,
    check: (subject) =>
      refuseIf(
        ["resources", "notResources", "selectionTags", "conditions"].every((property) => subject.count(property) === 0),
        "resources",
        "InvalidParameterValueException: a selection needs resources or tags to select by; give one of resources, notResources, selectionTags, conditions.",
      ),
  },
  trustRule("backup-selection-role", T.backupSelection, "iamRoleArn", "backup.amazonaws.com", ["sts:AssumeRole"], `${DEVGUIDE}/iam-service-roles.html`, "InvalidParameterValueException"),
  trustRule("backup-restore-test-role", T.restoreTestingSelection, "iamRoleArn", "backup.amazonaws.com", ["sts:AssumeRole"], TESTED, "InvalidParameterValueException"),
  range(T.restoreTestingPlan, "startWindowHours", 1, 168, TESTING),
  range(T.restoreTestingPlan, "recoveryPointSelection.selectionWindowDays", 1, 365, TESTING),
  oneOf(T.restoreTestingPlan, "recoveryPointSelection.algorithm", ["LATEST_WITHIN_WINDOW", "RANDOM_WITHIN_WINDOW"], TESTING),
  oneOf(T.restoreTestingPlan, "recoveryPointSelection.recoveryPointTypes[*]", ["CONTINUOUS", "SNAPSHOT"], TESTING),
  range(T.restoreTestingSelection, "validationWindowHours", 1, 168, TESTED),
  oneOf(T.restoreTestingSelection, "protectedResourceType", TESTED_TYPES, TESTED),
  {
    id: "backup-restore-test-of-something",
    types: [T.restoreTestingSelection],
    stage: "check",
    source: TESTED,
    check: (subject) => {
      const ways = ["protectedResourceArns", "protectedResourceConditions"].filter((property) => subject.given(property)).length;
      return refuseIf(ways !== 1, "protectedResourceArns", `InvalidParameterValueException: a restore test has either protectedResourceArns or protectedResourceConditions, and this one has ${ways} of them.`);
    },
  },
];

function ruleNames(subject: Subject): Verdict {
  const names = subject.objects("rules").map((rule) => rule.text("ruleName"));
  const twice = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
  const strange = names.find((name) => name !== undefined && !/^[\w.-]{1,50}$/.test(name));
  return [
    ...(twice === undefined ? [] : [refuse("rules", `InvalidParameterValueException: two rules have the name "${twice}"; name each once.`)]),
    ...(strange === undefined ? [] : [refuse("rules", `InvalidParameterValueException: "${strange}" is no name of a rule; use 1 to 50 letters, digits and _.-.`)]),
  ];
}

function windows(subject: Subject): Verdict {
  return subject.objects("rules").flatMap((rule, index) => {
    const [start, end] = [rule.number("startWindow"), rule.number("completionWindow")];
    return [
      ...(start !== undefined && start < MINIMUM_START_MINUTES
        ? [refuse(`rules[${index}].startWindow`, `InvalidParameterValueException: a job needs ${MINIMUM_START_MINUTES} minutes or more to start in, not ${start}.`)]
        : []),
      ...(start !== undefined && end !== undefined && end < start + MINIMUM_START_MINUTES
        ? [refuse(`rules[${index}].completionWindow`, `InvalidParameterValueException: a job that may start after ${start} minutes needs ${start + MINIMUM_START_MINUTES} or more to complete in, not ${end}.`)]
        : []),
    ];
  });
}
