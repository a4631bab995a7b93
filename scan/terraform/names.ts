/**
 * What Terraform's AWS provider calls what Pulumi's calls otherwise. Pulumi's provider is made from it by rules
 * (https://www.pulumi.com/docs/iac/extending-pulumi/pulumi-package-schema/): camel case, plural names for repeated blocks, modules in
 * front; going back takes the rules in reverse and the names to which they do not apply.
 */

/** The module whose name is no part of the Terraform type. */
const WITHOUT_MODULE = "ec2";
const MODULES: Readonly<Record<string, string>> = { rds: "db", costexplorer: "ce", serverlessrepository: "serverlessapplicationrepository" };

const TYPES: Readonly<Record<string, string>> = {
  "aws:alb/loadBalancer:LoadBalancer": "aws_alb",
  "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "aws_iam_openid_connect_provider",
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": "aws_serverlessapplicationrepository_cloudformation_stack",
};

/** `aws_db_instance` of `aws:rds/instance:Instance`; undefined for what is not of AWS. */
export function terraformType(token: string): string | undefined {
  const known = TYPES[token];
  const [, module = "", resource = ""] = /^aws:([^/:]+)\/[^:]+:(\w+)$/.exec(token) ?? [];
  if (known !== undefined || resource === "") {
    return known;
  }
  // Clusters of RDS came when the module's name was given up; and Pulumi's second version of S3's resources is Terraform's only one.
  const isAurora = module === "rds" && /Cluster/.test(resource);
  const prefix = module === WITHOUT_MODULE ? "" : `${isAurora ? module : (MODULES[module] ?? module)}_`;
  return `aws_${prefix}${snakeCase(module === "s3" ? resource.replace(/V[23]$/, "") : resource)}`;
}

/** Names of repeated blocks that are plural in Terraform too. */
const PLURAL_BLOCKS = new Set([
  "blockDeviceMappings",
  "egress",
  "ingress",
  "networkInterfaces",
  "processors",
  "redactedFields",
  "stringEquals",
  "stringNotEquals",
  "tagSpecifications",
]);

/** Lists of plain values that are singular in Terraform. */
const SINGULAR_LISTS: Readonly<Record<string, string>> = {
  clientIdLists: "client_id_list",
  thumbprintLists: "thumbprint_list",
  vpcZoneIdentifiers: "vpc_zone_identifier",
};

/** `default_action` of `defaultActions`, a repeated block; `subnet_ids` of `subnetIds`, a list of plain values. */
export function terraformProperty(name: string, isRepeatedBlock: boolean): string {
  return SINGULAR_LISTS[name] ?? snakeCase(isRepeatedBlock && !PLURAL_BLOCKS.has(name) ? singular(name) : name);
}

function singular(name: string): string {
  if (/(ies)$/.test(name)) {
    return name.replace(/ies$/, "y");
  }
  return /(sses|xes|ches|aliases)$/.test(name) ? name.replace(/es$/, "") : name.replace(/s$/, "");
}

/** `kms_key_id` of `kmsKeyId`; digits stay with the letters before them, as in `cidr_ipv4`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
