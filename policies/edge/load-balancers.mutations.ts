import { describeCases } from "../testing/cases";
import { add, all, label, remove, retype, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Input, type Inputs, type Plan } from "../testing/plan";
import { ec2, listenerCertificates, listeners, loadBalancers, targetGroups, wafv2, acm } from "../tokens";
import { acmCertificateSound } from "./acm-certificate-sound";
import { acmValidatedBeforeUse } from "./acm-validated-before-use";
import { albAccessLogs } from "./alb-access-logs";
import { albDeletionProtection } from "./alb-deletion-protection";
import { albHardening } from "./alb-hardening";
import { albMultiAz } from "./alb-multi-az";
import { albPublicHasWaf } from "./alb-public-has-waf";
import { albTlsPolicy } from "./alb-tls-policy";
import { tgHealthCheck } from "./tg-health-check";

const [BALANCER, LISTENER, TARGETS] = [loadBalancers[0], listeners[0], targetGroups[0]];
const EDGE = label(BALANCER, "edge");
const TWIN = label(loadBalancers[1], "edge");
const HTTPS = label(LISTENER, "https");
const CERTIFICATE = label(acm.certificate, "edge");
const GATEWAY = label(TARGETS, "gateway");

const on = (path: string, value: Input): Change => set(BALANCER, "edge", path, value);
const off = (path: string): Change => unset(BALANCER, "edge", path);
const onTwin = (path: string, value: Input): Change => all(retype(BALANCER, "edge", loadBalancers[1]), set(loadBalancers[1], "edge", path, value));
const onHttps = (path: string, value: Input): Change => set(LISTENER, "https", path, value);
const onCertificate = (path: string, value: Input): Change => set(acm.certificate, "edge", path, value);
const onTargets = (path: string, value: Input): Change => set(TARGETS, "gateway", path, value);
const offTargets = (path: string): Change => unset(TARGETS, "gateway", path);

const subnetsOf = (plan: Plan, tier: string, ...zones: readonly string[]): Input[] => zones.map((zone) => plan.get(ec2.subnet, `${tier}-us-east-1${zone}`).id);
const inSubnets = (tier: string, ...zones: readonly string[]): Change => (plan) => plan.get(BALANCER, "edge").set("subnets", subnetsOf(plan, tier, ...zones));
/** In two public subnets, of which one lies in a zone of one's choice. */
const inOddZone = (availabilityZone: Input): Change => (plan) => {
  const subnet = plan.add(ec2.subnet, "odd", { vpcId: plan.get(ec2.vpc, "vpc").id, availabilityZone, tags: { Tier: "public" } });
  plan.add(ec2.routeTableAssociation, "odd", { subnetId: subnet.id, routeTableId: plan.get(ec2.routeTable, "public-us-east-1a").id });
  plan.get(BALANCER, "edge").set("subnets", [...subnetsOf(plan, "public", "a"), subnet.id]);
};
/** A second load balancer that keeps every rule, changed at will. */
const another = (changes: Inputs | ((plan: Plan) => Inputs) = {}): Change =>
  add(BALANCER, "another", (plan) => ({
    internal: true,
    subnets: subnetsOf(plan, "private", "a", "b"),
    accessLogs: { bucket: "logs", enabled: true },
    dropInvalidHeaderFields: true,
    enableDeletionProtection: true,
    ...(typeof changes === "function" ? changes(plan) : changes),
  }));
const ANOTHER = label(BALANCER, "another");
const useCertificate = (certificate: Inputs, ...more: readonly Change[]): Change =>
  all(add(acm.certificate, "other", { domainName: "api.kianax.example", ...certificate }), (plan) => plan.get(LISTENER, "https").set("certificateArn", plan.get(acm.certificate, "other").out("arn")), ...more);
const serverName = (type: string): Change => add(type, "second", (plan) => ({ listenerArn: plan.get(LISTENER, "https").out("arn"), certificateArn: plan.get(acm.certificate, "edge").out("arn") }));
const inProduction = { production: [EDGE], development: [] };

describeCases("load balancers", [acmCertificateSound, acmValidatedBeforeUse, albAccessLogs, albDeletionProtection, albHardening, albMultiAz, albPublicHasWaf, albTlsPolicy, tgHealthCheck], {
  "alb-tls-policy": [
    { state: "violating", when: "the policy of 2016", change: onHttps("sslPolicy", "ELBSecurityPolicy-2016-08"), fires: [HTTPS], says: /sslPolicy is "ELBSecurityPolicy-2016-08"/ },
    { state: "violating", when: "TLS 1.3 beside TLS 1.0", change: onHttps("sslPolicy", "ELBSecurityPolicy-TLS13-1-0-2021-06"), fires: [HTTPS] },
    { state: "violating", when: "TLS 1.2 with more ciphers", change: onHttps("sslPolicy", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06"), fires: [HTTPS] },
    { state: "compliant", when: "TLS 1.3 alone", change: onHttps("sslPolicy", "ELBSecurityPolicy-TLS13-1-3-2021-06"), fires: [] },
    { state: "compliant", when: "TLS 1.2 of FIPS", change: onHttps("sslPolicy", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"), fires: [] },
    { state: "unknown", when: "a policy known only later", change: onHttps("sslPolicy", UNKNOWN), fires: [HTTPS] },
    { state: "absent", when: "AWS's default, which is the one of 2016", change: unset(LISTENER, "https", "sslPolicy"), fires: [HTTPS] },
    { state: "violating", when: "a listener of a network load balancer", change: all(onHttps("protocol", "TLS"), onHttps("sslPolicy", "ELBSecurityPolicy-2016-08")), fires: [HTTPS] },
    { state: "violating", when: "the listener's other token", change: all(retype(LISTENER, "https", listeners[1]), set(listeners[1], "https", "sslPolicy", "ELBSecurityPolicy-2016-08")), fires: [label(listeners[1], "https")] },
  ],
  "alb-access-logs": [
    { state: "violating", when: "logs off", change: on("accessLogs.enabled", false), fires: [EDGE] },
    { state: "unknown", when: "logs known only later", change: on("accessLogs.enabled", UNKNOWN), fires: [EDGE] },
    { state: "absent", when: "logs that nobody switched on", change: off("accessLogs.enabled"), fires: [EDGE] },
    { state: "absent", when: "no bucket", change: all(another({ accessLogs: { enabled: true } })), fires: [ANOTHER], says: /accessLogs\.bucket is not set/ },
    { state: "absent", when: "no logs at all", change: another({ accessLogs: undefined }), fires: [ANOTHER] },
    { state: "unknown", when: "a bucket made elsewhere", change: another({ accessLogs: { enabled: true, bucket: UNKNOWN } }), fires: [] },
    { state: "violating", when: "the other token", change: onTwin("accessLogs.enabled", false), fires: [TWIN] },
    { state: "compliant", when: "a Gateway Load Balancer, which has no requests", change: another({ loadBalancerType: "gateway", accessLogs: undefined }), fires: [] },
  ],
  "alb-hardening": [
    { state: "violating", when: "malformed headers passed on", change: on("dropInvalidHeaderFields", false), fires: [EDGE] },
    { state: "unknown", when: "headers known only later", change: on("dropInvalidHeaderFields", UNKNOWN), fires: [EDGE] },
    { state: "absent", when: "AWS's default, which passes them on", change: off("dropInvalidHeaderFields"), fires: [EDGE] },
    { state: "violating", when: "ambiguous requests only watched", change: on("desyncMitigationMode", "monitor"), fires: [EDGE], says: /must be one of "defensive", "strictest"/ },
    { state: "unknown", when: "a mode known only later", change: on("desyncMitigationMode", UNKNOWN), fires: [EDGE] },
    { state: "compliant", when: "the strictest mode", change: on("desyncMitigationMode", "strictest"), fires: [] },
    { state: "compliant", when: "AWS's default mode", change: off("desyncMitigationMode"), fires: [] },
    { state: "violating", when: "the other token", change: onTwin("dropInvalidHeaderFields", false), fires: [TWIN] },
    { state: "violating", when: "a load balancer of a kind known only later", change: another({ loadBalancerType: UNKNOWN, dropInvalidHeaderFields: undefined }), fires: [ANOTHER] },
    { state: "compliant", when: "a network load balancer, which reads no headers", change: another({ loadBalancerType: "network", dropInvalidHeaderFields: undefined }), fires: [] },
  ],
  "alb-deletion-protection": [
    { state: "violating", when: "protection off", change: on("enableDeletionProtection", false), fires: inProduction },
    { state: "unknown", when: "protection known only later", change: on("enableDeletionProtection", UNKNOWN), fires: inProduction },
    { state: "absent", when: "protection left out", change: off("enableDeletionProtection"), fires: inProduction },
    { state: "violating", when: "the other token", change: onTwin("enableDeletionProtection", false), fires: { production: [TWIN], development: [] } },
    { state: "violating", when: "an internal load balancer", change: another({ enableDeletionProtection: false }), fires: [ANOTHER] },
  ],
  "alb-multi-az": [
    { state: "violating", when: "one zone", change: inSubnets("public", "a"), fires: [EDGE], says: /must span at least 2 availability zones, but lie in 1 \(us-east-1a\)/ },
    { state: "compliant", when: "two zones", change: inSubnets("public", "a", "c"), fires: [] },
    { state: "violating", when: "a public one with a private subnet", change: (plan) => plan.get(BALANCER, "edge").set("subnets", [...subnetsOf(plan, "public", "a", "b"), ...subnetsOf(plan, "private", "c")]), fires: [EDGE], says: /includes private-us-east-1c, which is not proven public/ },
    { state: "absent", when: "a kind left out, which is public, in private subnets", change: all(another({ internal: undefined }), add(wafv2.webAclAssociation, "another", (plan) => ({ resourceArn: plan.get(BALANCER, "another").out("arn") }))), fires: [ANOTHER] },
    { state: "violating", when: "an internal one in public subnets", change: another((plan) => ({ subnets: subnetsOf(plan, "public", "a", "b") })), fires: [ANOTHER], says: /includes public-us-east-1[ab], which is public/ },
    { state: "unknown", when: "a kind known only later", change: all(another({ internal: UNKNOWN }), add(wafv2.webAclAssociation, "another", (plan) => ({ resourceArn: plan.get(BALANCER, "another").out("arn") }))), fires: [ANOTHER], says: /internal must be known at preview/ },
    { state: "compliant", when: "an internal one in private subnets", change: another(), fires: [] },
    { state: "unknown", when: "subnets made elsewhere", change: on("subnets", UNKNOWN), fires: [EDGE], says: /in no zone known at preview/ },
    { state: "absent", when: "no subnets", change: off("subnets"), fires: [EDGE] },
    { state: "unknown", when: "a zone known only later", change: inOddZone(UNKNOWN), fires: [EDGE], says: /availabilityZone of odd is not known at preview/ },
    { state: "violating", when: "two subnets of one zone", change: inOddZone("us-east-1a"), fires: [EDGE] },
    { state: "compliant", when: "subnets with addresses of their own", change: another((plan) => ({ subnets: undefined, subnetMappings: subnetsOf(plan, "private", "a", "b").map((subnetId) => ({ subnetId })) })), fires: [] },
    { state: "violating", when: "one subnet with an address of its own", change: another((plan) => ({ subnets: undefined, subnetMappings: subnetsOf(plan, "private", "a").map((subnetId) => ({ subnetId })) })), fires: [ANOTHER] },
    { state: "violating", when: "the other token", change: all(inSubnets("public", "a"), retype(BALANCER, "edge", loadBalancers[1])), fires: [TWIN] },
  ],
  "alb-public-has-waf": [
    { state: "absent", when: "no association", change: remove(wafv2.webAclAssociation, "edge"), fires: [EDGE], says: /no WebAclAssociation of this stack/ },
    { state: "violating", when: "an association of something else", change: set(wafv2.webAclAssociation, "edge", "resourceArn", "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/other/1"), fires: [EDGE] },
    { state: "unknown", when: "an association of what is known only later", change: set(wafv2.webAclAssociation, "edge", "resourceArn", UNKNOWN), fires: [EDGE] },
    { state: "violating", when: "a second load balancer that is public", change: another((plan) => ({ internal: false, subnets: subnetsOf(plan, "public", "a", "b") })), fires: [ANOTHER] },
    { state: "absent", when: "a second one that does not say", change: another((plan) => ({ internal: undefined, subnets: subnetsOf(plan, "public", "a", "b") })), fires: [ANOTHER] },
    { state: "compliant", when: "an internal load balancer", change: another(), fires: [] },
    { state: "compliant", when: "a network load balancer, which takes no web ACL", change: another((plan) => ({ loadBalancerType: "network", internal: false, subnets: subnetsOf(plan, "public", "a", "b") })), fires: [] },
    { state: "violating", when: "the other token", change: all(retype(BALANCER, "edge", loadBalancers[1]), remove(wafv2.webAclAssociation, "edge")), fires: [TWIN] },
  ],
  "tg-health-check": [
    { state: "violating", when: "no check", change: onTargets("healthCheck.enabled", false), fires: [GATEWAY] },
    { state: "unknown", when: "a check known only later", change: onTargets("healthCheck.enabled", UNKNOWN), fires: [GATEWAY] },
    { state: "absent", when: "AWS's path", change: offTargets("healthCheck.path"), fires: [GATEWAY], says: /healthCheck\.path is not set/ },
    { state: "absent", when: "AWS's check", change: offTargets("healthCheck"), fires: [GATEWAY] },
    { state: "compliant", when: "a check that is on by default", change: offTargets("healthCheck.enabled"), fires: [] },
    { state: "unknown", when: "a path known only later", change: onTargets("healthCheck.path", UNKNOWN), fires: [] },
    { state: "violating", when: "a protocol known only later, without a path", change: all(onTargets("protocol", UNKNOWN), offTargets("healthCheck.path")), fires: [GATEWAY] },
    { state: "violating", when: "a group of TCP that checks by HTTP, without a path", change: all(onTargets("protocol", "TCP"), onTargets("healthCheck", { protocol: "HTTP" })), fires: [GATEWAY] },
    { state: "compliant", when: "a group of TCP", change: all(onTargets("protocol", "TCP"), offTargets("healthCheck")), fires: [] },
    { state: "compliant", when: "a group of a function", change: all(offTargets("protocol"), onTargets("targetType", "lambda"), offTargets("healthCheck")), fires: [] },
    { state: "violating", when: "the other token", change: all(retype(TARGETS, "gateway", targetGroups[1]), unset(targetGroups[1], "gateway", "healthCheck")), fires: [label(targetGroups[1], "gateway")] },
  ],
  "acm-certificate-sound": [
    { state: "violating", when: "validation by mail", change: onCertificate("validationMethod", "EMAIL"), fires: [CERTIFICATE] },
    { state: "unknown", when: "a method known only later", change: onCertificate("validationMethod", UNKNOWN), fires: [CERTIFICATE] },
    { state: "absent", when: "an imported certificate, which nobody renews", change: all(unset(acm.certificate, "edge", "validationMethod"), onCertificate("certificateBody", "-----BEGIN CERTIFICATE-----")), fires: [CERTIFICATE] },
    { state: "violating", when: "a weak key", change: onCertificate("keyAlgorithm", "RSA_1024"), fires: [CERTIFICATE] },
    { state: "unknown", when: "a key known only later", change: onCertificate("keyAlgorithm", UNKNOWN), fires: [CERTIFICATE] },
    { state: "compliant", when: "an elliptic curve", change: onCertificate("keyAlgorithm", "EC_prime256v1"), fires: [] },
    { state: "violating", when: "no public log", change: onCertificate("options", { certificateTransparencyLoggingPreference: "DISABLED" }), fires: [CERTIFICATE] },
    { state: "unknown", when: "a public log known only later", change: onCertificate("options", { certificateTransparencyLoggingPreference: UNKNOWN }), fires: [CERTIFICATE] },
    { state: "compliant", when: "a public log by name", change: onCertificate("options", { certificateTransparencyLoggingPreference: "ENABLED" }), fires: [] },
    { state: "violating", when: "a wildcard", change: onCertificate("domainName", "*.kianax.example"), fires: { production: [CERTIFICATE], development: [] }, says: /good for every host of its domain/ },
    { state: "unknown", when: "a name known only later", change: onCertificate("domainName", UNKNOWN), fires: { production: [CERTIFICATE], development: [] } },
    { state: "violating", when: "a wildcard among other names", change: onCertificate("subjectAlternativeNames", ["www.kianax.example", "*.kianax.example"]), fires: { production: [CERTIFICATE], development: [] }, says: /subjectAlternativeNames\[1\] is \*\.kianax\.example/ },
    { state: "unknown", when: "other names known only later", change: onCertificate("subjectAlternativeNames", UNKNOWN), fires: { production: [CERTIFICATE], development: [] } },
    { state: "compliant", when: "a private authority, which asks for no proof", change: add(acm.certificate, "other", { domainName: "internal.kianax.example", certificateAuthorityArn: UNKNOWN, options: { certificateTransparencyLoggingPreference: "DISABLED" } }), fires: [] },
  ],
  "acm-validated-before-use": [
    { state: "violating", when: "a certificate that may not be issued yet", change: useCertificate({ validationMethod: "DNS" }), fires: [HTTPS], says: /certificateArn is the ARN of other/ },
    { state: "violating", when: "the listener's other token", change: all(useCertificate({ validationMethod: "DNS" }), retype(LISTENER, "https", listeners[1])), fires: [label(listeners[1], "https")] },
    { state: "violating", when: "a second certificate of a listener", change: serverName(listenerCertificates[0]), fires: [label(listenerCertificates[0], "second")] },
    { state: "violating", when: "the second certificate's other token", change: serverName(listenerCertificates[1]), fires: [label(listenerCertificates[1], "second")] },
    { state: "absent", when: "no certificate", change: unset(LISTENER, "https", "certificateArn"), fires: [HTTPS], says: /certificateArn is not set/ },
    { state: "absent", when: "no certificate for TLS", change: all(onHttps("protocol", "TLS"), unset(LISTENER, "https", "certificateArn")), fires: [HTTPS] },
    { state: "unknown", when: "a certificate made elsewhere", change: onHttps("certificateArn", UNKNOWN), fires: [] },
    { state: "compliant", when: "a certificate of a private authority", change: useCertificate({ certificateAuthorityArn: "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1" }), fires: [] },
    { state: "compliant", when: "an imported certificate", change: useCertificate({ validationMethod: "DNS", certificateBody: "-----BEGIN CERTIFICATE-----" }), fires: [] },
    { state: "violating", when: "one validation less", change: all(useCertificate({ validationMethod: "DNS" }), remove(acm.certificateValidation, "edge")), fires: [HTTPS] },
  ],
});
