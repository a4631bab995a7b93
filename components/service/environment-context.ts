/** The context of a service's chart, from what the other components of the environment put out. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxServiceArgs } from "./arguments";
import type { ChartContext } from "./chart-context";
import { servicePath } from "./names";

/** Namespace from which Prometheus asks for metrics. */
const MONITORING_NAMESPACE = "monitoring";
/** PgBouncer as platform/charts/pgbouncer names it. */
const POOLER = { host: "pgbouncer", port: 5432, podLabels: { "app.kubernetes.io/name": "pgbouncer" } } as const;

/** What the service has made of its own. */
export interface OwnOutputs {
  readonly repositoryUrl: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly targetGroupArn?: pulumi.Output<string>;
}

export function chartContext(service: KianaxComponent, args: KianaxServiceArgs, own: OwnOutputs): pulumi.Output<ChartContext> {
  const { definition, cache, network, audit, host, database } = args;
  const { needs } = definition;
  const { region } = aws.getRegionOutput({}, { parent: service });
  const path = servicePath({ namePrefix: service.prefix, environment: service.environment }, definition.name);
  // Only what is declared, or a service would wait for what it has no use for.
  return pulumi.output({
    environment: service.environment,
    namespace: host.namespace,
    region,
    imageRepository: own.repositoryUrl,
    ...(own.targetGroupArn === undefined ? {} : { targetGroupArn: own.targetGroupArn }),
    secretNames: Object.fromEntries((needs.secrets ?? []).map((slot) => [slot, `${path}/${slot}`])),
    ...(needs.database === undefined ? {} : { database: databaseContext(args), writerZone: database.writerZone }),
    ...((needs.cache ?? []).length === 0 ? {} : { cache: { host: cache.endpoint, port: cache.port, secretName: cache.secretName } }),
    network: { vpcCidr: network.cidr, loadBalancerCidrs: network.tierCidrs.public, dataCidrs: network.tierCidrs.isolated, ...(network.interfaceEndpointCidrs.length === 0 ? {} : { endpointCidrs: network.interfaceEndpointCidrs }) },
    monitoringNamespace: MONITORING_NAMESPACE,
    ...(needs.audit !== true || audit === undefined ? {} : { auditStream: audit.tradingStreamName }),
    ...(needs.brokerCredentials === true ? { brokerCredentials: brokerContext(args) } : {}),
    logGroup: own.logGroupName,
  }) as pulumi.Output<ChartContext>;
}

/** Clients connect to PgBouncer where there is one, and to what the database says otherwise. */
function databaseContext({ database, host }: KianaxServiceArgs): object {
  const { databaseName, secretName, port, endpoint, writerEndpoint, pgbouncer } = database;
  const own = { databaseName, secretName, writer: { host: writerEndpoint, port } };
  return pgbouncer === undefined
    ? { ...own, host: endpoint, port }
    : { ...own, host: `${POOLER.host}.${host.namespace}.svc.cluster.local`, port: POOLER.port, pooler: { namespace: host.namespace, podLabels: POOLER.podLabels } };
}

function brokerContext({ keys, successorOf }: KianaxServiceArgs): object {
  return successorOf === undefined ? { keyArn: keys.brokerCredentials.arn } : { keyArn: successorOf.brokerCredentialsKeyArn, environment: successorOf.environment };
}
