import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { decide, documentOf } from "../../test/iam";
import { someServiceArgs, TRADING } from "./fixtures";
import { DEPLOYER, FETCHER, someSecrets } from "../secrets/fixtures";
import { keyOf, resolved, withMocks, type MockOptions, type Plan } from "../testing";
import { KianaxService, type KianaxServiceArgs, type ServiceDefinition } from "./index";

const GATEWAY: ServiceDefinition = { ...TRADING, name: "gateway", needs: {}, exposure: { paths: ["/*"], websocket: true } };

async function planned(definition: ServiceDefinition, changes: Partial<KianaxServiceArgs> = {}, options: MockOptions = {}): Promise<{ plan: Plan; service: KianaxService }> {
  const { plan, result } = await withMocks(() => new KianaxService(definition.name, { ...someServiceArgs(definition), ...changes }), options);
  return { plan, service: result };
}

function children(plan: Plan, name: string): string[] {
  return plan.resources.filter(({ parent }) => parent === `kianax:service:KianaxService::${name}`).map(keyOf).sort();
}

function statements(plan: Plan, name: string): Record<string, unknown>[] {
  return (JSON.parse(String(plan.one("aws:iam/rolePolicy:RolePolicy", name).inputs["policy"])) as { Statement: Record<string, unknown>[] }).Statement;
}

describe("KianaxService", () => {
  it("makes exactly these children of an internal service", async () => {
    const { plan } = await planned(TRADING);
    assert.deepEqual(children(plan, "trading"), [
      "aws:cloudwatch/logGroup:LogGroup::trading",
      "aws:cloudwatch/logMetricFilter:LogMetricFilter::trading-durations",
      "aws:cloudwatch/logMetricFilter:LogMetricFilter::trading-failures",
      "aws:cloudwatch/metricAlarm:MetricAlarm::trading-availability",
      "aws:cloudwatch/metricAlarm:MetricAlarm::trading-latency",
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::trading",
      "aws:iam/role:Role::trading",
      "aws:iam/rolePolicy:RolePolicy::trading",
      "aws:secretsmanager/secret:Secret::trading-sentry-dsn",
      "aws:secretsmanager/secretPolicy:SecretPolicy::trading-sentry-dsn",
      "aws:secretsmanager/secretVersion:SecretVersion::trading-sentry-dsn",
      "awsx:ecr:Repository::trading",
      "kubernetes:helm.sh/v3:Release::trading-application",
    ]);
  });

  it("makes exactly these children of an exposed service that needs nothing", async () => {
    const { plan } = await planned(GATEWAY);
    assert.deepEqual(children(plan, "gateway"), [
      "aws:cloudwatch/logGroup:LogGroup::gateway",
      "aws:cloudwatch/metricAlarm:MetricAlarm::gateway-availability",
      "aws:cloudwatch/metricAlarm:MetricAlarm::gateway-latency",
      "aws:cloudwatch/metricAlarm:MetricAlarm::gateway-unhealthy",
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::gateway",
      "aws:iam/role:Role::gateway",
      "aws:lb/listenerRule:ListenerRule::gateway",
      "aws:lb/targetGroup:TargetGroup::gateway",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::gateway-from-edge",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::gateway-from-edge",
      "awsx:ecr:Repository::gateway",
      "kubernetes:helm.sh/v3:Release::gateway-application",
    ]);
  });

  it("protects images and secrets", async () => {
    const { plan } = await planned(TRADING);
    assert.deepEqual(plan.resources.filter(({ protect }) => protect === true).map(keyOf).sort(), ["aws:secretsmanager/secret:Secret::trading-sentry-dsn", "awsx:ecr:Repository::trading"]);
  });

  it("keeps images immutable, scanned, encrypted and few", async () => {
    const { plan, service } = await planned(TRADING);
    const { tags: _, encryptionConfigurations, ...rest } = plan.one("awsx:ecr:Repository", "trading").inputs;
    assert.deepEqual(rest, {
      name: "kianax/production/trading",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: false,
      lifecyclePolicy: {
        rules: [
          { description: "without a tag: 7 days", tagStatus: "untagged", maximumAgeLimit: 7 },
          { description: "the newest 30", tagStatus: "any", maximumNumberOfImages: 30 },
        ],
      },
    });
    assert.match(JSON.stringify(encryptionConfigurations), /^\[\{"encryptionType":"KMS","kmsKey":"[^"]+:data"\}\]$/);
    assert.equal(await resolved(service.repositoryUrl), "111122223333.dkr.ecr.us-east-1.amazonaws.com/kianax/production/trading");
  });

  it("runs the images of the environment that it takes over, and goes on with what that one encrypted", async () => {
    const brokerCredentialsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/mrk-broker";
    const { plan, service } = await planned(TRADING, { successorOf: { environment: "lost", brokerCredentialsKeyArn } });
    assert.deepEqual(plan.all("awsx:ecr:Repository"), []);
    assert.equal(await resolved(service.repositoryUrl), "111122223333.dkr.ecr.us-east-1.amazonaws.com/kianax/lost/trading");
    const { Statement } = JSON.parse(String(plan.one("aws:iam/rolePolicy:RolePolicy", "trading").inputs["policy"])) as { Statement: { Sid: string; Resource: unknown; Condition: unknown }[] };
    const broker = Statement.find(({ Sid }) => Sid === "UseBrokerCredentials");
    assert.equal(broker?.Resource, brokerCredentialsKeyArn);
    assert.deepEqual(broker?.Condition, { StringEquals: { "kms:EncryptionContext:service": "trading", "kms:EncryptionContext:environment": "lost" } });
  });

  it("lets only the pods of its own service account become it", async () => {
    const { plan } = await planned(TRADING);
    const role = plan.one("aws:iam/role:Role", "trading");
    assert.equal(role.inputs["name"], "kianax-production-trading");
    assert.deepEqual(JSON.parse(String(role.inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-name": "kianax-production",
              "aws:RequestTag/kubernetes-namespace": "kianax",
              "aws:RequestTag/kubernetes-service-account": "trading",
            },
          },
        },
      ],
    });
    const { tags: _, roleArn, ...association } = plan.one("aws:eks/podIdentityAssociation:PodIdentityAssociation", "trading").inputs;
    assert.ok(roleArn);
    assert.deepEqual(association, { clusterName: "kianax-production", namespace: "kianax", serviceAccount: "trading" });
  });

  it("may read its own secrets and those of what it needs, and use the brokers' key for itself", async () => {
    const { plan } = await planned(TRADING);
    const readable = ["arn:aws:secretsmanager:us-east-1:111122223333:secret:kianax/production/trading/*", "arn:database-secret", "arn:cache-secret"];
    assert.deepEqual(statements(plan, "trading"), [
      { Sid: "ReadSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], Resource: readable },
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:us-east-1:111122223333:secrets",
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" }, StringLike: { "kms:EncryptionContext:SecretARN": readable } },
      },
      {
        Sid: "UseBrokerCredentials",
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "arn:aws:kms:us-east-1:111122223333:broker",
        Condition: { StringEquals: { "kms:EncryptionContext:service": "trading", "kms:EncryptionContext:environment": "production" } },
      },
    ]);
  });

  it("fills its slots in its own namespace, write-only", async () => {
    const { plan, service } = await planned(TRADING);
    const { inputs, madeOf } = plan.one("aws:secretsmanager/secret:Secret", "trading-sentry-dsn");
    assert.deepEqual([inputs["name"], inputs["recoveryWindowInDays"]], ["kianax/production/trading/sentry-dsn", 30]);
    assert.deepEqual(madeOf["kmsKeyId"], ["aws:kms/key:Key::secrets"]);
    const version = plan.one("aws:secretsmanager/secretVersion:SecretVersion", "trading-sentry-dsn");
    assert.deepEqual([version.inputs["secretString"], version.inputs["secretStringWo"]], [undefined, "https://dsn.example.com"]);
    assert.deepEqual([...version.secrets].sort(), ["secretStringWo", "secretStringWoVersion"]);
    assert.deepEqual(Object.keys(service.secretArns), ["sentry-dsn"]);
  });

  it("leaves a slot without a value when operators fill it", async () => {
    const functions = { "aws:secretsmanager/getSecretVersions:getSecretVersions": () => ({ versions: [{ versionStages: ["AWSCURRENT"] }] }) };
    const { plan } = await planned(TRADING, { secrets: someSecrets({ "sentry-dsn": { external: true } }) }, { functions });
    assert.deepEqual(plan.all("aws:secretsmanager/secretVersion:SecretVersion"), []);
    assert.ok(plan.one("aws:secretsmanager/secretPolicy:SecretPolicy", "trading-sentry-dsn"));
  });

  it("lets its own role read its secrets and no other service's, however much that one's own policies allow", async () => {
    const { plan } = await planned(TRADING);
    const resource = documentOf(plan.one("aws:secretsmanager/secretPolicy:SecretPolicy", "trading-sentry-dsn").inputs["policy"]);
    const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:kianax/production/trading/sentry-dsn-a1b2c3";
    const own = "arn:aws:iam:us-east-1:111122223333:trading";
    const read = (role: string, identity: unknown): string =>
      decide({ identity: [documentOf(identity)], resource }, { action: "secretsmanager:GetSecretValue", resource: secret, principal: { AWS: role }, context: { "aws:PrincipalArn": role } });
    const everything = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    assert.equal(read(own, plan.one("aws:iam/rolePolicy:RolePolicy", "trading").inputs["policy"]), "allowed");
    assert.equal(read("arn:aws:iam::111122223333:role/kianax-production-agent", everything), "denied explicitly");
    for (const role of [FETCHER, DEPLOYER]) {
      assert.equal(read(role, everything), "allowed", role);
    }
  });

  it("tags everything with its name", async () => {
    const { plan } = await planned(TRADING);
    const tags = plan.one("aws:secretsmanager/secret:Secret", "trading-sentry-dsn").inputs["tags"];
    assert.deepEqual(tags, { Project: "kianax", Environment: "production", Component: "KianaxService", Service: "trading", CostLine: "monitoring", DataClass: "restricted" });
  });

  it("takes WebSockets to pods by address, and back to the same one", async () => {
    const { plan, service } = await planned(GATEWAY);
    const { tags: _, ...group } = plan.one("aws:lb/targetGroup:TargetGroup", "gateway").inputs;
    assert.deepEqual(group, {
      name: "kianax-production-gateway",
      targetType: "ip",
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      port: 8080,
      vpcId: "vpc-id",
      deregistrationDelay: 300,
      loadBalancingAlgorithmType: "least_outstanding_requests",
      stickiness: { enabled: true, type: "lb_cookie", cookieDuration: 86_400 },
      healthCheck: { enabled: true, protocol: "HTTP", path: "/health/ready", port: "traffic-port", matcher: "200", interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
    });
    const rule = plan.one("aws:lb/listenerRule:ListenerRule", "gateway");
    assert.deepEqual(rule.inputs["conditions"], [{ hostHeader: { values: ["api.kianax.io"] } }, { pathPattern: { values: ["/*"] } }]);
    assert.deepEqual(rule.madeOf["actions"], ["aws:lb/targetGroup:TargetGroup::gateway"]);
    assert.equal(await resolved(service.targetGroupArn ?? pulumi.output("none")), "arn:aws:lb:us-east-1:111122223333:gateway");
  });

  it("deals requests out in turn, to new pods bit by bit, where no client keeps a connection", async () => {
    const { plan } = await planned({ ...GATEWAY, exposure: { paths: ["/*"] } });
    const { deregistrationDelay, loadBalancingAlgorithmType, slowStart, stickiness } = plan.one("aws:lb/targetGroup:TargetGroup", "gateway").inputs;
    assert.deepEqual([deregistrationDelay, loadBalancingAlgorithmType, slowStart], [30, "round_robin", 30]);
    assert.deepEqual(stickiness, { enabled: false, type: "lb_cookie", cookieDuration: 86_400 });
  });

  it("opens the load balancer's way to its pods on its port, from both sides", async () => {
    const { plan } = await planned(GATEWAY);
    const out = plan.one("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "gateway-from-edge").inputs;
    const into = plan.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "gateway-from-edge").inputs;
    assert.deepEqual([out["securityGroupId"], out["referencedSecurityGroupId"], out["fromPort"], out["toPort"]], ["sg-edge", "sg-nodes", 8080, 8080]);
    assert.deepEqual([into["securityGroupId"], into["referencedSecurityGroupId"], into["fromPort"], into["toPort"]], ["sg-nodes", "sg-edge", 8080, 8080]);
  });

  it("watches what it promised at the load balancer, or in its log where there is none", async () => {
    const { plan: exposed } = await planned(GATEWAY);
    const latency = exposed.one("aws:cloudwatch/metricAlarm:MetricAlarm", "gateway-latency").inputs;
    assert.deepEqual([latency["metricName"], latency["extendedStatistic"], latency["threshold"], latency["name"]], ["TargetResponseTime", "p95", 0.3, "kianax-production-gateway-latency"]);
    assert.deepEqual(latency["dimensions"], { LoadBalancer: "app/api/1", TargetGroup: "targetgroup/gateway/73e2d6bc24d8a067" });
    const { plan: internal } = await planned(TRADING);
    const logged = internal.one("aws:cloudwatch/metricAlarm:MetricAlarm", "trading-latency").inputs;
    assert.deepEqual([logged["namespace"], logged["metricName"], logged["threshold"]], ["kianax/production/trading", "RequestDuration", 300]);
    const availability = internal.one("aws:cloudwatch/metricAlarm:MetricAlarm", "trading-availability").inputs;
    assert.equal(availability["threshold"], 1.44);
    assert.deepEqual((availability["metricQueries"] as { id: string }[]).map(({ id }) => id), ["result", "requests", "failures"]);
  });

  it("registers all of it at preview too", async () => {
    const { plan } = await planned(TRADING, {}, { preview: true });
    assert.equal(children(plan, "trading").length, 13);
  });
});
