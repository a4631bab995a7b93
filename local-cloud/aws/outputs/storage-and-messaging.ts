import type { CloudRecord } from "../../provider/cloud";
import type { Properties } from "../../provider/values";
import { REGIONS } from "../catalogues";
import { characters, DIGITS, LOWER, UPPER, uuid } from "../hash";
import { T } from "../tokens";
import type { Blueprints, Making } from "./blueprint";

const bucketOf = (make: Making): string => make.text("bucket") ?? "";

export const storageAndMessaging: Blueprints = {
  [T.logGroup]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("logs", `log-group:${make.id}`),
    defaults: { retentionInDays: 0, skipDestroy: false },
    computed: (make) => ({ name: make.id, logGroupClass: make.sticky("logGroupClass", () => "STANDARD") }),
  },
  // The provider's own id is the bare name, which every group may have one of; this is the form that it imports by.
  [T.logStream]: {
    id: (make) => `${make.text("logGroupName") ?? ""}:${make.text("name") ?? ""}`,
    arn: (make) => make.arn("logs", `log-group:${make.text("logGroupName") ?? ""}:log-stream:${make.text("name") ?? ""}`),
  },
  [T.logResourcePolicy]: { id: (make) => make.text("policyName") ?? make.token("policy", 12) },
  // The provider's own id is the bare name, which two log groups may share; this is the form that it imports by.
  [T.metricFilter]: { id: (make) => `${make.text("logGroupName") ?? ""}:${make.physicalName()}`, computed: (make) => ({ name: make.physicalName() }) },
  [T.alarm]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("cloudwatch", `alarm:${make.id}`),
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    computed: (make) => ({ name: make.id, evaluateLowSampleCountPercentiles: make.sticky("evaluateLowSampleCountPercentiles", () => "evaluate") }),
  },
  [T.compositeAlarm]: { id: (make) => make.text("alarmName") ?? make.name, arn: (make) => make.arn("cloudwatch", `alarm:${make.id}`), defaults: { actionsEnabled: true } },
  [T.eventRule]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("events", `rule/${make.id}`),
    defaults: { eventBusName: "default", state: "ENABLED", forceDestroy: false },
    computed: (make) => ({ name: make.id }),
  },
  [T.eventTarget]: {
    id: (make) => `${make.text("rule") ?? ""}-${make.stickyText("targetId", () => make.token("target", 26))}`,
    computed: (make) => ({ targetId: make.sticky("targetId", () => make.token("target", 26)) }),
  },
  [T.bucket]: {
    id: (make) => make.physicalName("bucket").toLowerCase(),
    arn: (make) => make.arn("s3", make.id, "bare"),
    defaults: { forceDestroy: false },
    computed: (make) => ({
      bucket: make.id,
      bucketDomainName: `${make.id}.s3.${make.dnsSuffix}`,
      bucketRegionalDomainName: `${make.id}.s3.${make.cloud.region}.${make.dnsSuffix}`,
      bucketRegion: make.cloud.region,
      hostedZoneId: REGIONS.entries[make.cloud.region]?.s3ZoneId ?? "Z3AQBSTGFYJSTF",
      objectLockEnabled: make.sticky("objectLockEnabled", () => false),
      requestPayer: make.sticky("requestPayer", () => "BucketOwner"),
    }),
  },
  ...Object.fromEntries(
    [T.bucketPolicy, T.bucketVersioning, T.bucketLifecycle, T.bucketEncryption, T.bucketPublicAccessBlock, T.bucketOwnership, T.bucketLogging, T.bucketReplication, T.bucketLock].map((type) => [type, { id: bucketOf }]),
  ),
  [T.bucketObject]: { id: (make) => `${bucketOf(make)}/${make.text("key") ?? ""}`, computed: (make) => ({ etag: make.token("etag", 32) }) },
  [T.secret]: {
    id: (make) => make.arn("secretsmanager", `secret:${make.physicalName()}-${characters(make.seed, "secret", 6, UPPER + LOWER + DIGITS)}`),
    arn: (make) => make.id,
    defaults: { recoveryWindowInDays: 30, forceOverwriteReplicaSecret: false },
    computed: (make) => ({
      name: make.physicalName(),
      policy: make.sticky("policy", () => ""),
      replicas: make.objects("replicas").map((replica) => ({ kmsKeyId: "alias/aws/secretsmanager", ...replica.properties, status: "InSync", statusMessage: "", lastAccessedDate: "" })),
    }),
  },
  [T.secretVersion]: {
    id: (make) => `${make.text("secretId") ?? ""}|${uuid(make.seed, "version")}`,
    computed: (make) => ({
      arn: make.text("secretId") ?? "",
      versionId: make.id.split("|")[1] ?? "",
      versionStages: make.sticky("versionStages", () => ["AWSCURRENT"]),
      hasSecretStringWo: make.given("secretStringWo"),
    }),
  },
  [T.secretPolicy]: { id: (make) => make.text("secretArn") ?? "" },
  [T.secretRotation]: { id: (make) => make.text("secretId") ?? "", computed: () => ({ rotationEnabled: true }) },
  [T.applicationStack]: {
    id: (make) => make.arn("cloudformation", `stack/serverlessrepo-${make.physicalName()}/${uuid(make.seed, "stack")}`),
    computed: (make): Properties => ({
      name: make.physicalName(),
      capabilities: make.sticky("capabilities", () => []),
      semanticVersion: make.sticky("semanticVersion", () => "1.0.0"),
      outputs: isRotation(make) ? { RotationLambdaARN: make.arn("lambda", `function:${functionName(make)}`) } : {},
    }),
    effects: (make) => (isRotation(make) ? [rotationFunction(make)] : []),
  },
  [T.repository]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("ecr", `repository/${make.id}`),
    defaults: { imageTagMutability: "MUTABLE", forceDelete: false },
    computed: (make) => ({
      name: make.id,
      registryId: make.cloud.account,
      repositoryUrl: `${make.cloud.account}.dkr.ecr.${make.cloud.region}.${make.dnsSuffix}/${make.id}`,
    }),
  },
  [T.ecrLifecyclePolicy]: { id: (make) => make.text("repository") ?? "", computed: (make) => ({ registryId: make.cloud.account }) },
  [T.repositoryPolicy]: { id: (make) => make.text("repository") ?? "", computed: (make) => ({ registryId: make.cloud.account }) },
  [T.topic]: {
    id: (make) => make.arn("sns", topicName(make)),
    arn: (make) => make.id,
    computed: (make) => ({ name: topicName(make), owner: make.cloud.account, beginningArchiveTime: "", policy: make.sticky("policy", () => topicPolicy(make)) }),
  },
  [T.topicSubscription]: {
    id: (make) => `${make.text("topic") ?? ""}:${uuid(make.seed, "subscription")}`,
    arn: (make) => make.id,
    defaults: { rawMessageDelivery: false, endpointAutoConfirms: false, confirmationTimeoutInMinutes: 1 },
    computed: (make) => ({ ownerId: make.cloud.account, pendingConfirmation: make.text("protocol") === "email", confirmationWasAuthenticated: make.text("protocol") !== "email" }),
  },
  [T.topicPolicy]: { id: (make) => make.text("arn") ?? "", computed: (make) => ({ owner: make.cloud.account }) },
  [T.trail]: {
    id: (make) => make.arn("cloudtrail", `trail/${make.physicalName()}`),
    arn: (make) => make.id,
    defaults: { enableLogFileValidation: false, enableLogging: true, includeGlobalServiceEvents: true, isMultiRegionTrail: false, isOrganizationTrail: false },
    computed: (make) => ({ name: make.physicalName(), homeRegion: make.cloud.region, snsTopicArn: "" }),
  },
  [T.deliveryStream]: {
    id: (make) => make.arn("firehose", `deliverystream/${make.physicalName()}`),
    arn: (make) => make.id,
    computed: (make) => ({ name: make.physicalName(), destinationId: "destinationId-000000000001", versionId: String(Number(make.prior?.outputs["versionId"] ?? 0) + 1) }),
  },
  [T.queue]: {
    id: (make) => `https://sqs.${make.cloud.region}.${make.dnsSuffix}/${make.cloud.account}/${queueName(make)}`,
    arn: (make) => make.arn("sqs", queueName(make)),
    defaults: { visibilityTimeoutSeconds: 30, messageRetentionSeconds: 345_600, delaySeconds: 0, receiveWaitTimeSeconds: 0 },
    computed: (make) => ({ name: queueName(make), url: make.id }),
  },
  [T.lambda]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("lambda", `function:${make.id}`),
    defaults: { memorySize: 128, timeout: 3, packageType: "Zip", publish: false, reservedConcurrentExecutions: -1 },
    computed: (make) => ({
      name: make.id,
      version: "$LATEST",
      invokeArn: make.arn("apigateway", `lambda:path/2015-03-31/functions/${make.arn("lambda", `function:${make.id}`)}/invocations`).replace(`:${make.cloud.account}:lambda:path`, ":lambda:path"),
      qualifiedArn: make.arn("lambda", `function:${make.id}:$LATEST`),
      lastModified: make.created,
    }),
  },
  [T.lambdaPermission]: { id: (make) => make.stickyText("statementId", () => `${make.name}-${make.token("statement", 7)}`), computed: (make) => ({ statementId: make.id }) },
  [T.ssmParameter]: {
    id: (make) => make.physicalName(),
    arn: (make) => make.arn("ssm", `parameter${make.id.startsWith("/") ? "" : "/"}${make.id}`),
    computed: (make) => ({ name: make.id, version: Number(make.prior?.outputs["version"] ?? 0) + 1, dataType: make.sticky("dataType", () => "text"), tier: make.sticky("tier", () => "Standard") }),
  },
};

/** AWS's applications for Secrets Manager make one function, in the subnets and groups that they are told. */
function isRotation(make: Making): boolean {
  return /:applications\/SecretsManager\w+Rotation(Single|Multi)User$/.test(make.text("applicationId") ?? "");
}

function functionName(make: Making): string {
  return make.object("parameters").text("functionName") ?? make.physicalName();
}

function rotationFunction(make: Making): CloudRecord {
  const parameters = make.object("parameters");
  const listed = (name: string): string[] => (parameters.text(name) ?? "").split(",").filter((id) => id !== "");
  const name = functionName(make);
  const vpcConfig = { subnetIds: listed("vpcSubnetIds"), securityGroupIds: listed("vpcSecurityGroupIds") };
  return make.sideRecord(T.lambda, name, { name, vpcConfig }, { name, vpcConfig, arn: make.arn("lambda", `function:${name}`) });
}

function topicName(make: Making): string {
  return make.physicalName() + (make.flag("fifoTopic") === true && !make.physicalName().endsWith(".fifo") ? ".fifo" : "");
}

function queueName(make: Making): string {
  return make.physicalName() + (make.flag("fifoQueue") === true && !make.physicalName().endsWith(".fifo") ? ".fifo" : "");
}

function topicPolicy(make: Making): string {
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      { Sid: "__default_statement_ID", Effect: "Allow", Principal: { AWS: "*" }, Action: ["SNS:Publish", "SNS:Subscribe"], Resource: make.id, Condition: { StringEquals: { "AWS:SourceOwner": make.cloud.account } } },
    ],
  });
}
