import { DEFAULT_TLS_POLICY, REGIONS } from "../catalogues";
import { characters, DIGITS, hex, pick, UPPER, uuid } from "../hash";
import { find, of } from "../rule";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";
import { defaultGroups } from "./ec2-network";

const elb = "elasticloadbalancing";

export const edge: Blueprints = {
  [T.loadBalancer]: {
    id: (make) => make.arn(elb, `loadbalancer/${kind(make)}/${make.physicalName()}/${make.token("lb", 16)}`),
    arn: (make) => make.id,
    defaults: {
      loadBalancerType: "application", enableDeletionProtection: false, enableHttp2: true, idleTimeout: 60, clientKeepAlive: 3600,
      desyncMitigationMode: "defensive", dropInvalidHeaderFields: false, preserveHostHeader: false, enableWafFailOpen: false,
      enableXffClientPort: false, enableTlsVersionAndCipherSuiteHeaders: false, enableZonalShift: false, xffHeaderProcessingMode: "append",
    },
    computed: (make) => {
      const name = make.physicalName();
      const internal = make.flag("internal") === true;
      const subnets = make.given("subnets") ? make.texts("subnets") : make.objects("subnetMappings").flatMap((mapping) => mapping.text("subnetId") ?? []);
      const subnet = find(make.cloud, T.subnet, subnets[0]);
      return {
        name,
        internal,
        arnSuffix: make.id.split(":loadbalancer/")[1] ?? "",
        dnsName: make.sticky("dnsName", () => `${internal ? "internal-" : ""}${name}-${pick(make.seed, "dns", 2_000_000_000)}.${make.cloud.region}.elb.${make.dnsSuffix}`),
        zoneId: REGIONS.entries[make.cloud.region]?.albZoneId ?? "Z35SXDOTRQ7X7K",
        vpcId: (subnet && of(subnet).text("vpcId")) ?? "",
        ipAddressType: make.sticky("ipAddressType", () => "ipv4"),
        subnets,
        subnetMappings: make.sticky("subnetMappings", () => subnets.map((subnetId) => ({ subnetId }))),
        securityGroups: make.sticky("securityGroups", () => defaultGroups(make)),
      };
    },
  },
  [T.targetGroup]: {
    id: (make) => make.arn(elb, `targetgroup/${make.physicalName()}/${make.token("tg", 16)}`),
    arn: (make) => make.id,
    defaults: { targetType: "instance", deregistrationDelay: 300, slowStart: 0, lambdaMultiValueHeadersEnabled: false, proxyProtocolV2: false },
    computed: (make) => ({
      name: make.physicalName(),
      arnSuffix: make.id.split(":").at(-1) ?? "",
      ipAddressType: make.sticky("ipAddressType", () => "ipv4"),
      loadBalancingAlgorithmType: make.sticky("loadBalancingAlgorithmType", () => "round_robin"),
      loadBalancingAnomalyMitigation: make.sticky("loadBalancingAnomalyMitigation", () => "off"),
      loadBalancingCrossZoneEnabled: make.sticky("loadBalancingCrossZoneEnabled", () => "use_load_balancer_configuration"),
      protocolVersion: make.sticky("protocolVersion", () => "HTTP1"),
      loadBalancerArns: make.sticky("loadBalancerArns", () => []),
      healthCheck: {
        enabled: true, healthyThreshold: 3, interval: 30, matcher: "200", path: "/", port: "traffic-port", protocol: "HTTP", timeout: 5,
        unhealthyThreshold: 3, ...make.object("healthCheck").properties,
      },
    }),
  },
  [T.listener]: {
    id: (make) => make.arn(elb, `listener/${suffixOf(make.text("loadBalancerArn"), ":loadbalancer/")}/${make.token("listener", 16)}`),
    arn: (make) => make.id,
    computed: (make) => {
      const secure = make.text("protocol") === "HTTPS" || make.text("protocol") === "TLS";
      return {
        protocol: make.sticky("protocol", () => "HTTP"),
        ...(secure && { sslPolicy: make.sticky("sslPolicy", () => DEFAULT_TLS_POLICY) }),
        defaultActions: make.objects("defaultActions").map((action, index) => ({ order: index + 1, ...action.properties })),
      };
    },
  },
  [T.listenerRule]: {
    id: (make) => make.arn(elb, `listener-rule/${suffixOf(make.text("listenerArn"), ":listener/")}/${make.token("rule", 16)}`),
    arn: (make) => make.id,
    computed: (make) => ({ priority: make.sticky("priority", () => 1 + pick(make.seed, "priority", 50_000)) }),
  },
  [T.listenerCertificate]: { id: (make) => `${make.text("listenerArn") ?? ""}_${make.text("certificateArn") ?? ""}` },
  [T.targetGroupAttachment]: { id: (make) => `${make.text("targetGroupArn") ?? ""}-${make.token("target", 20)}` },
  [T.webAcl]: {
    id: (make) => uuid(make.seed, "acl"),
    arn: (make) => make.arn("wafv2", `${scope(make)}/webacl/${make.physicalName()}/${make.id}`),
    computed: (make) => ({ name: make.physicalName(), capacity: 0, lockToken: make.sticky("lockToken", () => uuid(make.seed, "lock")) }),
  },
  [T.ipSet]: {
    id: (make) => uuid(make.seed, "ipset"),
    arn: (make) => make.arn("wafv2", `${scope(make)}/ipset/${make.physicalName()}/${make.id}`),
    computed: (make) => ({ name: make.physicalName(), lockToken: make.sticky("lockToken", () => uuid(make.seed, "lock")) }),
  },
  [T.ruleGroup]: {
    id: (make) => uuid(make.seed, "group"),
    arn: (make) => make.arn("wafv2", `${scope(make)}/rulegroup/${make.physicalName()}/${make.id}`),
    computed: (make) => ({ name: make.physicalName(), lockToken: make.sticky("lockToken", () => uuid(make.seed, "lock")) }),
  },
  [T.webAclAssociation]: { id: (make) => `${make.text("webAclArn") ?? ""},${make.text("resourceArn") ?? ""}` },
  [T.webAclLogging]: { id: (make) => make.text("resourceArn") ?? "" },
  [T.zone]: {
    id: (make) => `Z${characters(make.seed, "zone", 20, UPPER + DIGITS)}`,
    arn: (make) => make.arn("route53", `hostedzone/${make.id}`, "bare"),
    defaults: { comment: "Managed by Pulumi", forceDestroy: false },
    computed: (make) => {
      const servers = nameServers(make);
      return { name: (make.text("name") ?? "").replace(/\.$/, ""), zoneId: make.id, nameServers: servers, primaryNameServer: servers[0] ?? "" };
    },
  },
  [T.record]: {
    id: (make) => [make.text("zoneId") ?? "", make.text("name") ?? "", make.text("type") ?? "", ...(make.given("setIdentifier") ? [make.text("setIdentifier") ?? ""] : [])].join("_"),
    overwrites: (make) => make.flag("allowOverwrite") === true,
    computed: (make) => {
      const zone = find(make.cloud, T.zone, make.text("zoneId"));
      const domain = (zone && of(zone).text("name")) ?? "";
      const name = (make.text("name") ?? "").replace(/\.$/, "");
      return { fqdn: name === domain || name.endsWith(`.${domain}`) ? name : [name, domain].filter((part) => part !== "").join(".") };
    },
  },
  [T.healthCheck]: { id: (make) => uuid(make.seed, "check"), arn: (make) => make.arn("route53", `healthcheck/${make.id}`, "bare") },
  [T.certificate]: {
    id: (make) => make.arn("acm", `certificate/${uuid(make.seed, "certificate")}`),
    arn: (make) => make.id,
    computed: (make) => {
      const domain = make.text("domainName") ?? "";
      const names = [...new Set([domain, ...make.texts("subjectAlternativeNames")])];
      return {
        subjectAlternativeNames: names,
        keyAlgorithm: make.sticky("keyAlgorithm", () => "RSA_2048"),
        status: "ISSUED",
        type: "AMAZON_ISSUED",
        renewalEligibility: "INELIGIBLE",
        pendingRenewal: false,
        renewalSummaries: [],
        validationEmails: [],
        notBefore: make.sticky("notBefore", () => make.created),
        notAfter: make.sticky("notAfter", () => new Date(make.cloud.now.getTime() + 198 * 86_400_000).toISOString().replace(/\.\d{3}Z$/, "Z")),
        domainValidationOptions: make.text("validationMethod") === "DNS" ? validationOptions(make, names) : [],
      };
    },
  },
  [T.certificateValidation]: { id: (make) => make.created },
};

/** One record per name; a wildcard shares its record with its parent. https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function validationOptions(make: Making, names: readonly string[]): { domainName: string; resourceRecordName: string; resourceRecordType: string; resourceRecordValue: string }[] {
  return names.map((domainName) => {
    const bare = domainName.replace(/^\*\./, "");
    return {
      domainName,
      resourceRecordName: `_${hex(make.cloud.account, `acm-name-${bare}`, 32)}.${bare}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${hex(make.cloud.account, `acm-value-${bare}`, 32)}.${characters(bare, "acm", 10, "abcdefghijklmnopqrstuvwxyz")}.acm-validations.aws.`,
    };
  });
}

function nameServers(make: Making): string[] {
  const kept = make.prior?.outputs["nameServers"];
  if (Array.isArray(kept)) {
    return kept.filter((item): item is string => typeof item === "string");
  }
  return ["com", "org", "net", "co.uk"].map((ending, index) => `ns-${pick(make.seed, `ns-${index}`, 512) + index * 512}.awsdns-${String(pick(make.seed, `set-${index}`, 64)).padStart(2, "0")}.${ending}`);
}

function kind(make: Making): string {
  return { network: "net", gateway: "gwy" }[make.text("loadBalancerType") ?? ""] ?? "app";
}

function scope(make: Making): string {
  return make.text("scope") === "CLOUDFRONT" ? "global" : "regional";
}

function suffixOf(arn: string | undefined, marker: string): string {
  return arn?.split(marker)[1] ?? "";
}
