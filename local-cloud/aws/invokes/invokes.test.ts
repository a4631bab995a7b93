import assert from "node:assert/strict";
import { invoke } from "..";
import type { Properties } from "../../provider/values";
import { World } from "../testing/world";
import { T } from "../tokens";

const world = new World();
const view = world.cloud.view();

function result(token: string, args: Properties = {}): Properties {
  const answer = invoke(token, args, view);
  assert.deepEqual(answer?.failures ?? [], []);
  return answer?.result ?? {};
}

function reasons(token: string, args: Properties): string[] {
  return (invoke(token, args, view)?.failures ?? []).map(({ reason }) => reason);
}

describe("functions of the AWS SDK", () => {
  it("are unknown when they are not answered", () => {
    assert.equal(invoke("aws:made/up:up", {}, view), undefined);
  });

  it("name zones, and leave some out", () => {
    assert.deepEqual(result("aws:index/getAvailabilityZones:getAvailabilityZones", { state: "available", excludeNames: ["us-east-1e"] })["names"], ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1f"]);
    const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }, { name: "zone-name", values: ["us-east-1b"] }];
    assert.deepEqual(result("aws:index/getAvailabilityZones:getAvailabilityZones", { filters })["zoneIds"], ["use1-az2"]);
  });

  it("tell who and where the program is", () => {
    assert.equal(result("aws:index/getCallerIdentity:getCallerIdentity")["accountId"], "123456789012");
    assert.equal(result("aws:index/getRegion:getRegion")["name"], "us-east-1");
    assert.equal(result("aws:index/getPartition:getPartition")["dnsSuffix"], "amazonaws.com");
  });

  it("write policy documents as the AWS provider does", () => {
    const { json } = result("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        { sid: "Read", actions: ["s3:GetObject", "s3:ListBucket"], resources: ["arn:aws:s3:::b/&{aws:username}"], principals: [{ type: "AWS", identifiers: ["*"] }, { type: "Service", identifiers: ["a.amazonaws.com", "b.amazonaws.com"] }] },
        { effect: "Deny", notActions: ["iam:*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }], conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }, { test: "ArnLike", variable: "aws:SourceArn", values: ["a", "b"] }] },
      ],
    });
    assert.equal(
      json,
      `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket",
        "s3:GetObject"
      ],
      "Resource": "arn:aws:s3:::b/\${aws:username}",
      "Principal": {
        "AWS": "*",
        "Service": [
          "b.amazonaws.com",
          "a.amazonaws.com"
        ]
      }
    },
    {
      "Effect": "Deny",
      "NotAction": "iam:*",
      "Resource": "*",
      "Principal": "*",
      "Condition": {
        "ArnLike": {
          "aws:SourceArn": [
            "a",
            "b"
          ]
        },
        "Bool": {
          "aws:SecureTransport": "false"
        }
      }
    }
  ]
}`,
    );
  });

  it("merge policy documents: sources before, overrides by Sid", () => {
    const document = (sid: string, action: string) => JSON.stringify({ Version: "2012-10-17", Statement: { Sid: sid, Effect: "Allow", Action: action, Resource: "*" } });
    const { minifiedJson } = result("aws:iam/getPolicyDocument:getPolicyDocument", {
      sourcePolicyDocuments: [document("A", "s3:Get*")],
      overridePolicyDocuments: [document("B", "s3:List*")],
      statements: [{ sid: "B", actions: ["s3:Put*"], resources: ["*"] }],
    });
    const actions = (JSON.parse(String(minifiedJson)) as { Statement: { Action: string }[] }).Statement.map(({ Action }) => Action);
    assert.deepEqual(actions, ["s3:Get*", "s3:List*"]);
    assert.deepEqual(reasons("aws:iam/getPolicyDocument:getPolicyDocument", { sourcePolicyDocuments: [document("A", "s3:Get*"), document("A", "s3:Put*")] }), ['two statements have the Sid "A"; name each once, or override one by overridePolicyDocuments.']);
  });

  it("read secret versions, and say when there is none", () => {
    const secret = world.cloud.create(T.secret, "secret", { name: "kianax/db" });
    assert.deepEqual(reasons("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: "kianax/db" }), ['ResourceNotFoundException: Secrets Manager can\'t find the specified secret value of "kianax/db"; give the secret a version first.']);
    world.cloud.create(T.secretVersion, "version", { secretId: secret.id, secretString: "hidden" });
    assert.equal(result("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: "kianax/db" })["secretString"], "hidden");
    assert.match(secret.id, /^arn:aws:secretsmanager:us-east-1:123456789012:secret:kianax\/db-[A-Za-z0-9]{6}$/);
  });

  it("find the network by tags, filters and ids", () => {
    assert.equal(result("aws:ec2/getVpc:getVpc", { filters: [{ name: "cidr", values: ["10.1.*"] }] })["id"], world.otherVpc.id);
    assert.deepEqual(result("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "vpc-id", values: [world.otherVpc.id] }] })["ids"], [world.strange.id]);
    assert.equal(result("aws:ec2/getSubnet:getSubnet", { id: world.tiny.id })["availableIpAddressCount"], 11);
    assert.equal(result("aws:ec2/getRouteTable:getRouteTable", { routeTableId: world.table.id })["vpcId"], world.vpc.id);
    assert.equal(result("aws:ec2/getSecurityGroup:getSecurityGroup", { name: "peer", vpcId: world.vpc.id })["id"], world.peer.id);
    assert.deepEqual(reasons("aws:ec2/getVpc:getVpc", {}), ["multiple EC2 VPCs matched (2); use additional constraints to reduce matches to a single EC2 VPC."]);
    assert.deepEqual(reasons("aws:ec2/getVpc:getVpc", { id: "vpc-none" }), ["no matching EC2 VPC found; change the search, or make the EC2 VPC first."]);
  });

  it("tell EKS versions by the calendar, add-ons by the cluster's version, and clusters that exist", () => {
    const versions = result("aws:eks/getClusterVersions:getClusterVersions")["clusterVersions"] as { clusterVersion: string; versionStatus: string }[];
    assert.deepEqual(versions.map(({ clusterVersion, versionStatus }) => `${clusterVersion} ${versionStatus}`), [
      "1.36 STANDARD_SUPPORT", "1.35 STANDARD_SUPPORT", "1.34 STANDARD_SUPPORT", "1.33 EXTENDED_SUPPORT", "1.32 EXTENDED_SUPPORT", "1.31 EXTENDED_SUPPORT",
    ]);
    assert.equal(result("aws:eks/getAddonVersion:getAddonVersion", { addonName: "kube-proxy", kubernetesVersion: "1.34" })["version"], "v1.34.0-eksbuild.2");
    assert.equal(result("aws:eks/getCluster:getCluster", { name: "kianax" })["version"], "1.35");
    assert.deepEqual(reasons("aws:eks/getCluster:getCluster", { name: "none" }), ["ResourceNotFoundException: No cluster found for name: none; make it first."]);
  });

  it("resolve public parameters and images to the same image each time", () => {
    const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    const { value } = result("aws:ssm/getParameter:getParameter", { name });
    assert.match(String(value), /^ami-[0-9a-f]{17}$/);
    assert.equal(result("aws:ssm/getParameter:getParameter", { name })["value"], value);
    assert.deepEqual(reasons("aws:ssm/getParameter:getParameter", { name: "/mine" }), ['ParameterNotFound: the parameter "/mine" does not exist in us-east-1; make it first.']);
    assert.equal(result("aws:ec2/getAmi:getAmi", { owners: ["amazon"], filters: [{ name: "name", values: ["al2023-ami-*-arm64"] }] })["architecture"], "arm64");
  });
});
