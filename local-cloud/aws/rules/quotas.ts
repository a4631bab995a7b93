/** How many of a kind a new account may have in one region before it asks for more. */
import { others, refuse, shortType, type Rule } from "../rule";
import { T } from "../tokens";

const QUOTAS: readonly (readonly [type: string, limit: number, code: string, noun: string, source: string])[] = [
  [T.vpc, 5, "VpcLimitExceeded", "VPCs", "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"],
  [T.internetGateway, 5, "InternetGatewayLimitExceeded", "internet gateways", "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"],
  [T.eip, 5, "AddressLimitExceeded", "Elastic IP addresses", "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html"],
  [T.loadBalancer, 50, "TooManyLoadBalancers", "load balancers", "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"],
  [T.dbInstance, 40, "InstanceQuotaExceeded", "DB instances", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"],
  [T.dbProxy, 20, "DBProxyQuotaExceededFault", "DB proxies", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"],
  [T.dbEventSubscription, 20, "EventSubscriptionQuotaExceeded", "event subscriptions", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"],
  [T.eksCluster, 100, "ResourceLimitExceededException", "EKS clusters", "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html"],
  [T.webAcl, 100, "WAFLimitsExceededException", "web ACLs", "https://docs.aws.amazon.com/waf/latest/developerguide/limits.html"],
  [T.role, 1000, "LimitExceeded", "IAM roles", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"],
];

export const quotas: readonly Rule[] = QUOTAS.map(([type, limit, code, noun, source]) => ({
  id: `quota-${shortType(type)}`,
  types: [type],
  stage: "admit",
  source,
  check: (subject, cloud) => {
    const count = subject.prior === undefined ? others(subject, cloud, type).length : 0;
    return count >= limit ? refuse("", `${code}: the account has ${count} ${noun} in ${cloud.region}, and ${limit} is the quota; delete one, or have the quota raised.`) : undefined;
  },
}));
