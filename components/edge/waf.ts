import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import { createLogGroup } from "../monitoring";
import type { KianaxEdgeArgs } from "./arguments";
import { visibility, wafRules } from "./waf-rules";

/** Headers that carry sessions, tokens and keys. */
const REDACTED_HEADERS = ["authorization", "cookie", "x-api-key"];

/** The web ACL in front of the load balancer, and its log. */
export function createWaf(edge: KianaxComponent, args: KianaxEdgeArgs, loadBalancer: aws.lb.LoadBalancer): aws.wafv2.WebAcl {
  const name = edge.physical("web acl", "api");
  const acl = edge.child(aws.wafv2.WebAcl, "webAcl", "api", {
    name,
    description: "Rate limits and the rule groups of AWS in front of the API",
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: wafRules(name, args),
    visibilityConfig: visibility(name),
    tags: edge.tags("api"),
  });
  edge.child(aws.wafv2.WebAclAssociation, "webAclAssociation", "api", { resourceArn: loadBalancer.arn, webAclArn: acl.arn });
  createLog(edge, args, acl);
  return acl;
}

function createLog(edge: KianaxComponent, { keys, wafLogRetentionDays }: KianaxEdgeArgs, acl: aws.wafv2.WebAcl): void {
  // The prefix is WAF's condition: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
  const group = createLogGroup(edge, "waf", { name: `aws-waf-logs-${edge.base}`, retentionDays: wafLogRetentionDays, keys });
  edge.child(aws.wafv2.WebAclLoggingConfiguration, "webAclLogging", "api", {
    resourceArn: acl.arn,
    logDestinationConfigs: [group.arn],
    redactedFields: [...REDACTED_HEADERS.map((header) => ({ singleHeader: { name: header } })), { queryString: {} }],
    // Ordinary requests are in the access log already; here each gigabyte costs $0.50.
    loggingFilter: {
      defaultBehavior: "DROP",
      filters: [
        {
          behavior: "KEEP",
          requirement: "MEETS_ANY",
          conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
        },
      ],
    },
  });
}
