import { TLS_POLICIES, nearest } from "../catalogues";
import { find, of, oneOf, others, range, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";

const LB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html";
const SUBNETS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html";
const LISTENER = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html";
const RULE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html";
const TARGETS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html";
const ATTRIBUTES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html";
const QUOTAS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html";
const ACTIONS = ["forward", "redirect", "fixed-response", "authenticate-cognito", "authenticate-oidc", "jwt-validation"];

function isApplication(subject: Subject): boolean {
  return subject.absent("loadBalancerType") || subject.text("loadBalancerType") === "application";
}

export const elb: readonly Rule[] = [
  {
    id: "elb-zones",
    types: [T.loadBalancer],
    stage: "admit",
    source: SUBNETS,
    check: (subject, cloud) => {
      const property = subject.given("subnets") ? "subnets" : "subnetMappings";
      const ids = property === "subnets" ? subject.texts("subnets") : subject.objects("subnetMappings").flatMap((mapping) => mapping.text("subnetId") ?? []);
      const subnets = ids.flatMap((id) => find(cloud, T.subnet, id) ?? []);
      const zones = subnets.map((subnet) => of(subnet).text("availabilityZone"));
      const vpcs = new Set(subnets.map((subnet) => of(subnet).text("vpcId")));
      const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
      const least = isApplication(subject) ? 2 : 1;
      const publicFacing = subject.off("internal");
      const offline = subnets.find((subnet) => !cloud.byType(T.internetGateway).some(({ inputs }) => inputs["vpcId"] === of(subnet).text("vpcId")));
      return [
        ...(new Set(zones).size < least ? [refuse(property, `ValidationError: At least two subnets in two different Availability Zones must be specified, and these are in ${[...new Set(zones)].join(", ") || "none"}; add a subnet.`)] : []),
        ...(twice === undefined ? [] : [refuse(property, `InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone (${twice}); keep one per zone.`)]),
        ...(vpcs.size > 1 ? [refuse(property, `InvalidConfigurationRequest: all subnets must belong to the same VPC, and these are of ${[...vpcs].join(" and ")}.`)] : []),
        ...(publicFacing && offline !== undefined ? [refuse(property, `InvalidSubnet: VPC ${of(offline).text("vpcId")} has no internet gateway, which an internet-facing load balancer needs; make one first or set internal to true.`)] : []),
      ];
    },
  },
  {
    id: "elb-subnet-size",
    types: [T.loadBalancer],
    stage: "admit",
    source: SUBNETS,
    check: (subject, cloud) => {
      const small = isApplication(subject)
        ? subject.texts("subnets").find((id) => {
            const subnet = find(cloud, T.subnet, id);
            return subnet !== undefined && Number(of(subnet).text("cidrBlock")?.split("/")[1]) > 27;
          })
        : undefined;
      return refuseIf(small !== undefined, "subnets", `InvalidSubnet: the subnet ${small} is smaller than /27, which an Application Load Balancer needs with 8 free addresses.`);
    },
  },
  {
    id: "elb-groups-in-vpc",
    types: [T.loadBalancer],
    stage: "admit",
    source: LB,
    check: (subject, cloud) => {
      const subnet = find(cloud, T.subnet, subject.texts("subnets")[0]);
      const vpcId = subnet && of(subnet).text("vpcId");
      const stranger = subject.texts("securityGroups").find((id) => {
        const group = find(cloud, T.securityGroup, id);
        return group !== undefined && vpcId !== undefined && of(group).text("vpcId") !== vpcId;
      });
      return refuseIf(stranger !== undefined, "securityGroups", `InvalidConfigurationRequest: One or more security groups are invalid: ${stranger} is not in the load balancer's VPC ${vpcId}.`);
    },
  },
  {
    id: "elb-access-log-bucket",
    types: [T.loadBalancer],
    stage: "admit",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    check: (subject, cloud) =>
      ["accessLogs", "connectionLogs"].flatMap((log) => {
        const name = subject.text(`${log}.bucket`);
        const bucket = find(cloud, T.bucket, name);
        if (subject.flag(`${log}.enabled`) !== true || bucket === undefined) {
          return [];
        }
        const policy = cloud.byType(T.bucketPolicy).find(({ inputs }) => inputs["bucket"] === bucket.id);
        const allows = /logdelivery\.elasticloadbalancing|elb-account|arn:[\w-]+:iam::\d{12}:root|"\d{12}"/.test(JSON.stringify(policy?.inputs["policy"] ?? ""));
        const encryption = cloud.byType(T.bucketEncryption).find(({ inputs }) => inputs["bucket"] === bucket.id);
        const kms = encryption !== undefined && of(encryption).all("rules[*].applyServerSideEncryptionByDefault.sseAlgorithm").some(({ value }) => value !== "AES256");
        return [
          ...(allows ? [] : [refuse(`${log}.bucket`, `InvalidConfigurationRequest: Access Denied for bucket: ${name}. Please check S3bucket permission: its policy must let logdelivery.elasticloadbalancing.amazonaws.com put objects.`)]),
          ...(kms ? [refuse(`${log}.bucket`, `InvalidConfigurationRequest: the bucket ${name} encrypts with KMS, and load balancer logs only take SSE-S3; set its sseAlgorithm to AES256.`)] : []),
          ...(bucket.region === cloud.region ? [] : [refuse(`${log}.bucket`, `InvalidConfigurationRequest: the bucket ${name} is in ${bucket.region}, and logs stay in the load balancer's region ${cloud.region}.`)]),
        ];
      }),
  },
  range(T.loadBalancer, "idleTimeout", 1, 4000, ATTRIBUTES),
  range(T.loadBalancer, "clientKeepAlive", 60, 604_800, ATTRIBUTES),
  oneOf(T.loadBalancer, "loadBalancerType", ["application", "network", "gateway"], LB),
  oneOf(T.loadBalancer, "desyncMitigationMode", ["monitor", "defensive", "strictest"], ATTRIBUTES),
  oneOf(T.loadBalancer, "xffHeaderProcessingMode", ["append", "preserve", "remove"], ATTRIBUTES),
  {
    id: "elb-log-prefix",
    types: [T.loadBalancer],
    stage: "check",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-connection-logging.html",
    check: (subject) =>
      ["accessLogs", "connectionLogs"].flatMap((log) => {
        const prefix = subject.text(`${log}.prefix`) ?? "";
        return prefix.includes("AWSLogs") ? [refuse(`${log}.prefix`, `InvalidConfigurationRequest: the prefix "${prefix}" must not hold AWSLogs, which AWS puts behind it itself.`)] : [];
      }),
  },
  oneOf(T.loadBalancer, "ipAddressType", ["ipv4", "dualstack", "dualstack-without-public-ipv4"], LB),
  {
    id: "elb-listener-certificate",
    types: [T.listener],
    stage: "check",
    source: LISTENER,
    check: (subject) => {
      const protocol = subject.text("protocol");
      const secure = protocol === "HTTPS" || protocol === "TLS";
      const policy = subject.text("sslPolicy");
      const close = policy === undefined ? undefined : nearest(policy, TLS_POLICIES.entries);
      return [
        ...(secure && subject.absent("certificateArn") ? [refuse("certificateArn", `CertificateNotFound: A certificate must be specified for ${protocol} listeners; give certificateArn.`)] : []),
        ...(protocol === "HTTP" && subject.given("certificateArn") ? [refuse("certificateArn", "InvalidConfigurationRequest: A certificate cannot be specified for HTTP listeners; set protocol to HTTPS.")] : []),
        ...(protocol === "HTTP" && policy !== undefined ? [refuse("sslPolicy", "InvalidConfigurationRequest: an SSL policy cannot be specified for HTTP listeners; set protocol to HTTPS.")] : []),
        ...(policy !== undefined && !TLS_POLICIES.entries.has(policy) ? [refuse("sslPolicy", `SSLPolicyNotFound: SSL policy '${policy}' not found.${close === undefined ? "" : ` Did you mean ${close}?`}`)] : []),
      ];
    },
  },
  {
    id: "elb-listener-port-once",
    types: [T.listener],
    stage: "admit",
    source: LISTENER,
    check: (subject, cloud) => {
      const other = others(subject, cloud, T.listener).find(({ inputs }) => inputs["loadBalancerArn"] === subject.text("loadBalancerArn") && inputs["port"] === subject.at("port"));
      return refuseIf(other !== undefined && subject.number("port") !== undefined, "port", `DuplicateListener: A listener already exists on port ${subject.number("port")} of this load balancer (${other?.id}); use another port.`);
    },
  },
  {
    id: "elb-listener-certificate-issued",
    types: [T.listener],
    stage: "admit",
    source: LISTENER,
    check: (subject, cloud) => {
      const arn = subject.text("certificateArn");
      const certificate = find(cloud, T.certificate, arn);
      const byDns = certificate !== undefined && of(certificate).text("validationMethod") === "DNS" && !of(certificate).given("certificateBody");
      const validated = cloud.byType(T.certificateValidation).some(({ inputs }) => inputs["certificateArn"] === arn);
      return refuseIf(byDns && !validated, "certificateArn", `UnsupportedCertificate: The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and be issued; use the certificateArn of its CertificateValidation, which waits for that.`);
    },
  },
  {
    id: "elb-listener-headers",
    types: [T.listener],
    stage: "check",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
    check: (subject) => {
      const [sniff, frame, hsts] = ["XContentTypeOptions", "XFrameOptions", "StrictTransportSecurity"].map((header) => `routingHttpResponse${header}HeaderValue`) as [string, string, string];
      const [sniffing, framing, transport] = [subject.text(sniff), subject.text(frame), subject.text(hsts)];
      const web = subject.unknown("protocol") || ["HTTP", "HTTPS", undefined].includes(subject.text("protocol"));
      return [
        ...(sniffing !== undefined && sniffing !== "nosniff" ? [refuse(sniff, `ValidationError: X-Content-Type-Options is nosniff, not "${sniffing}".`)] : []),
        ...(framing !== undefined && !/^(DENY|SAMEORIGIN|ALLOW-FROM https?:\/\/\S+)$/.test(framing) ? [refuse(frame, `ValidationError: X-Frame-Options is DENY, SAMEORIGIN or ALLOW-FROM with an address, not "${framing}".`)] : []),
        ...(transport !== undefined && !/^max-age=\d+(; ?(includeSubDomains|preload))*$/.test(transport) ? [refuse(hsts, `ValidationError: Strict-Transport-Security is written as max-age=31536000; includeSubDomains; preload, not "${transport}".`)] : []),
        ...(web ? [] : [sniff, frame, hsts].filter((name) => subject.given(name)).map((name) => refuse(name, "InvalidConfigurationRequest: only HTTP and HTTPS listeners of Application Load Balancers change headers; remove it."))),
      ];
    },
  },
  range(T.listener, "port", 1, 65535, LISTENER),
  oneOf(T.listener, "protocol", ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"], LISTENER),
  {
    id: "elb-actions",
    types: [T.listener, T.listenerRule],
    stage: "check",
    source: RULE,
    check: (subject) => {
      const property = subject.type === T.listener ? "defaultActions" : "actions";
      const actions = subject.objects(property);
      return actions.flatMap((action, index) => {
        const at = `${property}[${index}]`;
        const kind = action.text("type");
        const weights = action.all("forward.targetGroups[*].weight").map(({ value }) => Number(value));
        const body = action.text("fixedResponse.messageBody");
        return [
          ...(kind !== undefined && !ACTIONS.includes(kind) ? [refuse(`${at}.type`, `ValidationError: "${kind}" is no action; AWS has ${ACTIONS.join(", ")}.`)] : []),
          ...(kind === "forward" && action.absent("targetGroupArn") && action.absent("forward") ? [refuse(`${at}.targetGroupArn`, "ValidationError: a forward action needs targetGroupArn or forward.")] : []),
          ...(kind === "redirect" && action.absent("redirect") ? [refuse(`${at}.redirect`, "ValidationError: a redirect action needs redirect.")] : []),
          ...(kind === "redirect" && action.text("redirect.statusCode") !== undefined && !["HTTP_301", "HTTP_302"].includes(action.text("redirect.statusCode") ?? "")
            ? [refuse(`${at}.redirect.statusCode`, `ValidationError: "${action.text("redirect.statusCode")}" is no redirect; write HTTP_301 or HTTP_302.`)]
            : []),
          ...(kind === "fixed-response" && action.absent("fixedResponse") ? [refuse(`${at}.fixedResponse`, "ValidationError: a fixed-response action needs fixedResponse.")] : []),
          ...((body?.length ?? 0) > 1024 ? [refuse(`${at}.fixedResponse.messageBody`, `ValidationError: the body has ${body?.length} characters, and AWS takes 1024.`)] : []),
          ...(action.objects("forward.targetGroups").length > 5 ? [refuse(`${at}.forward.targetGroups`, "TooManyTargetGroups: a forward action takes 5 target groups.")] : []),
          ...(weights.some((weight) => weight < 0 || weight > 999) ? [refuse(`${at}.forward.targetGroups`, "ValidationError: a target group's weight is a number from 0 to 999.")] : []),
        ];
      });
    },
  },
  range(T.listenerRule, "priority", 1, 50_000, RULE),
  {
    id: "elb-rule-priority-once",
    types: [T.listenerRule],
    stage: "admit",
    source: RULE,
    check: (subject, cloud) => {
      const siblings = others(subject, cloud, T.listenerRule).filter(({ inputs }) => inputs["listenerArn"] === subject.text("listenerArn"));
      const other = siblings.find((record) => of(record).number("priority") === subject.number("priority"));
      return [
        ...(subject.number("priority") !== undefined && other !== undefined ? [refuse("priority", `PriorityInUse: Priority '${subject.number("priority")}' is currently in use by ${other.id}; give each rule of a listener its own.`)] : []),
        ...(siblings.length >= 100 ? [refuse("listenerArn", "TooManyRules: a load balancer takes 100 rules unless the quota is raised.")] : []),
      ];
    },
  },
  {
    id: "elb-rule-conditions",
    types: [T.listenerRule],
    stage: "check",
    source: RULE,
    check: (subject) => {
      const conditions = subject.objects("conditions");
      const values = conditions.flatMap((condition) => ["hostHeader", "pathPattern", "httpHeader", "httpRequestMethod", "sourceIp"].flatMap((kind) => condition.all(`${kind}.values[*]`)));
      const long = values.find(({ value }) => typeof value === "string" && value.length > 128);
      return [
        ...(subject.count("conditions") === 0 ? [refuse("conditions", "ValidationError: A rule must have at least one condition; give a pathPattern or hostHeader.")] : []),
        ...(values.length > 5 ? [refuse("conditions", `TooManyConditionValues: the rule has ${values.length} condition values, and AWS takes 5 (${QUOTAS}); make a second rule.`)] : []),
        ...(long === undefined ? [] : [refuse("conditions", `ValidationError: the condition value "${String(long.value)}" is longer than 128 characters.`)]),
      ];
    },
  },
  {
    id: "elb-target-group",
    types: [T.targetGroup],
    stage: "check",
    source: TARGETS,
    check: (subject) => {
      const kind = subject.text("targetType") ?? "instance";
      const missing = ["port", "protocol", "vpcId"].filter((name) => subject.absent(name));
      const http = ["HTTP", "HTTPS"].includes(subject.text("protocol") ?? "");
      const [interval, timeout] = [subject.number("healthCheck.interval") ?? 30, subject.number("healthCheck.timeout") ?? 5];
      const path = subject.text("healthCheck.path");
      const matcher = subject.text("healthCheck.matcher");
      return [
        ...(kind !== "lambda" ? missing.map((name) => refuse(name, `ValidationError: a target group of type ${kind} needs ${name}.`)) : []),
        ...(timeout >= interval ? [refuse("healthCheck.timeout", `ValidationError: Health check timeout '${timeout}' must be smaller than the interval '${interval}'.`)] : []),
        ...(path !== undefined && !path.startsWith("/") ? [refuse("healthCheck.path", `ValidationError: Health check path '${path}' must begin with a '/' character.`)] : []),
        ...((path?.length ?? 0) > 1024 ? [refuse("healthCheck.path", "ValidationError: a health check's path has at most 1024 characters.")] : []),
        ...(http && matcher !== undefined && !/^[2-5]\d\d(-[2-5]\d\d)?(,[2-5]\d\d(-[2-5]\d\d)?)*$/.test(matcher) ? [refuse("healthCheck.matcher", `ValidationError: Health check matcher HTTP code '${matcher}' must be within '200-599'; write it as 200 or 200-299.`)] : []),
        ...(subject.given("stickiness.cookieName") && subject.text("stickiness.type") === "lb_cookie" ? [refuse("stickiness.cookieName", "ValidationError: only app_cookie stickiness names a cookie; remove cookieName.")] : []),
        ...(subject.text("stickiness.type") === "app_cookie" && subject.absent("stickiness.cookieName") ? [refuse("stickiness.cookieName", "ValidationError: app_cookie stickiness needs the name of the application's cookie.")] : []),
      ];
    },
  },
  {
    id: "elb-target-group-slow-start",
    types: [T.targetGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
    check: (subject) => {
      const seconds = subject.number("slowStart") ?? 0;
      const algorithm = subject.text("loadBalancingAlgorithmType") ?? "round_robin";
      return [
        ...(seconds !== 0 && (seconds < 30 || seconds > 900) ? [refuse("slowStart", `InvalidConfigurationRequest: a slow start takes 30 to 900 seconds, or 0 for none, not ${seconds}.`)] : []),
        ...(seconds !== 0 && algorithm !== "round_robin" ? [refuse("slowStart", `InvalidConfigurationRequest: a slow start is not supported with ${algorithm}; remove it, or deal requests out by round_robin.`)] : []),
      ];
    },
  },
  oneOf(T.targetGroup, "loadBalancingAlgorithmType", ["round_robin", "least_outstanding_requests", "weighted_random"], "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html"),
  range(T.targetGroup, "healthCheck.interval", 5, 300, TARGETS),
  range(T.targetGroup, "healthCheck.timeout", 2, 120, TARGETS),
  range(T.targetGroup, "healthCheck.healthyThreshold", 2, 10, TARGETS),
  range(T.targetGroup, "healthCheck.unhealthyThreshold", 2, 10, TARGETS),
  range(T.targetGroup, "port", 1, 65535, TARGETS),
  range(T.targetGroup, "deregistrationDelay", 0, 3600, "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html"),
  range(T.targetGroup, "stickiness.cookieDuration", 1, 604_800, "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html"),
  oneOf(T.targetGroup, "targetType", ["instance", "ip", "lambda", "alb"], TARGETS),
  oneOf(T.targetGroup, "protocol", ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"], TARGETS),
  oneOf(T.targetGroup, "stickiness.type", ["lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto"], TARGETS),
];
