/** Who may talk to whom inside the cluster: NetworkPolicies that follow from the services' declarations and from nothing else. */
import { contains, parseCidr } from "../network/cidr";
import { ArgumentError } from "../base/argument-error";
import type { ChartContext } from "./chart-context";
import { serviceName, type ServiceDefinition } from "./definition";
import { METRICS_PORT } from "./health";
import { usesAws } from "./policy";

/** What runs of a service: its pods, the job that prepares the database for them, the job that asks whether they answer. */
export type PodComponent = "service" | "migration" | "smoke-test";

export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
}

/** Pods by their labels, in this namespace or in those that are selected; or addresses. */
export type NetworkPolicyPeer =
  | { readonly podSelector: LabelSelector; readonly namespaceSelector?: LabelSelector }
  | { readonly ipBlock: { readonly cidr: string; readonly except?: readonly string[] } };

export interface NetworkPolicyPort {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly ["Ingress", "Egress"];
  readonly ingress: readonly { readonly from: readonly NetworkPolicyPeer[]; readonly ports: readonly NetworkPolicyPort[] }[];
  readonly egress: readonly { readonly to: readonly NetworkPolicyPeer[]; readonly ports: readonly NetworkPolicyPort[] }[];
}

/** One policy that closes all pods of a service, and one for each kind of them that opens what it needs. */
export interface ServiceNetworkPolicies {
  readonly "default-deny": NetworkPolicySpec;
  readonly service: NetworkPolicySpec;
  /** Where the service migrates a database. */
  readonly migration?: NetworkPolicySpec;
  readonly "smoke-test": NetworkPolicySpec;
}

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
const NAMESPACE_LABEL = "kubernetes.io/metadata.name";
const DNS: readonly NetworkPolicyPeer[] = [{ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: "kube-system" } }, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }];
/** Of kube-prometheus-stack and of every other chart that names things as Kubernetes recommends. */
const PROMETHEUS: LabelSelector = { matchLabels: { "app.kubernetes.io/name": "prometheus" } };
/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT = { cidr: "169.254.170.23/32", port: 80 } as const;
const HTTPS = 443;
/**
 * What the internet is not: private and shared addresses, so that a rule for outside hosts opens neither the VPC, nor peered ones,
 * nor the addresses of the cluster's Services; and link-local ones, where a node's credentials are had.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const NOT_INTERNET = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** Labels by which the pods of a service are found. */
export function podLabels(service: string, component?: PodComponent): Record<string, string> {
  return { "app.kubernetes.io/name": service, ...(component !== undefined && { "app.kubernetes.io/component": component }) };
}

/** The policies of one service of a catalogue: nothing that is not declared, in no direction. */
export function networkPolicies(definition: ServiceDefinition, catalogue: readonly ServiceDefinition[], context: ChartContext): ServiceNetworkPolicies {
  const { name, needs } = definition;
  return {
    "default-deny": policy(podLabels(name), [], []),
    service: policy(podLabels(name, "service"), serviceIngress(definition, catalogue, context), serviceEgress(definition, catalogue, context)),
    ...(needs.database === "read-write" && { migration: policy(podLabels(name, "migration"), [], [dns(), ...writer(definition, context)]) }),
    "smoke-test": policy(podLabels(name, "smoke-test"), [], [dns(), ...opening([pods(name)], definition.port)]),
  };
}

function serviceIngress({ name, port, exposure }: ServiceDefinition, catalogue: readonly ServiceDefinition[], { network, monitoringNamespace }: ChartContext): Opening[] {
  const callers = catalogue.filter(({ calls }) => calls.includes(name));
  return [
    ...opening([...callers.map((caller) => pods(caller.name)), pods(name, "smoke-test")], port),
    ...(exposure === undefined ? [] : opening(network.loadBalancerCidrs.map(block), port)),
    ...opening([{ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: monitoringNamespace } }, podSelector: PROMETHEUS }], METRICS_PORT),
  ];
}

function serviceEgress(definition: ServiceDefinition, catalogue: readonly ServiceDefinition[], context: ChartContext): Opening[] {
  const { calls, needs } = definition;
  const { network } = context;
  const callees = catalogue.filter(({ name }) => calls.includes(name));
  const hostPorts = new Set((needs.internetHosts ?? []).map(({ port }) => port));
  const aws = usesAws(needs);
  return [
    dns(),
    ...callees.flatMap(({ name, port }) => opening([pods(name)], port)),
    ...(needs.database === undefined ? [] : database(definition, context)),
    ...((needs.cache ?? []).length === 0 ? [] : opening(network.dataCidrs.map(block), given(definition, "needs.cache", context.cache).port)),
    ...[...new Set([...hostPorts, ...(aws ? [HTTPS] : [])])].sort((a, b) => a - b).flatMap((port) => opening([internet(network.vpcCidr)], port)),
    ...(aws ? [...opening((network.endpointCidrs ?? []).map(block), HTTPS), ...opening([block(POD_IDENTITY_AGENT.cidr)], POD_IDENTITY_AGENT.port)] : []),
  ];
}

/** PgBouncer's pods where connections are pooled by them; otherwise the database's addresses, or its proxy's among them. */
function database(definition: ServiceDefinition, context: ChartContext): Opening[] {
  const { port, pooler } = given(definition, "needs.database", context.database);
  return pooler === undefined
    ? opening(context.network.dataCidrs.map(block), port)
    : opening([{ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: pooler.namespace } }, podSelector: { matchLabels: pooler.podLabels } }], port);
}

/** Past every pool: a migration holds a lock for as long as its session lasts. */
function writer(definition: ServiceDefinition, context: ChartContext): Opening[] {
  return opening(context.network.dataCidrs.map(block), given(definition, "needs.database", context.database).writer.port);
}

/** What a definition needs and its surroundings do not have would be a policy that silently opens nothing. */
function given<T>(definition: ServiceDefinition, need: string, value: T | undefined): T {
  if (value === undefined) {
    throw new ArgumentError(serviceName(definition), need, "is declared, and the environment that its chart is given has none: pass it.");
  }
  return value;
}

/** One rule, in the words of both directions. */
interface Opening {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** A rule without peers would let everybody in, so there is none then. https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource */
function opening(peers: readonly NetworkPolicyPeer[], port: number): Opening[] {
  return peers.length === 0 ? [] : [{ peers, ports: [{ protocol: "TCP", port }] }];
}

function dns(): Opening {
  return { peers: DNS, ports: [{ protocol: "UDP", port: 53 }, { protocol: "TCP", port: 53 }] };
}

function pods(service: string, component: PodComponent = "service"): NetworkPolicyPeer {
  return { podSelector: { matchLabels: podLabels(service, component) } };
}

function block(cidr: string): NetworkPolicyPeer {
  return { ipBlock: { cidr } };
}

function internet(vpcCidr: string): NetworkPolicyPeer {
  const vpc = parseCidr(vpcCidr);
  const isPrivate = NOT_INTERNET.some((each) => {
    const outer = parseCidr(each);
    return outer !== undefined && vpc !== undefined && contains(outer, vpc);
  });
  return { ipBlock: { cidr: "0.0.0.0/0", except: [...NOT_INTERNET, ...(isPrivate ? [] : [vpcCidr])] } };
}

function policy(matchLabels: Readonly<Record<string, string>>, ingress: readonly Opening[], egress: readonly Opening[]): NetworkPolicySpec {
  return {
    podSelector: { matchLabels },
    policyTypes: ["Ingress", "Egress"],
    ingress: ingress.map(({ peers, ports }) => ({ from: peers, ports })),
    egress: egress.map(({ peers, ports }) => ({ to: peers, ports })),
  };
}
