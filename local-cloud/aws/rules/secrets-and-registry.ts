import { of, oneOf, others, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { isObject } from "../../provider/values";

const LIFECYCLE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html";
const REPOSITORY = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html";

export const secretsAndRegistry: readonly Rule[] = [
  {
    id: "secretsmanager-recovery-window",
    types: [T.secret],
    stage: "check",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
    check: (subject) => {
      const days = subject.number("recoveryWindowInDays");
      return refuseIf(days !== undefined && days !== 0 && (days < 7 || days > 30), "recoveryWindowInDays", `InvalidParameterException: a deleted secret can be recovered for 7 to 30 days, or 0 for none, not for ${days}.`);
    },
  },
  {
    id: "secretsmanager-version-value",
    types: [T.secretVersion],
    stage: "check",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html",
    check: (subject) => {
      const given = ["secretString", "secretStringWo", "secretBinary"].filter((name) => subject.given(name));
      const size = Buffer.byteLength(subject.text(given[0] ?? "") ?? "");
      return [
        ...(given.length === 1 ? [] : [refuse("secretString", `InvalidParameterException: a version has one value, and this one has ${given.length}; give exactly one of secretString, secretStringWo, secretBinary.`)]),
        ...(size > 65_536 ? [refuse(given[0] ?? "secretString", `InvalidParameterException: the value has ${size} bytes, and Secrets Manager takes 65536.`)] : []),
        ...(subject.given("secretStringWo") && subject.absent("secretStringWoVersion") ? [refuse("secretStringWoVersion", "secretStringWo needs secretStringWoVersion, by which a new value is noticed.")] : []),
      ];
    },
  },
  oneOf(T.repository, "imageTagMutability", ["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"], REPOSITORY),
  oneOf(T.repository, "encryptionConfigurations[*].encryptionType", ["AES256", "KMS", "KMS_DSSE"], REPOSITORY),
  {
    id: "ecr-encryption-key",
    types: [T.repository],
    stage: "check",
    source: REPOSITORY,
    check: (subject) =>
      subject.objects("encryptionConfigurations").flatMap((encryption, index) =>
        encryption.given("kmsKey") && (encryption.text("encryptionType") ?? "AES256") === "AES256" && !encryption.unknown("encryptionType")
          ? [refuse(`encryptionConfigurations[${index}].kmsKey`, 'InvalidParameterException: a kmsKey needs encryptionType: "KMS".')]
          : [],
      ),
  },
  {
    id: "ecr-lifecycle-policy",
    types: [T.ecrLifecyclePolicy],
    stage: "check",
    source: LIFECYCLE,
    check: (subject) => {
      const rules = lifecycleRules(subject.at("policy"));
      if (rules === undefined) {
        return subject.unknown("policy") ? undefined : refuse("policy", "InvalidParameterException: Invalid parameter at 'LifecyclePolicyText': it is no JSON object with rules.");
      }
      const priorities = rules.map((rule) => Number(rule["rulePriority"]));
      const twice = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
      const any = rules.filter((rule) => isObject(rule["selection"]) && rule["selection"]["tagStatus"] === "any").map((rule) => Number(rule["rulePriority"]));
      const tagged = rules.find(({ selection }) => isObject(selection) && selection["tagStatus"] === "tagged" && selection["tagPrefixList"] === undefined && selection["tagPatternList"] === undefined);
      return [
        ...(twice === undefined ? [] : [refuse("policy", `InvalidParameterException: two rules have the rulePriority ${twice}; priorities must be unique.`)]),
        ...(any.length > 1 ? [refuse("policy", 'InvalidParameterException: only one rule may have the tagStatus "any".')] : []),
        ...(any.length === 1 && Math.max(...priorities) !== any[0] ? [refuse("policy", 'InvalidParameterException: the rule of tagStatus "any" must have the highest rulePriority, so that it comes last.')] : []),
        ...(tagged === undefined ? [] : [refuse("policy", 'InvalidParameterException: a rule of tagStatus "tagged" needs tagPrefixList or tagPatternList.')]),
      ];
    },
  },
  {
    id: "ecr-one-lifecycle-policy",
    types: [T.ecrLifecyclePolicy, T.repositoryPolicy],
    stage: "admit",
    source: LIFECYCLE,
    check: (subject, cloud) => {
      const other = others(subject, cloud, subject.type).find(({ inputs, urn }) => inputs["repository"] === subject.text("repository") && urn !== subject.urn);
      return refuseIf(other !== undefined && subject.text("repository") !== undefined, "repository", `the repository ${subject.text("repository")} has such a policy already, and each would undo the other; merge the two.`);
    },
  },
  {
    id: "sns-subscription",
    types: [T.topicSubscription],
    stage: "check",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html",
    check: (subject) => {
      const [protocol, endpoint] = [subject.text("protocol"), subject.text("endpoint")];
      const form = { email: /^[^@\s]+@[^@\s]+$/, https: /^https:\/\//, http: /^http:\/\//, sqs: /^arn:[\w-]+:sqs:/, lambda: /^arn:[\w-]+:lambda:/ }[protocol ?? ""];
      return refuseIf(form !== undefined && endpoint !== undefined && !form.test(endpoint), "endpoint", `InvalidParameter: "${endpoint}" is no endpoint for the protocol ${protocol}; correct one of the two.`);
    },
  },
  oneOf(T.topicSubscription, "protocol", ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"], "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"),
  range(T.lambda, "memorySize", 128, 10_240, "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  range(T.lambda, "timeout", 1, 900, "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  {
    id: "tags",
    types: Object.values(T),
    stage: "check",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
    check: (subject) => {
      const tags = subject.object("tags");
      const before = subject.prior === undefined ? {} : of(subject.prior).object("tags").properties;
      return [
        ...(Object.keys(tags.properties).length > 50 ? [refuse("tags", "TagLimitExceeded: a resource has at most 50 tags.")] : []),
        ...Object.entries(tags.properties).flatMap(([key, value]) => {
          if (key.length > 128 || key === "") {
            return [refuse("tags", `InvalidParameterValue: the tag key "${key}" has ${key.length} characters, and AWS takes 1 to 128.`)];
          }
          if (/^aws:/i.test(key) && before[key] === undefined) {
            return [refuse(`tags.${key}`, `InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use; rename "${key}".`)];
          }
          return typeof value === "string" && value.length > 256 ? [refuse(`tags.${key}`, `InvalidParameterValue: the tag's value has ${value.length} characters, and AWS takes 256.`)] : [];
        }),
      ];
    },
  },
];

function lifecycleRules(policy: unknown): Record<string, unknown>[] | undefined {
  let document = policy;
  if (typeof policy === "string") {
    try {
      document = JSON.parse(policy);
    } catch {
      return undefined;
    }
  }
  const rules = isObject(document) ? document["rules"] : undefined;
  return Array.isArray(rules) ? rules.filter(isObject) : undefined;
}
