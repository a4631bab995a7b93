import { WAF_GROUPS, nearest } from "../catalogues";
import { find, oneOf, others, refuse, refuseIf, type Rule } from "../rule";
import type { Reader } from "../reader";
import { T } from "../tokens";
import type { CloudView } from "../../provider/cloud";

const ACL = "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html";
const CAPACITY = "https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html";
const RATE = "https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html";
const LOGGING = "https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html";
const ACL_LIMIT = 5000;

const STATEMENTS = [
  "andStatement", "asnMatchStatement", "byteMatchStatement", "geoMatchStatement", "ipSetReferenceStatement", "labelMatchStatement", "managedRuleGroupStatement",
  "notStatement", "orStatement", "rateBasedStatement", "regexMatchStatement", "regexPatternSetReferenceStatement", "ruleGroupReferenceStatement", "sizeConstraintStatement",
  "sqliMatchStatement", "xssMatchStatement",
];

/** Capacity units of a statement and all inside it. https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html */
export function capacityOf(statement: Reader, cloud: CloudView): number {
  const kind = STATEMENTS.find((name) => statement.given(name));
  const inner = kind === undefined ? statement : statement.object(kind);
  const transformations = 10 * Math.max(0, inner.objects("textTransformations").length - 1 + (inner.objects("textTransformations").some((item) => item.text("type") !== "NONE") ? 1 : 0));
  const scopeDown = inner.given("scopeDownStatement") ? capacityOf(inner.object("scopeDownStatement"), cloud) : 0;
  const nested = inner.objects("statements").reduce((sum, item) => sum + capacityOf(item, cloud), 0);
  switch (kind) {
    case "managedRuleGroupStatement":
      return (WAF_GROUPS.entries[inner.text("name") ?? ""] ?? 0) + scopeDown;
    case "ruleGroupReferenceStatement": {
      const group = find(cloud, T.ruleGroup, inner.text("arn"));
      return Number(group?.inputs["capacity"] ?? 0);
    }
    case "rateBasedStatement":
      return 2 + 30 * inner.objects("customKeys").length + scopeDown;
    case "byteMatchStatement":
      return (inner.text("positionalConstraint")?.startsWith("CONTAINS") === true ? 10 : 2) + transformations;
    case "regexMatchStatement":
      return 3 + transformations;
    case "regexPatternSetReferenceStatement":
      return 25 + transformations;
    case "sqliMatchStatement":
      return (inner.text("sensitivityLevel") === "HIGH" ? 30 : 20) + transformations;
    case "xssMatchStatement":
      return 40 + transformations;
    case "andStatement":
    case "orStatement":
      return 1 + nested;
    case "notStatement":
      return 1 + nested;
    default:
      return 1 + transformations;
  }
}

export const wafv2: readonly Rule[] = [
  oneOf(T.webAcl, "scope", ["REGIONAL", "CLOUDFRONT"], ACL),
  oneOf(T.ipSet, "scope", ["REGIONAL", "CLOUDFRONT"], ACL),
  oneOf(T.ipSet, "ipAddressVersion", ["IPV4", "IPV6"], "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html"),
  {
    id: "wafv2-cloudfront-region",
    types: [T.webAcl, T.ipSet, T.ruleGroup],
    stage: "check",
    source: ACL,
    check: (subject, cloud) =>
      refuseIf(subject.text("scope") === "CLOUDFRONT" && cloud.region !== "us-east-1", "scope", `WAFInvalidParameterException: the scope CLOUDFRONT lives in us-east-1, and this provider is in ${cloud.region}; use a provider of us-east-1.`),
  },
  {
    id: "wafv2-rules",
    types: [T.webAcl, T.ruleGroup],
    stage: "check",
    source: ACL,
    check: (subject) => {
      const rules = subject.objects("rules");
      const twice = (values: readonly (string | number | undefined)[]) => values.find((value, index) => value !== undefined && values.indexOf(value) !== index);
      const priority = twice(rules.map((rule) => rule.number("priority")));
      const name = twice(rules.map((rule) => rule.text("name")));
      return [
        ...(priority === undefined ? [] : [refuse("rules", `WAFInvalidParameterException: two rules have the priority ${priority}; priorities must be unique.`)]),
        ...(name === undefined ? [] : [refuse("rules", `WAFInvalidParameterException: two rules are named "${name}"; names must be unique.`)]),
        ...rules.flatMap((rule, index) => {
          const group = rule.given("statement.managedRuleGroupStatement") || rule.given("statement.ruleGroupReferenceStatement");
          const action = rule.given("action");
          const override = rule.given("overrideAction");
          const kinds = STATEMENTS.filter((kind) => rule.given(`statement.${kind}`));
          return [
            ...(group && action ? [refuse(`rules[${index}].action`, "WAFInvalidParameterException: a rule group's own rules act; use overrideAction (none or count) instead of action.")] : []),
            ...(group && !override ? [refuse(`rules[${index}].overrideAction`, "WAFInvalidParameterException: a rule group needs overrideAction: { none: {} } or { count: {} }.")] : []),
            ...(!group && override ? [refuse(`rules[${index}].overrideAction`, "WAFInvalidParameterException: overrideAction is for rule groups; use action.")] : []),
            ...(!group && !action && !rule.unknown("statement") ? [refuse(`rules[${index}].action`, "WAFInvalidParameterException: the rule has no action; give allow, block or count.")] : []),
            ...(kinds.length !== 1 && !rule.unknown("statement") ? [refuse(`rules[${index}].statement`, `WAFInvalidParameterException: a rule has one statement, and this one has ${kinds.length}; combine them with andStatement.`)] : []),
          ];
        }),
      ];
    },
  },
  {
    id: "wafv2-capacity",
    types: [T.webAcl],
    stage: "check",
    source: CAPACITY,
    check: (subject, cloud) => {
      const used = subject.objects("rules").reduce((sum, rule) => sum + capacityOf(rule.object("statement"), cloud), 0);
      return refuseIf(used > ACL_LIMIT, "rules", `WAFLimitsExceededException: the rules need ${used} capacity units, and a web ACL has ${ACL_LIMIT} (1,500 are in the base price); remove rule groups.`);
    },
  },
  {
    id: "wafv2-managed-groups",
    types: [T.webAcl],
    stage: "check",
    source: WAF_GROUPS.source,
    check: (subject) =>
      subject.objects("rules").flatMap((rule, index) => {
        const group = rule.object("statement.managedRuleGroupStatement");
        const name = group.text("name");
        if (name === undefined || group.text("vendorName") !== "AWS" || WAF_GROUPS.entries[name] !== undefined) {
          return [];
        }
        const close = nearest(name, Object.keys(WAF_GROUPS.entries));
        return [refuse(`rules[${index}].statement.managedRuleGroupStatement.name`, `WAFNonexistentItemException: AWS has no managed rule group "${name}".${close === undefined ? "" : ` Did you mean ${close}?`}`)];
      }),
  },
  {
    id: "wafv2-rate",
    types: [T.webAcl, T.ruleGroup],
    stage: "check",
    source: RATE,
    check: (subject) =>
      subject.objects("rules").flatMap((rule, index) => {
        const rate = rule.object("statement.rateBasedStatement");
        const limit = rate.number("limit");
        const window = rate.number("evaluationWindowSec");
        const at = `rules[${index}].statement.rateBasedStatement`;
        return [
          ...(limit !== undefined && (limit < 10 || limit > 2_000_000_000) ? [refuse(`${at}.limit`, `WAFInvalidParameterException: a rate limit is 10 to 2,000,000,000 requests, not ${limit}.`)] : []),
          ...(window !== undefined && ![60, 120, 300, 600].includes(window) ? [refuse(`${at}.evaluationWindowSec`, `WAFInvalidParameterException: requests are counted over 60, 120, 300 or 600 seconds, not ${window}.`)] : []),
          ...(rate.text("aggregateKeyType") === "CUSTOM_KEYS" && rate.count("customKeys") === 0 ? [refuse(`${at}.customKeys`, "WAFInvalidParameterException: CUSTOM_KEYS needs at least one custom key.")] : []),
          ...(rate.text("aggregateKeyType") === "FORWARDED_IP" && rate.absent("forwardedIpConfig") ? [refuse(`${at}.forwardedIpConfig`, "WAFInvalidParameterException: FORWARDED_IP needs forwardedIpConfig, which names the header.")] : []),
        ];
      }),
  },
  {
    id: "wafv2-custom-response",
    types: [T.webAcl, T.ruleGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CustomResponse.html",
    check: (subject) =>
      subject.objects("rules").flatMap((rule, index) => {
        const response = rule.object("action.block.customResponse");
        const at = `rules[${index}].action.block.customResponse`;
        const code = response.number("responseCode");
        const headers = response.objects("responseHeaders").map((header) => header.text("name")?.toLowerCase());
        const twice = headers.find((name, position) => name !== undefined && headers.indexOf(name) < position);
        return [
          ...(code !== undefined && (code < 200 || code > 599) ? [refuse(`${at}.responseCode`, `WAFInvalidParameterException: a response has a code from 200 to 599, not ${code}.`)] : []),
          ...(headers.includes("content-type") ? [refuse(`${at}.responseHeaders`, "WAFInvalidParameterException: content-type is WAF's to say; remove the header.")] : []),
          ...(twice === undefined ? [] : [refuse(`${at}.responseHeaders`, `WAFInvalidParameterException: the header ${twice} is there twice; keep one.`)]),
        ];
      }),
  },
  {
    id: "wafv2-visibility-names",
    types: [T.webAcl, T.ruleGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_VisibilityConfig.html",
    check: (subject) =>
      ["visibilityConfig.metricName", "rules[*].visibilityConfig.metricName"].flatMap((path) =>
        subject.all(path).flatMap(({ path: property, value }) => (typeof value === "string" && !/^[\w#:./-]{1,255}$/.test(value) ? [refuse(property, `WAFInvalidParameterException: "${value}" is no metric name; use letters, digits and _#:./-.`)] : [])),
      ),
  },
  {
    id: "wafv2-default-action",
    types: [T.webAcl],
    stage: "check",
    source: ACL,
    check: (subject) => refuseIf(!subject.unknown("defaultAction") && subject.given("defaultAction.allow") === subject.given("defaultAction.block"), "defaultAction", "WAFInvalidParameterException: the default action is one of allow and block."),
  },
  {
    id: "wafv2-log-destination",
    types: [T.webAclLogging],
    stage: "check",
    source: LOGGING,
    check: (subject) =>
      subject.all("logDestinationConfigs[*]").flatMap(({ path, value }) => {
        const name = typeof value === "string" ? (value.split(/[:/]/).filter((part) => part !== "*").at(-1) ?? "") : undefined;
        return name === undefined || name.startsWith("aws-waf-logs-") ? [] : [refuse(path, `WAFInvalidParameterException: Error reason: The ARN isn't valid. field: LOG_DESTINATION, parameter: ${String(value)}; the destination's name must begin with aws-waf-logs-.`)];
      }),
  },
  {
    id: "wafv2-log-destination-exists",
    types: [T.webAclLogging],
    stage: "admit",
    source: LOGGING,
    check: (subject, cloud) =>
      subject.all("logDestinationConfigs[*]").flatMap(({ path, value }) => {
        const arn = typeof value === "string" ? value.replace(/:\*$/, "") : "";
        const kind = arn.includes(":logs:") ? T.logGroup : arn.includes(":s3:") ? T.bucket : undefined;
        return kind !== undefined && find(cloud, kind, arn) === undefined ? [refuse(path, `WAFLogDestinationPermissionIssueException: the log destination ${arn} does not exist; make it first.`)] : [];
      }),
  },
  {
    id: "wafv2-redacted-fields",
    types: [T.webAclLogging],
    stage: "check",
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html",
    check: (subject) => {
      const count = subject.count("redactedFields") ?? 0;
      return [
        ...(count > 100 ? [refuse("redactedFields", `WAFLimitsExceededException: ${count} redacted fields are more than 100.`)] : []),
        ...(subject.count("logDestinationConfigs") === 1 || subject.unknown("logDestinationConfigs") ? [] : [refuse("logDestinationConfigs", "WAFInvalidParameterException: a web ACL logs to one destination.")]),
      ];
    },
  },
  {
    id: "wafv2-one-acl-per-resource",
    types: [T.webAclAssociation],
    stage: "admit",
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
    check: (subject, cloud) => {
      const other = others(subject, cloud, T.webAclAssociation).find(({ inputs }) => inputs["resourceArn"] === subject.text("resourceArn"));
      const acl = find(cloud, T.webAcl, subject.text("webAclArn"));
      return [
        ...(other !== undefined && subject.text("resourceArn") !== undefined ? [refuse("resourceArn", `WAFAssociatedItemException: ${subject.text("resourceArn")} has the web ACL ${String(other.inputs["webAclArn"])} already; a resource has one.`)] : []),
        ...(acl?.inputs["scope"] === "CLOUDFRONT" ? [refuse("webAclArn", "WAFInvalidParameterException: a web ACL of scope CLOUDFRONT is associated by the distribution itself; use one of scope REGIONAL.")] : []),
      ];
    },
  },
];
