/** Values of a service's chart that follow from its declaration and its environment. What people change lies in Git. */
import { ArgumentError } from "../base/argument-error";
import type { ChartContext, DatabaseContext } from "./chart-context";
import { serviceName, type Scaling, type ServiceDefinition } from "./definition";
import { DRAIN_SECONDS, HEALTH_PATH, LIVENESS_PATH, METRICS_PORT } from "./health";
import { networkPolicies, type ServiceNetworkPolicies } from "./network-policies";
import { resourcesOf } from "./resources";
import { CACHE_FILE, DATABASE_FILE } from "./validation";

/** Where pods find their secrets, each as one file that holds what Secrets Manager does and follows its rotation. */
export const SECRETS_DIRECTORY = "/run/secrets/kianax";

/** Everything below `platform`: a key of its own, so that Argo CD lets nothing of this be changed in Git, and nothing of Git be changed here. */
export interface ServiceValues {
  readonly platform: {
    /** Name of the service, and of its chart. */
    readonly service: string;
    readonly environment: string;
    readonly imageRepository: string;
    readonly port: number;
    readonly metricsPort: number;
    /** Paths that a pod answers while it can take requests, and while it is alive. */
    readonly health: { readonly ready: string; readonly live: string };
    /** Seconds that a leaving pod has to finish what it began. */
    readonly drainSeconds: number;
    readonly scaling: Scaling;
    /** What a pod asks for, unless Git says otherwise. */
    readonly resources: { readonly cpu: string; readonly memory: string };
    /** Environment variables. */
    readonly settings: Readonly<Record<string, string>>;
    /** Files in {@link SECRETS_DIRECTORY}, each with its secret's name in Secrets Manager. */
    readonly secrets: Readonly<Record<string, string>>;
    readonly secretsDirectory: string;
    /** How the database is prepared for a new version; left out where the service writes none. */
    readonly migration?: { readonly settings: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, string>> };
    readonly targetGroupArn?: string;
    /** Zone that pods prefer which Git calls latency-sensitive. */
    readonly writerZone?: string;
    readonly logGroup: string;
    readonly networkPolicies: ServiceNetworkPolicies;
  };
}

/** Values for the chart of one service of a catalogue. A need that the context has nothing for is refused, in one sentence. */
export function chartValues(definition: ServiceDefinition, catalogue: readonly ServiceDefinition[], context: ChartContext): ServiceValues {
  refuseGaps(definition, context);
  const { name, port, scaling, exposure, needs } = definition;
  return {
    platform: {
      service: name,
      environment: context.environment,
      imageRepository: context.imageRepository,
      port,
      metricsPort: METRICS_PORT,
      health: { ready: HEALTH_PATH, live: LIVENESS_PATH },
      drainSeconds: exposure?.websocket === true ? DRAIN_SECONDS.websocket : DRAIN_SECONDS.request,
      scaling: { ...scaling },
      resources: quantities(definition),
      settings: settings(definition, catalogue, context),
      secrets: secrets(definition, context),
      secretsDirectory: SECRETS_DIRECTORY,
      ...(needs.database === "read-write" && context.database !== undefined && { migration: migration(definition, context, context.database) }),
      ...(exposure !== undefined && { targetGroupArn: context.targetGroupArn }),
      ...(context.writerZone !== undefined && { writerZone: context.writerZone }),
      logGroup: context.logGroup,
      networkPolicies: networkPolicies(definition, catalogue, context),
    },
  };
}

function refuseGaps(definition: ServiceDefinition, context: ChartContext): void {
  const { needs, exposure } = definition;
  const gaps: [string, boolean][] = [
    ["needs.database", needs.database !== undefined && context.database === undefined],
    ["needs.cache", (needs.cache ?? []).length > 0 && context.cache === undefined],
    ["needs.audit", needs.audit === true && context.auditStream === undefined],
    ["needs.brokerCredentials", needs.brokerCredentials === true && context.brokerCredentials === undefined],
    ["exposure", exposure !== undefined && context.targetGroupArn === undefined],
    ...(needs.secrets ?? []).map((slot): [string, boolean] => [`needs.secrets ${JSON.stringify(slot)}`, context.secretNames[slot] === undefined]),
  ];
  const [first] = gaps.filter(([, isGap]) => isGap);
  if (first !== undefined) {
    throw new ArgumentError(serviceName(definition), first[0], "is declared, and the environment that its chart is given has nothing for it: pass it.");
  }
}

function quantities(definition: ServiceDefinition): { cpu: string; memory: string } {
  const { cpuMillicores, memoryMiB } = resourcesOf(definition);
  return { cpu: `${cpuMillicores}m`, memory: `${memoryMiB}Mi` };
}

function settings(definition: ServiceDefinition, catalogue: readonly ServiceDefinition[], context: ChartContext): Record<string, string> {
  const { calls, needs } = definition;
  const { database, cache, auditStream, brokerCredentials, environment } = context;
  const callees = catalogue.filter(({ name }) => calls.includes(name));
  return {
    ...identity(definition, context),
    ...Object.fromEntries(callees.map(({ name, port }) => [`${variable(name)}_URL`, `http://${name}.${context.namespace}.svc.cluster.local:${port}`])),
    ...(needs.database !== undefined && database !== undefined && { ...databaseSettings(database, database), DATABASE_ACCESS: needs.database }),
    ...((needs.cache ?? []).length > 0 && cache !== undefined && { CACHE_HOST: cache.host, CACHE_PORT: String(cache.port), CACHE_SECRET_NAME: cache.secretName }),
    ...(needs.audit === true && auditStream !== undefined && { AUDIT_STREAM: auditStream }),
    ...(needs.brokerCredentials === true &&
      brokerCredentials !== undefined && { BROKER_KEY_ARN: brokerCredentials.keyArn, BROKER_ENVIRONMENT: brokerCredentials.environment ?? environment }),
  };
}

/** What every container of the service knows. */
function identity({ name, port }: ServiceDefinition, { environment, region }: ChartContext): Record<string, string> {
  return { SERVICE_NAME: name, ENVIRONMENT: environment, AWS_REGION: region, PORT: String(port), METRICS_PORT: String(METRICS_PORT), SECRETS_DIRECTORY };
}

/** The secret's name goes along: who is refused after a rotation reads it anew at once, before the file has followed. */
function databaseSettings({ databaseName, secretName }: DatabaseContext, { host, port }: { readonly host: string; readonly port: number }): Record<string, string> {
  return { DATABASE_HOST: host, DATABASE_PORT: String(port), DATABASE_NAME: databaseName, DATABASE_SECRET_NAME: secretName };
}

function secrets({ needs }: ServiceDefinition, { database, cache, secretNames }: ChartContext): Record<string, string> {
  return {
    ...(needs.database !== undefined && database !== undefined && { [DATABASE_FILE]: database.secretName }),
    ...((needs.cache ?? []).length > 0 && cache !== undefined && { [CACHE_FILE]: cache.secretName }),
    ...Object.fromEntries((needs.secrets ?? []).flatMap((slot) => Object.entries(secretNames).filter(([name]) => name === slot))),
  };
}

function migration(definition: ServiceDefinition, context: ChartContext, database: DatabaseContext): { settings: Record<string, string>; secrets: Record<string, string> } {
  return {
    settings: { ...identity(definition, context), ...databaseSettings(database, database.writer) },
    secrets: { [DATABASE_FILE]: database.secretName },
  };
}

/** `market-data` as `MARKET_DATA`. */
function variable(service: string): string {
  return service.toUpperCase().replaceAll("-", "_");
}
