/** Everything around the services that could be reached or reach them, and which of it their declarations allow. */
import type { ChartContext, ServiceDefinition } from "../../components/service";
import { isAllowed, type Endpoint, type Policy } from "./evaluate";

/** A connection that somebody may try, and whether it is declared. */
export interface Attempt {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
  readonly declared: boolean;
}

const BLOCK = "10.20";
const DATABASE_PORT = 5432;
const CACHE_PORT = 6379;
const METRICS = 9464;

/** Surroundings whose blocks hold the addresses below. */
export const SURROUNDINGS = {
  namespace: "kianax",
  monitoringNamespace: "monitoring",
  network: { vpcCidr: "10.20.0.0/16", loadBalancerCidrs: ["10.20.128.0/22", "10.20.132.0/22", "10.20.136.0/22"], dataCidrs: ["10.20.160.0/22", "10.20.164.0/22", "10.20.168.0/22"], endpointCidrs: ["10.20.96.0/19"] },
} as const satisfies Partial<ChartContext>;

const PROMETHEUS: Endpoint = { name: "prometheus", namespace: "monitoring", address: "10.20.1.1", labels: { "app.kubernetes.io/name": "prometheus", "app.kubernetes.io/instance": "monitoring" } };
const GRAFANA: Endpoint = { name: "grafana", namespace: "monitoring", address: "10.20.1.2", labels: { "app.kubernetes.io/name": "grafana" } };
/** Labels are anybody's to take, in a namespace of their own. */
const IMPOSTOR: Endpoint = { name: "impostor", namespace: "elsewhere", address: "10.20.1.3", labels: { "app.kubernetes.io/name": "gateway", "app.kubernetes.io/component": "service" } };
const UNKNOWN: Endpoint = { name: "unknown pod of the namespace", namespace: "kianax", address: "10.20.1.4", labels: { app: "debug" } };
const DNS: Endpoint = { name: "CoreDNS", namespace: "kube-system", address: "10.20.1.5", labels: { "k8s-app": "kube-dns" } };
const CONTROLLER: Endpoint = { name: "another pod of kube-system", namespace: "kube-system", address: "10.20.1.6", labels: { app: "controller" } };
const LOAD_BALANCER: Endpoint = { name: "load balancer", address: "10.20.133.7" };
const DATA: Endpoint = { name: "database and cache", address: "10.20.165.9" };
const AWS_ENDPOINT: Endpoint = { name: "AWS endpoint", address: "10.20.100.4" };
const NODE: Endpoint = { name: "node", address: "10.20.64.10" };
const INTERNET: Endpoint = { name: "internet", address: "104.18.6.192" };
const METADATA: Endpoint = { name: "instance metadata", address: "169.254.169.254" };
const POD_IDENTITY: Endpoint = { name: "pod identity agent", address: "169.254.170.23" };
const KUBERNETES: Endpoint = { name: "Kubernetes API", address: "172.20.0.1" };
const PEER: Endpoint = { name: "peered network", address: "10.99.0.1" };

const OTHERS = [PROMETHEUS, GRAFANA, IMPOSTOR, UNKNOWN, DNS, CONTROLLER, LOAD_BALANCER, DATA, AWS_ENDPOINT, NODE, INTERNET, METADATA, POD_IDENTITY, KUBERNETES, PEER];
const COMPONENTS = ["service", "migration", "smoke-test"] as const;

interface ServicePod extends Endpoint {
  readonly definition: ServiceDefinition;
  readonly component: (typeof COMPONENTS)[number];
}

/** Where the services run. */
interface Place {
  /** First two octets of the VPC. @default those of {@link SURROUNDINGS} */
  readonly block?: string;
  /** Whether AWS has endpoints in the VPC. @default true */
  readonly hasEndpoints?: boolean;
}

/** Every pair with a service at one end at least, at every port that means something to anybody. */
export function attempts(catalogue: readonly ServiceDefinition[], { block = BLOCK, hasEndpoints = true }: Place = {}): Attempt[] {
  const pods = catalogue.flatMap((definition, service) => COMPONENTS.map((component, index) => podOf(definition, component, `${BLOCK}.${32 + service}.${index + 1}`)));
  const ports = [...new Set([53, 80, 443, DATABASE_PORT, CACHE_PORT, METRICS, 65_001, ...catalogue.flatMap(({ port, needs }) => [port, ...(needs.internetHosts ?? []).map((host) => host.port)])])];
  const pairs = [...pods.flatMap((from) => [...pods, ...OTHERS].filter((to) => to !== from).map((to) => [from, to] as const)), ...OTHERS.flatMap((from) => pods.map((to) => [from, to] as const))];
  const placed = (endpoint: Endpoint): Endpoint => ({ ...endpoint, address: endpoint.address.replace(`${BLOCK}.`, `${block}.`) });
  return pairs.flatMap(([from, to]) =>
    ports.flatMap((port) =>
      (["TCP", "UDP"] as const).map((protocol) => ({ from: placed(from), to: placed(to), protocol, port, declared: (to !== AWS_ENDPOINT || hasEndpoints) && isDeclared(from, to, protocol, port) })),
    ),
  );
}

/** Attempts that end otherwise than declared, for people. */
export function surprises(policies: readonly Policy[], all: readonly Attempt[]): string[] {
  return all
    .filter(({ from, to, protocol, port, declared }) => isAllowed(policies, from, to, { protocol, port }) !== declared)
    .map(({ from, to, protocol, port, declared }) => `${from.name} -> ${to.name} ${protocol} ${port}: ${declared ? "is declared and closed" : "is open and not declared"}`);
}

function podOf(definition: ServiceDefinition, component: ServicePod["component"], address: string): ServicePod {
  const labels = { "app.kubernetes.io/name": definition.name, "app.kubernetes.io/component": component, "app.kubernetes.io/part-of": "kianax" };
  return { name: component === "service" ? definition.name : `${component} of ${definition.name}`, namespace: "kianax", address, labels, definition, component };
}

function isDeclared(from: Endpoint, to: Endpoint, protocol: string, port: number): boolean {
  const [source, target] = [servicePod(from), servicePod(to)];
  if (source !== undefined && to === DNS) {
    // What only looks like a migration is closed altogether.
    return port === 53 && (source.component !== "migration" || source.definition.needs.database === "read-write");
  }
  if (protocol === "UDP") {
    return false;
  }
  if (source !== undefined && target !== undefined) {
    const asks = source.component === "service" ? source.definition.calls.includes(target.definition.name) : source.component === "smoke-test" && source.definition === target.definition;
    return asks && target.component === "service" && port === target.definition.port;
  }
  return source !== undefined ? isDeclaredOutside(source, to, port) : target !== undefined && isDeclaredInside(from, target, port);
}

function isDeclaredOutside({ definition: { needs }, component }: ServicePod, to: Endpoint, port: number): boolean {
  if (component === "migration") {
    return needs.database === "read-write" && to === DATA && port === DATABASE_PORT;
  }
  if (component === "smoke-test") {
    return false;
  }
  const asksAws = needs.database !== undefined || (needs.cache ?? []).length > 0 || (needs.secrets ?? []).length > 0 || needs.brokerCredentials === true || needs.audit === true;
  switch (to) {
    case DATA:
      return (needs.database !== undefined && port === DATABASE_PORT) || ((needs.cache ?? []).length > 0 && port === CACHE_PORT);
    case INTERNET:
      return (needs.internetHosts ?? []).some((host) => host.port === port) || (asksAws && port === 443);
    case AWS_ENDPOINT:
      return asksAws && port === 443;
    case POD_IDENTITY:
      return asksAws && port === 80;
    default:
      return false;
  }
}

function isDeclaredInside(from: Endpoint, { definition, component }: ServicePod, port: number): boolean {
  if (component !== "service") {
    return false;
  }
  return (from === PROMETHEUS && port === METRICS) || (from === LOAD_BALANCER && definition.exposure !== undefined && port === definition.port);
}

function servicePod(endpoint: Endpoint): ServicePod | undefined {
  return "definition" in endpoint ? (endpoint as ServicePod) : undefined;
}
