import type { RuleCase } from "../../testing/rule-case";
import type { World } from "../../testing/world";
import { T } from "../../tokens";
import type { Properties } from "../../../provider/values";

const MANAGED = { name: "common", priority: 1, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } } };

function rate(limit: number, more: Properties = {}): Properties {
  return { name: "rate", priority: 2, action: { block: {} }, statement: { rateBasedStatement: { limit, aggregateKeyType: "IP", ...more } } };
}

function certificate(w: World): string {
  return String(w.cloud.view().byType(T.certificate)[0]?.id);
}

function logBucket(w: World): void {
  w.cloud.create(T.bucketEncryption, "encryption", { bucket: w.bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] });
}

export const edgeCases: readonly RuleCase[] = [
  { rule: "elb-zones", type: T.loadBalancer, good: (w) => ({ subnets: [w.subnetA.id, w.subnetB.id] }), bad: (w) => ({ subnets: [w.subnetA.id, w.subnetA2.id] }), says: [
      "subnets: ValidationError: At least two subnets in two different Availability Zones must be specified, and these are in us-east-1a; add a subnet.",
      "subnets: InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone (us-east-1a); keep one per zone."
    ] },
  { rule: "elb-zones", type: T.loadBalancer, good: (w) => ({ loadBalancerType: "network", internal: true, subnets: [w.strange.id] }), bad: (w) => ({ subnets: [w.subnetB.id, w.strange.id] }), says: [
      "subnets: InvalidConfigurationRequest: all subnets must belong to the same VPC, and these are of <vpc> and <other-vpc>.",
      "subnets: InvalidSubnet: VPC <other-vpc> has no internet gateway, which an internet-facing load balancer needs; make one first or set internal to true."
    ] },
  { rule: "elb-subnet-size", type: T.loadBalancer, good: (w) => ({ subnets: [w.subnetA.id] }), bad: (w) => ({ subnets: [w.subnetA.id, w.tiny.id] }), says: [
      "subnets: InvalidSubnet: the subnet <tiny> is smaller than /27, which an Application Load Balancer needs with 8 free addresses."
    ] },
  { rule: "elb-groups-in-vpc", type: T.loadBalancer, good: (w) => ({ subnets: [w.subnetA.id], securityGroups: [w.group.id] }), bad: (w) => ({ subnets: [w.subnetA.id], securityGroups: [w.otherGroup.id] }), says: [
      "securityGroups: InvalidConfigurationRequest: One or more security groups are invalid: <other-group> is not in the load balancer's VPC <vpc>."
    ] },
  { rule: "elb-access-log-bucket", type: T.loadBalancer, given: logBucket, good: (w) => ({ accessLogs: { enabled: false, bucket: w.bucket.id } }), bad: (w) => ({ accessLogs: { enabled: true, bucket: w.bucket.id } }), says: [
      "accessLogs.bucket: InvalidConfigurationRequest: Access Denied for bucket: kianax-logs. Please check S3bucket permission: its policy must let logdelivery.elasticloadbalancing.amazonaws.com put objects.",
      "accessLogs.bucket: InvalidConfigurationRequest: the bucket kianax-logs encrypts with KMS, and load balancer logs only take SSE-S3; set its sseAlgorithm to AES256."
    ] },
  { rule: "elb-log-prefix", type: T.loadBalancer, good: () => ({ accessLogs: { enabled: true, bucket: "b" }, connectionLogs: { enabled: true, bucket: "b", prefix: "connections" } }), bad: () => ({ accessLogs: { enabled: true, bucket: "b", prefix: "AWSLogs" }, connectionLogs: { enabled: true, bucket: "b", prefix: "my/AWSLogs" } }), says: [
      "accessLogs.prefix: InvalidConfigurationRequest: the prefix \"AWSLogs\" must not hold AWSLogs, which AWS puts behind it itself.",
      "connectionLogs.prefix: InvalidConfigurationRequest: the prefix \"my/AWSLogs\" must not hold AWSLogs, which AWS puts behind it itself."
    ] },
  { rule: "elb-listener-headers", type: T.listener, good: () => ({ protocol: "HTTPS", routingHttpResponseXFrameOptionsHeaderValue: "DENY", routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000; includeSubDomains" }), bad: () => ({ protocol: "HTTPS", routingHttpResponseXContentTypeOptionsHeaderValue: "none", routingHttpResponseXFrameOptionsHeaderValue: "NEVER", routingHttpResponseStrictTransportSecurityHeaderValue: "31536000" }), says: [
      "routingHttpResponseXContentTypeOptionsHeaderValue: ValidationError: X-Content-Type-Options is nosniff, not \"none\".",
      "routingHttpResponseXFrameOptionsHeaderValue: ValidationError: X-Frame-Options is DENY, SAMEORIGIN or ALLOW-FROM with an address, not \"NEVER\".",
      "routingHttpResponseStrictTransportSecurityHeaderValue: ValidationError: Strict-Transport-Security is written as max-age=31536000; includeSubDomains; preload, not \"31536000\"."
    ] },
  { rule: "elb-listener-headers", type: T.listener, good: () => ({ protocol: "TCP" }), bad: () => ({ protocol: "TCP", routingHttpResponseXFrameOptionsHeaderValue: "DENY" }), says: [
      "routingHttpResponseXFrameOptionsHeaderValue: InvalidConfigurationRequest: only HTTP and HTTPS listeners of Application Load Balancers change headers; remove it."
    ] },
  { rule: "elb-listener-certificate", type: T.listener, good: () => ({ protocol: "HTTPS", certificateArn: "c", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }), bad: () => ({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-9" }), says: [
      "certificateArn: CertificateNotFound: A certificate must be specified for HTTPS listeners; give certificateArn.",
      "sslPolicy: SSLPolicyNotFound: SSL policy 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-9' not found. Did you mean ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09?"
    ] },
  { rule: "elb-listener-certificate", type: T.listener, good: () => ({ protocol: "HTTP" }), bad: () => ({ protocol: "HTTP", certificateArn: "c", sslPolicy: "ELBSecurityPolicy-2016-08" }), says: [
      "certificateArn: InvalidConfigurationRequest: A certificate cannot be specified for HTTP listeners; set protocol to HTTPS.",
      "sslPolicy: InvalidConfigurationRequest: an SSL policy cannot be specified for HTTP listeners; set protocol to HTTPS."
    ] },
  { rule: "elb-listener-port-once", type: T.listener, good: (w) => ({ loadBalancerArn: w.balancer.id, port: 443 }), bad: (w) => ({ loadBalancerArn: w.balancer.id, port: 80 }), says: [
      "port: DuplicateListener: A listener already exists on port 80 of this load balancer (<listener>); use another port."
    ] },
  {
    rule: "elb-listener-certificate-issued", type: T.listener, given: (w) => w.cloud.create(T.certificate, "certificate", { domainName: "api.kianax.io", validationMethod: "DNS" }),
    good: () => ({ certificateArn: "arn:aws:acm:us-east-1:999999999999:certificate/x" }), bad: (w) => ({ certificateArn: certificate(w) }), says: [
      "certificateArn: UnsupportedCertificate: The certificate '<certificate>' must have a fully-qualified domain name, a supported signature, and be issued; use the certificateArn of its CertificateValidation, which waits for that."
    ],
  },
  { rule: "elb-actions", type: T.listener, good: () => ({ defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }] }), bad: () => ({ defaultActions: [{ type: "redirect", redirect: { statusCode: "301" } }, { type: "forward" }, { type: "drop" }] as Properties[] }), says: [
      "defaultActions[0].redirect.statusCode: ValidationError: \"301\" is no redirect; write HTTP_301 or HTTP_302.",
      "defaultActions[1].targetGroupArn: ValidationError: a forward action needs targetGroupArn or forward.",
      "defaultActions[2].type: ValidationError: \"drop\" is no action; AWS has forward, redirect, fixed-response, authenticate-cognito, authenticate-oidc, jwt-validation."
    ] },
  {
    rule: "elb-rule-priority-once", type: T.listenerRule, given: (w) => w.cloud.create(T.listenerRule, "existing", { listenerArn: w.listener.id, priority: 10, conditions: [{ pathPattern: { values: ["/a"] } }], actions: [] }),
    good: (w) => ({ listenerArn: w.listener.id, priority: 20 }), bad: (w) => ({ listenerArn: w.listener.id, priority: 10 }), says: [
      "priority: PriorityInUse: Priority '10' is currently in use by <existing>; give each rule of a listener its own."
    ],
  },
  { rule: "elb-rule-conditions", type: T.listenerRule, good: () => ({ conditions: [{ pathPattern: { values: ["/api/*"] } }] }), bad: () => ({ conditions: [{ pathPattern: { values: ["/1", "/2", "/3", "/4", "/5", "/6"] } }] }), says: [
      "conditions: TooManyConditionValues: the rule has 6 condition values, and AWS takes 5 (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html); make a second rule."
    ] },
  { rule: "elb-rule-conditions", type: T.listenerRule, good: () => ({ conditions: [{ hostHeader: { values: ["api.kianax.io"] } }] }), bad: () => ({ conditions: [] }), says: [
      "conditions: ValidationError: A rule must have at least one condition; give a pathPattern or hostHeader."
    ] },
  { rule: "elb-target-group-slow-start", type: T.targetGroup, good: () => ({ slowStart: 30, loadBalancingAlgorithmType: "round_robin" }), bad: () => ({ slowStart: 10, loadBalancingAlgorithmType: "least_outstanding_requests" }), says: [
      "slowStart: InvalidConfigurationRequest: a slow start takes 30 to 900 seconds, or 0 for none, not 10.",
      "slowStart: InvalidConfigurationRequest: a slow start is not supported with least_outstanding_requests; remove it, or deal requests out by round_robin."
    ] },
  { rule: "elb-target-group", type: T.targetGroup, good: () => ({ port: 8080, protocol: "HTTP", vpcId: "vpc-1", healthCheck: { path: "/healthz", matcher: "200-299" } }), bad: () => ({ port: 8080, protocol: "HTTP", healthCheck: { path: "healthz", matcher: "ok", interval: 5, timeout: 5 } }), says: [
      "vpcId: ValidationError: a target group of type instance needs vpcId.",
      "healthCheck.timeout: ValidationError: Health check timeout '5' must be smaller than the interval '5'.",
      "healthCheck.path: ValidationError: Health check path 'healthz' must begin with a '/' character.",
      "healthCheck.matcher: ValidationError: Health check matcher HTTP code 'ok' must be within '200-599'; write it as 200 or 200-299."
    ] },
  { rule: "elb-target-group", type: T.targetGroup, good: () => ({ targetType: "lambda" }), bad: () => ({ targetType: "lambda", stickiness: { type: "app_cookie" } }), says: [
      "stickiness.cookieName: ValidationError: app_cookie stickiness needs the name of the application's cookie."
    ] },
  { rule: "wafv2-custom-response", type: T.webAcl, good: () => ({ rules: [{ name: "rate", priority: 1, action: { block: { customResponse: { responseCode: 429, responseHeaders: [{ name: "Retry-After", value: "300" }] } } }, statement: {} }] }), bad: () => ({ rules: [{ name: "rate", priority: 1, action: { block: { customResponse: { responseCode: 900, responseHeaders: [{ name: "Content-Type", value: "x" }, { name: "Retry-After", value: "1" }, { name: "retry-after", value: "2" }] } } }, statement: {} }] as Properties[] }), says: [
      "rules[0].action.block.customResponse.responseCode: WAFInvalidParameterException: a response has a code from 200 to 599, not 900.",
      "rules[0].action.block.customResponse.responseHeaders: WAFInvalidParameterException: content-type is WAF's to say; remove the header.",
      "rules[0].action.block.customResponse.responseHeaders: WAFInvalidParameterException: the header retry-after is there twice; keep one."
    ] },
  { rule: "wafv2-cloudfront-region", type: T.webAcl, good: () => ({ scope: "CLOUDFRONT" }), bad: () => ({ scope: "CLOUDFRONT" }), says: [
      "scope: WAFInvalidParameterException: the scope CLOUDFRONT lives in us-east-1, and this provider is in us-west-2; use a provider of us-east-1."
    ] },
  { rule: "wafv2-rules", type: T.webAcl, good: () => ({ rules: [MANAGED, rate(100)] }), bad: () => ({ rules: [MANAGED, { ...rate(100), priority: 1 }, { name: "rate", priority: 3, statement: {} }, { name: "group", priority: 4, statement: MANAGED.statement, action: { block: {} } }] as Properties[] }), says: [
      "rules: WAFInvalidParameterException: two rules have the priority 1; priorities must be unique.",
      "rules: WAFInvalidParameterException: two rules are named \"rate\"; names must be unique.",
      "rules[2].action: WAFInvalidParameterException: the rule has no action; give allow, block or count.",
      "rules[2].statement: WAFInvalidParameterException: a rule has one statement, and this one has 0; combine them with andStatement.",
      "rules[3].action: WAFInvalidParameterException: a rule group's own rules act; use overrideAction (none or count) instead of action.",
      "rules[3].overrideAction: WAFInvalidParameterException: a rule group needs overrideAction: { none: {} } or { count: {} }."
    ] },
  {
    rule: "wafv2-capacity", type: T.webAcl, good: () => ({ rules: [MANAGED, rate(100)] }),
    bad: () => ({ rules: Array.from({ length: 8 }, (_, index) => ({ ...MANAGED, name: `common-${index}`, priority: index })) }), says: [
      "rules: WAFLimitsExceededException: the rules need 5600 capacity units, and a web ACL has 5000 (1,500 are in the base price); remove rule groups."
    ],
  },
  { rule: "wafv2-managed-groups", type: T.webAcl, good: () => ({ rules: [MANAGED] }), bad: () => ({ rules: [{ ...MANAGED, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRules" } } }] }), says: [
      "rules[0].statement.managedRuleGroupStatement.name: WAFNonexistentItemException: AWS has no managed rule group \"AWSManagedRulesCommonRules\". Did you mean AWSManagedRulesCommonRuleSet?"
    ] },
  { rule: "wafv2-rate", type: T.webAcl, good: () => ({ rules: [rate(2000, { evaluationWindowSec: 300 })] }), bad: () => ({ rules: [rate(5, { evaluationWindowSec: 30 })] }), says: [
      "rules[0].statement.rateBasedStatement.limit: WAFInvalidParameterException: a rate limit is 10 to 2,000,000,000 requests, not 5.",
      "rules[0].statement.rateBasedStatement.evaluationWindowSec: WAFInvalidParameterException: requests are counted over 60, 120, 300 or 600 seconds, not 30."
    ] },
  { rule: "wafv2-visibility-names", type: T.webAcl, good: () => ({ visibilityConfig: { metricName: "kianax" } }), bad: () => ({ visibilityConfig: { metricName: "kianax web acl" } }), says: [
      "visibilityConfig.metricName: WAFInvalidParameterException: \"kianax web acl\" is no metric name; use letters, digits and _#:./-."
    ] },
  { rule: "wafv2-default-action", type: T.webAcl, good: () => ({ defaultAction: { allow: {} } }), bad: () => ({ defaultAction: { allow: {}, block: {} } }), says: [
      "defaultAction: WAFInvalidParameterException: the default action is one of allow and block."
    ] },
  { rule: "wafv2-log-destination", type: T.webAclLogging, good: () => ({ logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-kianax"] }), bad: () => ({ logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:/kianax/logs"] }), says: [
      "logDestinationConfigs[0]: WAFInvalidParameterException: Error reason: The ARN isn't valid. field: LOG_DESTINATION, parameter: arn:aws:logs:us-east-1:123456789012:log-group:/kianax/logs; the destination's name must begin with aws-waf-logs-."
    ] },
  { rule: "wafv2-log-destination-exists", type: T.webAclLogging, good: (w) => ({ logDestinationConfigs: [`${w.arn(w.logs)}:*`] }), bad: () => ({ logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-nowhere"] }), says: [
      "logDestinationConfigs[0]: WAFLogDestinationPermissionIssueException: the log destination arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-nowhere does not exist; make it first."
    ] },
  { rule: "wafv2-redacted-fields", type: T.webAclLogging, good: () => ({ logDestinationConfigs: ["a"] }), bad: () => ({ logDestinationConfigs: ["a", "b"] }), says: [
      "logDestinationConfigs: WAFInvalidParameterException: a web ACL logs to one destination."
    ] },
  {
    rule: "wafv2-one-acl-per-resource", type: T.webAclAssociation,
    given: (w) => { const acl = w.cloud.create(T.webAcl, "acl", { name: "acl", scope: "REGIONAL", defaultAction: { allow: {} } }); w.cloud.create(T.webAclAssociation, "existing", { webAclArn: w.arn(acl), resourceArn: w.balancer.id }); },
    good: () => ({ resourceArn: "arn:aws:apigateway:us-east-1::/restapis/x" }), bad: (w) => ({ resourceArn: w.balancer.id }), says: [
      "resourceArn: WAFAssociatedItemException: <balancer> has the web ACL arn:aws:wafv2:us-east-1:123456789012:regional/webacl/acl/<acl> already; a resource has one."
    ],
  },
  { rule: "route53-zone-name", type: T.zone, good: () => ({ name: "kianax.io" }), bad: () => ({ name: "kianax io" }), says: [
      "name: InvalidDomainName: \"kianax io\" is no domain name; write it as kianax.io."
    ] },
  { rule: "route53-record-name", type: T.record, good: () => ({ name: "_dmarc.kianax.io" }), bad: () => ({ name: "-api.kianax.io" }), says: [
      "name: InvalidChangeBatch: \"-api.kianax.io\" is no domain name; each part has 1 to 63 letters, digits, hyphens and underscores."
    ] },
  { rule: "route53-record-values", type: T.record, good: () => ({ type: "A", ttl: 300, records: ["76.76.21.21"] }), bad: () => ({ type: "A", ttl: 300, records: ["cname.vercel-dns.com"] }), says: [
      "records: InvalidChangeBatch: Invalid Resource Record: \"cname.vercel-dns.com\" is no IPv4 address."
    ] },
  { rule: "route53-record-values", type: T.record, good: () => ({ type: "A", aliases: [{}] }), bad: () => ({ type: "CNAME" }), says: [
      "ttl: InvalidChangeBatch: a record that is no alias needs a ttl in seconds, such as 300.",
      "records: InvalidChangeBatch: the record has no values; give records or an alias."
    ] },
  {
    // Zones are in no Region, and so are their records.
    rule: "route53-record-in-zone", type: T.record, given: (w) => w.cloud.create(T.record, "elsewhere", { zoneId: w.zone.id, name: "api", type: "A", ttl: 300, records: ["203.0.113.1"] }, "us-west-2"),
    good: (w) => ({ zoneId: w.zone.id, name: "api", type: "A", allowOverwrite: true }), bad: (w) => ({ zoneId: w.zone.id, name: "api", type: "A" }), says: [
      "name: InvalidChangeBatch: Tried to create resource record set [name='api.kianax.io.', type='A'] but it already exists; remove one of the two."
    ],
  },
  { rule: "route53-record-authorities", type: T.record, good: () => ({ type: "CAA", records: ['0 issue "amazon.com"', '0 issuewild ";"'] }), bad: () => ({ type: "CAA", records: ["amazon.com"] }), says: [
      "records: InvalidChangeBatch: Invalid Resource Record: \"amazon.com\" is no CAA value; write flags, tag and value in quotes, such as 0 issue \"amazon.com\"."
    ] },
  { rule: "route53-record-authorities", type: T.record, good: () => ({ type: "NS", records: ["ns-1.awsdns-01.org."] }), bad: () => ({ type: "NS", records: ["205.251.192.1 x"] }), says: [
      "records: InvalidChangeBatch: Invalid Resource Record: \"205.251.192.1 x\" is no name server; write its domain name."
    ] },
  { rule: "route53-record-in-zone", type: T.record, good: (w) => ({ zoneId: w.zone.id, name: "api", type: "A" }), bad: (w) => ({ zoneId: w.zone.id, name: "kianax.io", type: "CNAME" }), says: [
      "type: InvalidChangeBatch: RRSet of type CNAME with DNS name kianax.io. is not permitted at apex in zone kianax.io.; use an alias A record."
    ] },
  {
    rule: "route53-record-in-zone", type: T.record, given: (w) => w.cloud.create(T.record, "existing", { zoneId: w.zone.id, name: "www", type: "CNAME", ttl: 300, records: ["x.example.com"] }),
    good: (w) => ({ zoneId: w.zone.id, name: "api.kianax.io.", type: "A" }), bad: (w) => ({ zoneId: w.zone.id, name: "www.kianax.io", type: "CNAME" }), says: [
      "name: InvalidChangeBatch: Tried to create resource record set [name='www.kianax.io.', type='CNAME'] but it already exists; remove one of the two."
    ],
  },
  { rule: "acm-domain-names", type: T.certificate, good: () => ({ domainName: "api.kianax.io", subjectAlternativeNames: ["*.kianax.io"] }), bad: () => ({ domainName: "https://api.kianax.io" }), says: [
      "domainName: ValidationException: \"https://api.kianax.io\" is no domain name that a certificate can carry; write it as api.kianax.io or *.kianax.io."
    ] },
  {
    rule: "acm-validation-records", type: T.certificateValidation, given: (w) => w.cloud.create(T.certificate, "certificate", { domainName: "api.kianax.io", validationMethod: "DNS" }),
    good: () => ({ certificateArn: "arn:aws:acm:us-east-1:999999999999:certificate/x" }), bad: (w) => ({ certificateArn: certificate(w) }), says: [
      "certificateArn: the certificate for api.kianax.io would stay in PENDING_VALIDATION: no CNAME record _110f92f3b9b2d6cb79e1462d164a98c3.api.kianax.io. with the value _8db6ce5ca334b469fe31b238b85d6c50.ewblrhozja.acm-validations.aws. exists; make it from domainValidationOptions."
    ],
  },
];
