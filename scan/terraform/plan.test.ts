import assert from "node:assert/strict";
import fc from "fast-check";
import type { PropertyShape, ResourceShape, TypeShape } from "../../local-cloud/shapes";
import { snakeCase, terraformProperty, terraformType } from "./names";
import { terraformPlan, type Json, type ScannedResource } from "./plan";

const text: TypeShape = { kind: "string" };
const property = (name: string, type: TypeShape): PropertyShape => ({ name, type, required: false, documentedReplacement: false });
const object = (...properties: PropertyShape[]): TypeShape => ({ kind: "object", name: "test", properties });
const shapes = (...inputs: PropertyShape[]) => ({ resource: () => ({ inputs }) as unknown as ResourceShape });
const resource = (inputs: ScannedResource["inputs"], more: Partial<ScannedResource> = {}): ScannedResource => ({
  urn: "urn:1",
  type: "aws:s3/bucket:Bucket",
  name: "one",
  inputs,
  propertyDependencies: {},
  ...more,
});
const values = (inputs: ScannedResource["inputs"], ...shape: PropertyShape[]): Json =>
  terraformPlan([resource(inputs)], shapes(...shape)).planned_values.root_module.resources[0]?.values ?? null;

/** Every single value with nothing of where it stands. */
function leaves(value: Json): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(leaves);
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [JSON.stringify(value)];
}

describe("a Terraform plan made of a Pulumi plan", () => {
  const types: readonly [string, string | undefined][] = [
    ["aws:ec2/vpc:Vpc", "aws_vpc"],
    ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws_vpc_security_group_ingress_rule"],
    ["aws:rds/instance:Instance", "aws_db_instance"],
    ["aws:rds/proxy:Proxy", "aws_db_proxy"],
    ["aws:rds/cluster:Cluster", "aws_rds_cluster"],
    ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "aws_rds_cluster_parameter_group"],
    ["aws:lb/loadBalancer:LoadBalancer", "aws_lb"],
    ["aws:alb/loadBalancer:LoadBalancer", "aws_alb"],
    ["aws:alb/listener:Listener", "aws_alb_listener"],
    ["aws:s3/bucketV2:BucketV2", "aws_s3_bucket"],
    ["aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2", "aws_s3_bucket_server_side_encryption_configuration"],
    ["aws:lb/targetGroup:TargetGroup", "aws_lb_target_group"],
    ["aws:s3/bucketReplicationConfig:BucketReplicationConfig", "aws_s3_bucket_replication_configuration"],
    ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "aws_kinesis_firehose_delivery_stream"],
    ["random:index/randomPassword:RandomPassword", undefined],
    ["kianax:network:KianaxNetwork", undefined],
  ];
  for (const [token, expected] of types) {
    it(`calls ${token} ${expected ?? "nothing"}`, () => assert.equal(terraformType(token), expected));
  }

  const names: readonly [string, boolean, string][] = [
    ["kmsKeyId", false, "kms_key_id"],
    ["cidrIpv4", false, "cidr_ipv4"],
    ["defaultActions", true, "default_action"],
    ["textTransformations", true, "text_transformation"],
    ["routingPolicies", true, "routing_policy"],
    ["aliases", true, "alias"],
    ["subnetIds", false, "subnet_ids"],
    ["redactedFields", true, "redacted_fields"],
    ["clientIdLists", false, "client_id_list"],
  ];
  for (const [name, repeated, expected] of names) {
    it(`calls ${repeated ? "the blocks" : "the property"} ${name} ${expected}`, () => assert.equal(terraformProperty(name, repeated), expected));
  }

  it("writes a block that occurs once as a list of one, and leaves the keys of a map alone", () => {
    const shape = [property("metadataOptions", object(property("httpTokens", text))), property("tags", { kind: "map", element: text })];
    assert.deepEqual(values({ metadataOptions: { httpTokens: "required" }, tags: { camelCase: "kept" } }, ...shape), {
      metadata_options: [{ http_tokens: "required" }],
      tags: { camelCase: "kept" },
    });
  });

  it("leaves out what is empty, for scanners take an empty list for a block", () => {
    assert.deepEqual(values({ rules: [], nothing: null, kept: false }), { kept: false });
  });

  it("tells relations by address, of known resources alone", () => {
    const key = resource({}, { urn: "urn:key", type: "aws:kms/key:Key", name: "data" });
    const bucket = resource({ kmsKeyId: "arn" }, { propertyDependencies: { kmsKeyId: ["urn:key", "urn:component"] } });
    const [configured] = terraformPlan([bucket, key], shapes()).configuration.root_module.resources;
    assert.deepEqual(configured?.expressions, { kms_key_id: { references: ["aws_kms_key.data.id", "aws_kms_key.data"] } });
  });

  it("has every value of the inputs and no other", () => {
    const json = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.boolean(), fc.array(tie("value"), { minLength: 1, maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z]{3,8}[A-Z][a-z]{2,5}$/), tie("value"), { minKeys: 1, maxKeys: 3 })),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), json), (inputs) => {
        assert.deepEqual(leaves(values(inputs)).sort(), leaves(inputs).sort());
      }),
    );
  });

  it("makes snake case that camel case comes back from", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,6}([A-Z][a-z]{1,6}){0,4}$/), (name) => {
        assert.equal(snakeCase(name).replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), name);
      }),
    );
  });
});
