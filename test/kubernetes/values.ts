/** What each service's chart is installed with, in each environment. */
import { chartValues } from "../../components/service/chart-values";
import type { ChartContext } from "../../components/service/chart-context";
import { catalogue } from "../../services";
import { stackAccount, stackRegion } from "../../local-cloud/engine/project";
import type { Image } from "../../pipelines/image";
import type { Release } from "./charts/helm";
import { ROOT } from "./root";

export const ENVIRONMENTS = ["development", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const NAMESPACE = "kianax";
/** An image as pipelines write it; Git has none before the first. */
const FIRST_IMAGE: Image = { tag: "1.4.2-0123456789ab", digest: `sha256:${"0123456789abcdef".repeat(4)}` };
export const NEXT_IMAGE: Image = { tag: "1.5.0-ba9876543210", digest: `sha256:${"fedcba9876543210".repeat(4)}` };

/** Installation of a service: the chart's own files, and over them what Pulumi hands to Argo CD. */
export function releaseOf(service: string, environment: Environment, image = FIRST_IMAGE): Release {
  const definition = catalogue.find(({ name }) => name === service);
  if (definition === undefined) {
    throw new Error(`charts/${service} is the chart of no service: services/ declares ${catalogue.map(({ name }) => name).join(", ")}.`);
  }
  return { name: service, namespace: NAMESPACE, files: [`values-${environment}.yaml`], values: { ...chartValues(definition, catalogue, contextOf(service, environment)), image } };
}

/** An example of what the stack's outputs are: of its own account and Region, with made-up ids. */
function contextOf(service: string, environment: Environment): ChartContext {
  const account = stackAccount({ program: ROOT }, environment) ?? "";
  const region = stackRegion({ program: ROOT }, environment) ?? "us-east-1";
  const block = environment === "production" ? "10.20" : "10.10";
  const slots = catalogue.find(({ name }) => name === service)?.needs.secrets ?? [];
  const host = (name: string): string => `kianax-${environment}.${name}.${region}.amazonaws.com`;
  return {
    environment,
    namespace: NAMESPACE,
    region,
    imageRepository: `${account}.dkr.ecr.${region}.amazonaws.com/kianax/${environment}/${service}`,
    targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/kianax-${environment}-${service}/0123456789abcdef`,
    secretNames: Object.fromEntries(slots.map((slot) => [slot, `kianax/${environment}/${service}/${slot}`])),
    database: {
      host: host("proxy-0123456789ab"),
      port: 5432,
      databaseName: "kianax",
      secretName: `kianax/${environment}/platform/database`,
      writer: { host: host("0123456789ab"), port: 5432 },
    },
    cache: { host: host("cache"), port: 6379, secretName: `kianax/${environment}/platform/cache` },
    network: { vpcCidr: `${block}.0.0/16`, loadBalancerCidrs: [`${block}.128.0/22`, `${block}.132.0/22`], dataCidrs: [`${block}.144.0/22`, `${block}.148.0/22`] },
    writerZone: `${region}a`,
    monitoringNamespace: "monitoring",
    auditStream: `kianax-${environment}-trading-audit`,
    brokerCredentials: { keyArn: `arn:aws:kms:${region}:${account}:key/01234567-89ab-cdef-0123-456789abcdef` },
    logGroup: `/kianax/${environment}/${service}`,
  };
}
