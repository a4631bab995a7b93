import assert from "node:assert/strict";
import { someKeys, someNetwork } from "../data/fixtures";
import { keyOf, resolved, withMocks, type Plan, type Planned, someNeighbour } from "../testing";
import { KianaxEdge, type EdgeSettings, type KianaxEdgeArgs } from "./index";

const RECORD = "aws:route53/record:Record";
const COMPONENT = "kianax:edge:KianaxEdge::production";

const PRODUCTION: EdgeSettings = {
  environment: "production",
  domain: "kianax.io",
  apiHost: "api.kianax.io",
  idleTimeoutSeconds: 3600,
  deletionProtection: true,
  accessLogRetentionDays: 90,
  wafMode: "block",
  wafLogRetentionDays: 365,
  rateLimitPerFiveMinutes: 2000,
  authRateLimitPerFiveMinutes: 100,
  vercelRecords: true,
};

async function planned(changes: Partial<KianaxEdgeArgs> = {}, preview = false): Promise<{ plan: Plan; edge: KianaxEdge }> {
  const { plan, result } = await withMocks(() => new KianaxEdge("production", { ...PRODUCTION, network: someNetwork(), keys: someKeys(), ...changes }), { preview });
  return { plan, edge: result };
}

function untagged({ inputs: { tags: _, ...rest } }: Planned): Record<string, unknown> {
  return rest;
}

describe("KianaxEdge", () => {
  it("makes exactly these children, all below itself", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ parent }) => parent === COMPONENT).map(keyOf).sort(), [
      "aws:acm/certificate:Certificate::production-api",
      "aws:acm/certificateValidation:CertificateValidation::production-api",
      "aws:cloudwatch/logGroup:LogGroup::production-waf",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-api-certificate",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-api-errors",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-api-latency",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-api-tls-errors",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-waf-blocked",
      "aws:ec2/securityGroup:SecurityGroup::production-edge",
      "aws:lb/listener:Listener::production-http",
      "aws:lb/listener:Listener::production-https",
      "aws:lb/loadBalancer:LoadBalancer::production-api",
      "aws:route53/record:Record::production-api",
      "aws:route53/record:Record::production-api-certificate",
      "aws:route53/record:Record::production-authorities",
      "aws:route53/record:Record::production-website",
      "aws:route53/record:Record::production-website-www",
      "aws:route53/zone:Zone::production-zone",
      "aws:s3/bucket:Bucket::production-access-logs",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration::production-access-logs",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls::production-access-logs",
      "aws:s3/bucketPolicy:BucketPolicy::production-access-logs",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock::production-access-logs",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration::production-access-logs",
      "aws:s3/bucketVersioning:BucketVersioning::production-access-logs",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::production-edge-http",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::production-edge-https",
      "aws:wafv2/webAcl:WebAcl::production-api",
      "aws:wafv2/webAclAssociation:WebAclAssociation::production-api",
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration::production-api",
    ]);
  });

  it("protects the zone and the logs", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ protect }) => protect === true).map(keyOf).sort(), ["aws:route53/zone:Zone::production-zone", "aws:s3/bucket:Bucket::production-access-logs"]);
  });

  it("stands in the public subnets, hardened, and writes its log", async () => {
    const { plan } = await planned();
    const balancer = plan.one("aws:lb/loadBalancer:LoadBalancer", "production-api");
    assert.deepEqual(untagged(balancer), {
      name: "kianax-production-api",
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: ["public-a-id", "public-b-id", "public-c-id"],
      securityGroups: ["production-edge-id"],
      idleTimeout: 3600,
      enableDeletionProtection: true,
      enableHttp2: true,
      enableZonalShift: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      preserveHostHeader: true,
      xffHeaderProcessingMode: "append",
      enableXffClientPort: false,
      enableTlsVersionAndCipherSuiteHeaders: true,
      enableWafFailOpen: false,
      accessLogs: { enabled: true, bucket: "production-access-logs-id" },
      connectionLogs: { enabled: true, bucket: "production-access-logs-id", prefix: "connections" },
    });
    assert.ok(balancer.dependsOn.includes("aws:s3/bucketPolicy:BucketPolicy::production-access-logs"));
  });

  it("redirects HTTP and serves HTTPS with TLS 1.3 and hardened answers", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.one("aws:lb/listener:Listener", "production-http").inputs["defaultActions"], [
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ]);
    const { loadBalancerArn: _, certificateArn: __, ...https } = untagged(plan.one("aws:lb/listener:Listener", "production-https"));
    assert.deepEqual(https, {
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
      defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" } }],
      routingHttpResponseServerEnabled: false,
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000; includeSubDomains",
      routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
      routingHttpResponseXFrameOptionsHeaderValue: "DENY",
      routingHttpResponseContentSecurityPolicyHeaderValue: "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it("lets older clients in, refuses more and goes on the browsers' list where it is told to", async () => {
    const { plan } = await planned({ minimumTlsVersion: "1.2", desyncMitigation: "strictest", hstsPreload: true });
    const { inputs } = plan.one("aws:lb/listener:Listener", "production-https");
    assert.equal(inputs["sslPolicy"], "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
    assert.equal(inputs["routingHttpResponseStrictTransportSecurityHeaderValue"], "max-age=31536000; includeSubDomains; preload");
    assert.equal(plan.one("aws:lb/loadBalancer:LoadBalancer", "production-api").inputs["desyncMitigationMode"], "strictest");
  });

  it("is open to the world on 80 and 443 only, and opens nothing onwards by itself", async () => {
    const { plan } = await planned();
    const open = plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"], inputs["description"]]);
    assert.deepEqual(open, [
      ["0.0.0.0/0", 80, 80, "HTTP from anywhere, redirected to HTTPS"],
      ["0.0.0.0/0", 443, 443, "HTTPS from anywhere"],
    ]);
    assert.deepEqual(plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
  });

  it("proves its certificate in its own zone, and listens with it only then", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.one(RECORD, "production-api-certificate").inputs, {
      zoneId: "Z-production-zone",
      name: "_check.api.kianax.io.",
      type: "CNAME",
      records: ["_answer.example."],
      ttl: 300,
    });
    const validation = plan.one("aws:acm/certificateValidation:CertificateValidation", "production-api");
    assert.deepEqual(validation.madeOf, { certificateArn: ["aws:acm/certificate:Certificate::production-api"], validationRecordFqdns: [`${RECORD}::production-api-certificate`] });
    assert.deepEqual(plan.one("aws:lb/listener:Listener", "production-https").madeOf["certificateArn"], [keyOf(validation)]);
  });

  it("proves every name of the certificate by a record of its own, wildcards by that of their parent", async () => {
    const alternativeNames = ["ws.kianax.io", "*.kianax.io", "*.ws.kianax.io"];
    for (const preview of [false, true]) {
      const { plan } = await planned({ alternativeNames }, preview);
      assert.deepEqual(plan.one("aws:acm/certificate:Certificate", "production-api").inputs["subjectAlternativeNames"], alternativeNames);
      assert.deepEqual(plan.all(RECORD).map(({ name }) => name).filter((name) => name.includes("certificate")), ["production-api-certificate", "production-certificate-kianax.io", "production-certificate-ws.kianax.io"]);
      assert.equal(plan.one("aws:acm/certificateValidation:CertificateValidation", "production-api").madeOf["validationRecordFqdns"]?.length, 3);
    }
    const { plan } = await planned({ alternativeNames });
    assert.deepEqual(plan.all(RECORD).filter(({ name }) => name.includes("certificate")).map(({ inputs }) => inputs["name"]), ["_check.api.kianax.io.", "_check.kianax.io.", "_check.ws.kianax.io."]);
  });

  it("says who may issue certificates", async () => {
    const authorities = async (changes: Partial<KianaxEdgeArgs>): Promise<unknown> => (await planned(changes)).plan.one(RECORD, "production-authorities").inputs["records"];
    assert.deepEqual(await authorities({}), ['0 issue "amazon.com"', '0 issue "letsencrypt.org"', '0 issuewild ";"']);
    assert.deepEqual(await authorities({ vercelRecords: false, alternativeNames: ["*.kianax.io"], certificateAuthorities: ["digicert.com"] }), [
      '0 issue "amazon.com"',
      '0 issue "digicert.com"',
      '0 issuewild "amazon.com"',
    ]);
  });

  it("hands names below the domain to other zones", async () => {
    const servers = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.net"];
    const { plan } = await planned({ delegations: { "dev.kianax.io": servers } });
    assert.deepEqual(plan.one(RECORD, "production-delegation-dev.kianax.io").inputs, { zoneId: "Z-production-zone", name: "dev.kianax.io", type: "NS", records: servers, ttl: 3600 });
  });

  it("leads names to the load balancer and to Vercel", async () => {
    const { plan, edge } = await planned();
    assert.deepEqual(plan.one("aws:route53/record:Record", "production-api").inputs["aliases"], [
      { name: "production-api.elb.amazonaws.com", zoneId: "Z35SXDOTRQ7X7K", evaluateTargetHealth: true },
    ]);
    assert.equal(plan.one("aws:route53/record:Record", "production-website-www").inputs["name"], "www.kianax.io");
    assert.equal(edge.apiUrl, "https://api.kianax.io");
    assert.equal(await resolved(edge.zoneId), "Z-production-zone");
    const { plan: without } = await planned({ vercelRecords: false });
    assert.deepEqual(without.all(RECORD).map(({ name }) => name), ["production-api", "production-api-certificate", "production-authorities"]);
  });

  it("takes its names over in a zone that another environment owns", async () => {
    const { plan, edge } = await planned({ zoneId: "Z-shared", apiHost: "api.recovery.kianax.io", vercelRecords: false });
    assert.deepEqual(plan.all("aws:route53/zone:Zone"), []);
    assert.deepEqual(
      plan.all("aws:route53/record:Record").map(({ name, inputs }) => [name, inputs["zoneId"], inputs["name"], inputs["allowOverwrite"]]),
      [
        ["production-api", "Z-shared", "api.recovery.kianax.io", true],
        ["production-api-certificate", "Z-shared", "_check.api.recovery.kianax.io.", true],
      ],
    );
    assert.deepEqual([await resolved(edge.zoneId), await resolved(edge.nameServers)], ["Z-shared", []]);
  });

  it("keeps the access logs closed, encrypted, versioned and for as long as told", async () => {
    const { plan } = await planned();
    const name = "production-access-logs";
    assert.equal(plan.one("aws:s3/bucket:Bucket", name).inputs["bucket"], "kianax-production-access-logs-111122223333");
    assert.deepEqual(plan.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name).inputs, {
      bucket: `${name}-id`,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(plan.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", name).inputs["rules"], [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    assert.deepEqual(plan.one("aws:s3/bucketVersioning:BucketVersioning", name).inputs["versioningConfiguration"], { status: "Enabled" });
    const [rule] = plan.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", name).inputs["rules"] as Record<string, unknown>[];
    assert.deepEqual(rule?.["expiration"], { days: 90 });
    const policy = plan.one("aws:s3/bucketPolicy:BucketPolicy", name);
    const { Statement } = JSON.parse(String(policy.inputs["policy"])) as { Statement: Record<string, unknown>[] };
    const everything = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:us-east-1:111122223333:production-access-logs", "arn:aws:s3:us-east-1:111122223333:production-access-logs/*"],
    };
    assert.deepEqual(Statement, [
      { Sid: "TlsOnly", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "NoOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      {
        Sid: "LoadBalancersWrite",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:us-east-1:111122223333:production-access-logs/*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/*" },
        },
      },
    ]);
  });

  it("stands behind a web ACL that logs what it stops, without secrets", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.one("aws:wafv2/webAclAssociation:WebAclAssociation", "production-api").madeOf, {
      resourceArn: ["aws:lb/loadBalancer:LoadBalancer::production-api"],
      webAclArn: ["aws:wafv2/webAcl:WebAcl::production-api"],
    });
    const group = plan.one("aws:cloudwatch/logGroup:LogGroup", "production-waf").inputs;
    assert.deepEqual([group["name"], group["retentionInDays"]], ["aws-waf-logs-kianax-production", 365]);
    const { inputs } = plan.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "production-api");
    assert.deepEqual(inputs["redactedFields"], [
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
      { singleHeader: { name: "x-api-key" } },
      { queryString: {} },
    ]);
    assert.equal((inputs["loggingFilter"] as Record<string, unknown>)["defaultBehavior"], "DROP");
  });

  it("registers all of it at preview too, where the certificate's proof is not known", async () => {
    const { plan } = await planned({}, true);
    assert.equal(plan.resources.filter(({ parent }) => parent === COMPONENT).length, 30);
  });

  it("watches the firewall as a whole", async () => {
    const { plan } = await planned();
    const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "production-waf-blocked");
    assert.deepEqual(inputs["dimensions"], { WebACL: "kianax-production-api", Region: "us-east-1", Rule: "ALL" });
  });

  it("keeps the front end's project, domains and variables where it is told to, and knows nothing of Vercel otherwise", async () => {
    const vercel = { projectName: "kianax-web", teamId: "team_1", repository: "kianax/web", environmentVariables: { API_URL: { value: "https://api.kianax.io", sensitive: false, targets: ["production"] as const }, DSN: { value: "secret" } } };
    const { plan, edge } = await planned({ vercel });
    const project = plan.one("vercel:index/project:Project", "production-website");
    assert.equal(project.protect, true);
    assert.deepEqual(project.inputs, {
      name: "kianax-web",
      teamId: "team_1",
      framework: "nextjs",
      gitRepository: { type: "github", repo: "kianax/web", productionBranch: "main" },
      vercelAuthentication: { deploymentType: "standard_protection_new" },
      gitForkProtection: true,
      publicSource: false,
    });
    const domains = plan.all("vercel:index/projectDomain:ProjectDomain");
    assert.deepEqual(domains.map(({ inputs }) => inputs), [
      { projectId: "production-website-id", teamId: "team_1", domain: "kianax.io" },
      { projectId: "production-website-id", teamId: "team_1", domain: "www.kianax.io", redirect: "kianax.io", redirectStatusCode: 308 },
    ]);
    assert.ok(domains.every(({ dependsOn }) => [`${RECORD}::production-website`, `${RECORD}::production-website-www`].every((record) => dependsOn.includes(record))));
    const variables = plan.all("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable");
    assert.deepEqual(variables.map(({ name, inputs, secrets }) => [name, inputs["key"], inputs["sensitive"], inputs["targets"], secrets]), [
      ["production-website-API_URL", "API_URL", false, ["production"], ["value"]],
      ["production-website-DSN", "DSN", true, ["production", "preview"], ["value"]],
    ]);
    assert.equal(await resolved(edge.vercelProjectId ?? assert.fail("no project")), "production-website-id");
    assert.deepEqual((await planned()).plan.keys.filter((key) => key.startsWith("vercel:")), []);
  });

  it("registers nothing when an argument is wrong", async () => {
    await withMocks(() => undefined);
    assert.throws(() => new KianaxEdge("production", { ...PRODUCTION, network: someNeighbour, keys: someNeighbour, idleTimeoutSeconds: 0 }), {
      message: 'KianaxEdge "production": idleTimeoutSeconds must be a whole number from 1 to 4000 seconds, not 0.',
    });
  });
});
