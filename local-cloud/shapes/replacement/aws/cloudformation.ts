/**
 * CloudFormation's own statement of what replaces a resource, from `@aws-cdk/aws-service-spec`. The database takes a
 * third of a second and 100 MB to load, so its replacing properties are extracted once.
 */
import { createRequire } from "node:module";
import type * as serviceSpec from "@aws-cdk/aws-service-spec";
import type { DiskCache } from "../../disk-cache";
import type { PropertyShape } from "../../types";

/** `ec2::vpc` -> the resource's own name and the properties that replace it. */
type Extract = Readonly<Record<string, readonly [name: string, properties: readonly string[]]>>;

const extracts = new WeakMap<DiskCache, Extract>();

/** Names of the inputs that replace the resource according to CloudFormation; undefined for a type it does not have. */
export function cloudFormationReplacements(
  token: string,
  inputs: readonly PropertyShape[],
  cache: DiskCache,
): ReadonlySet<string> | undefined {
  const extract = extracts.get(cache) ?? cache.get(`cloudformation@${specVersion()}`, extractReplacements);
  extracts.set(cache, extract);
  const type = candidates(token).find((candidate) => candidate in extract);
  const found = type === undefined ? undefined : extract[type];
  if (found === undefined) {
    return undefined;
  }
  const [name, properties] = found;
  const replacing = new Set(properties.flatMap((property) => spellings(property, name)));
  return new Set(inputs.map((input) => input.name).filter((input) => replacing.has(input.toLowerCase())));
}

const load = createRequire(__filename);

function specVersion(): string {
  return (load("@aws-cdk/aws-service-spec/package.json") as { version: string }).version;
}

function extractReplacements(): Extract {
  const { loadAwsServiceSpecSync } = load("@aws-cdk/aws-service-spec") as typeof serviceSpec;
  const extract: Record<string, readonly [string, readonly string[]]> = {};
  for (const { cloudFormationType, name, properties } of loadAwsServiceSpecSync().all("resource")) {
    const replacing = Object.entries(properties).filter(([, { causesReplacement }]) => causesReplacement === "yes");
    extract[cloudFormationType.replace(/^AWS::/, "").toLowerCase()] = [name, replacing.map(([property]) => property)];
  }
  return extract;
}

/** Services whose CloudFormation name is not the Pulumi module's. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  alb: ["elasticloadbalancingv2"],
  cfg: ["config"],
  cloudwatch: ["cloudwatch", "logs", "events"],
  ebs: ["ec2"],
  elb: ["elasticloadbalancing"],
  kinesis: ["kinesis", "kinesisfirehose"],
  lb: ["elasticloadbalancingv2"],
  mq: ["amazonmq"],
  msk: ["msk"],
  sfn: ["stepfunctions"],
  vpc: ["ec2"],
};

/** Prefixes that one side carries in a type's name: `rds.Instance` is `DBInstance`, `cloudwatch.LogStream` is `LogStream`. */
const PREFIXES = ["", "db", "vpc", "rest", "hosted"];

function candidates(token: string): readonly string[] {
  const [, module = "", type = ""] = token.split(":");
  const service = module.slice(0, module.indexOf("/"));
  const plainType = type.toLowerCase();
  const types = [plainType, plainType.replace(/^(?:log|event|metric|firehose)(?=\w)/, "")];
  return (SERVICES[service] ?? [service]).flatMap((name) =>
    types.flatMap((one) => PREFIXES.map((prefix) => `${name}::${prefix}${one}`)),
  );
}

/** How the Pulumi SDK may spell a property of a CloudFormation type: without the type's name, and in the plural. */
function spellings(property: string, type: string): readonly string[] {
  const whole = property.toLowerCase();
  const owners = [type.toLowerCase(), type.toLowerCase().replace(/^db/, "")];
  const short = owners
    .filter((owner) => whole.startsWith(owner) && whole !== owner)
    .map((owner) => whole.slice(owner.length));
  return [whole, ...short].flatMap((spelling) => [spelling, `${spelling}s`]);
}
