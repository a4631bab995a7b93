import assert from "node:assert/strict";
import { someKeys, someNetwork } from "../data/fixtures";
import { keyOf, withMocks, type MockOptions, type Plan } from "../testing";
import { KianaxDatabase } from "./database";
import { DATABASE } from "./fixtures";
import { rotationApplication } from "./rotation";

const SUFFIX = "production-postgres-rotation";
const STACK = "aws:serverlessrepository/cloudFormationStack:CloudFormationStack";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

async function planned(options: MockOptions = {}): Promise<Plan> {
  const rotation = { schedule: "cron(0 11 ? * SUN#1 *)", windowHours: 2 };
  return (await withMocks(() => new KianaxDatabase("production", { ...DATABASE, network: someNetwork(), keys: someKeys(), rotation }), options)).plan;
}

function inPartition(partition: string, dnsSuffix: string): MockOptions {
  return { functions: { "aws:index/getPartition:getPartition": () => ({ partition, dnsSuffix, id: partition, reverseDnsPrefix: "" }) } };
}

describe("the rotation of PostgreSQL's password", () => {
  let plan: Plan;
  before(async () => (plan = await planned()));

  it("is a function of AWS's own, pinned, in the private tier, with the key of secrets", () => {
    const { inputs, dependsOn, madeOf } = plan.one(STACK, SUFFIX);
    const { tags: _, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "kianax-production-postgres-rotation",
      applicationId: "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
      semanticVersion: "1.1.671",
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
      parameters: {
        endpoint: "https://secretsmanager.us-east-1.amazonaws.com",
        functionName: "kianax-production-postgres-rotation",
        vpcSubnetIds: "private-a-id,private-b-id,private-c-id",
        vpcSecurityGroupIds: `${SUFFIX}-id`,
        kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:secrets",
        excludeCharacters: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
      },
    });
    assert.ok(madeOf["parameters"]?.includes("aws:kms/key:Key::secrets"));
    assert.ok(dependsOn.includes(`aws:cloudwatch/logGroup:LogGroup::${SUFFIX}`), "its log group is there before it, with key and retention");
    assert.equal(plan.one("aws:cloudwatch/logGroup:LogGroup", SUFFIX).inputs["name"], "/aws/lambda/kianax-production-postgres-rotation");
  });

  it("makes passwords of the letters and digits that the first one has", () => {
    const { excludeCharacters = "" } = plan.one(STACK, SUFFIX).inputs["parameters"] as { excludeCharacters?: string };
    const printable = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
    assert.equal(printable.filter((character) => !excludeCharacters.includes(character)).join(""), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  });

  it("comes in its window, never at once, and after the first value and the ways are there", () => {
    const { inputs, dependsOn } = plan.one("aws:secretsmanager/secretRotation:SecretRotation", "production-postgres");
    assert.deepEqual(inputs, {
      secretId: "production-postgres-id",
      rotationLambdaArn: `arn:aws:lambda:us-east-1:111122223333:function:${SUFFIX}`,
      rotationRules: { scheduleExpression: "cron(0 11 ? * SUN#1 *)", duration: "2h" },
      rotateImmediately: false,
    });
    for (const needed of [
      "aws:secretsmanager/secretVersion:SecretVersion::production-postgres",
      `${INGRESS}::production-postgres-from-rotation`,
      `${EGRESS}::${SUFFIX}-to-database`,
      `${EGRESS}::${SUFFIX}-to-secrets`,
      `${STACK}::${SUFFIX}`,
    ]) {
      assert.ok(dependsOn.includes(needed), needed);
    }
  });

  it("reaches the database and HTTPS, and is reached by nobody", () => {
    const group = `${SUFFIX}-id`;
    const ways = plan.all(EGRESS).map(({ inputs: { securityGroupId, referencedSecurityGroupId, cidrIpv4, fromPort, toPort } }) => [securityGroupId, referencedSecurityGroupId ?? cidrIpv4, fromPort, toPort]);
    assert.deepEqual(ways, [
      [group, "production-postgres-id", 5432, 5432],
      [group, "0.0.0.0/0", 443, 443],
    ]);
    assert.deepEqual(plan.all(INGRESS).map((rule) => [keyOf(rule), rule.inputs["securityGroupId"], rule.inputs["referencedSecurityGroupId"]]), [
      [`${INGRESS}::production-postgres-from-rotation`, "production-postgres-id", group],
    ]);
  });

  it("says when it fails", () => {
    const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "production-postgres-rotation");
    assert.deepEqual([inputs["namespace"], inputs["metricName"], inputs["threshold"], inputs["dimensions"]], ["AWS/Lambda", "Errors", 0, { FunctionName: "kianax-production-postgres-rotation" }]);
  });

  it("is the application of its partition", async () => {
    const china = (await planned(inPartition("aws-cn", "amazonaws.com.cn"))).one(STACK, SUFFIX).inputs;
    assert.equal(china["applicationId"], "arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications/SecretsManagerRDSPostgreSQLRotationSingleUser");
    assert.equal(china["semanticVersion"], "1.1.440");
    assert.equal((china["parameters"] as Record<string, string>)["endpoint"], "https://secretsmanager.us-east-1.amazonaws.com.cn");
    assert.equal(rotationApplication("aws-us-gov").arn, "arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235:applications/SecretsManagerRDSPostgreSQLRotationSingleUser");
    assert.throws(() => rotationApplication("aws-iso"), {
      message: "AWS publishes no rotation function for PostgreSQL in the partition aws-iso, only in aws, aws-cn, aws-us-gov: leave rotation out.",
    });
  });
});
