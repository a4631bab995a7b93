/**
 * What NetworkPolicies let through, judged after the words of Kubernetes' reference and without a line of what derives them:
 * a connection needs the leave of its source's policies and of its target's; a pod that no policy of a direction selects is open in
 * it; policies add up; a rule without peers or ports takes in all; the selectors of one peer have to match together.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */

/** A pod or, without labels, whatever else has an address: Kubernetes' policies bind pods only. */
export interface Endpoint {
  readonly name: string;
  readonly address: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Policy {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  };
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number;
}

interface Connection {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
}

export function isAllowed(policies: readonly Policy[], from: Endpoint, to: Endpoint, connection: Connection): boolean {
  return mayLeave(policies, from, to, connection) && mayEnter(policies, from, to, connection);
}

function mayLeave(policies: readonly Policy[], from: Endpoint, to: Endpoint, connection: Connection): boolean {
  const own = ofPod(policies, from).filter(({ spec }) => spec.policyTypes?.includes("Egress") ?? spec.egress !== undefined);
  return own.length === 0 || own.some((policy) => (policy.spec.egress ?? []).some(({ to: peers, ports }) => matches(policy, peers, ports, to, connection)));
}

function mayEnter(policies: readonly Policy[], from: Endpoint, to: Endpoint, connection: Connection): boolean {
  const own = ofPod(policies, to).filter(({ spec }) => spec.policyTypes?.includes("Ingress") ?? true);
  return own.length === 0 || own.some((policy) => (policy.spec.ingress ?? []).some(({ from: peers, ports }) => matches(policy, peers, ports, from, connection)));
}

function ofPod(policies: readonly Policy[], { namespace, labels }: Endpoint): Policy[] {
  return labels === undefined ? [] : policies.filter(({ metadata, spec }) => metadata.namespace === namespace && selects(spec.podSelector, labels));
}

function matches(policy: Policy, peers: readonly Peer[] | undefined, ports: readonly Port[] | undefined, other: Endpoint, connection: Connection): boolean {
  const throughPort = ports === undefined || ports.length === 0 || ports.some(({ protocol = "TCP", port }) => protocol === connection.protocol && (port === undefined || port === connection.port));
  return throughPort && (peers === undefined || peers.length === 0 || peers.some((peer) => isPeer(policy, peer, other)));
}

function isPeer(policy: Policy, { ipBlock, namespaceSelector, podSelector }: Peer, { address, namespace, labels }: Endpoint): boolean {
  if (ipBlock !== undefined) {
    return holds(ipBlock.cidr, address) && !(ipBlock.except ?? []).some((cidr) => holds(cidr, address));
  }
  if (namespace === undefined || labels === undefined) {
    return false;
  }
  const inNamespace = namespaceSelector === undefined ? namespace === policy.metadata.namespace : selects(namespaceSelector, { "kubernetes.io/metadata.name": namespace });
  return inNamespace && (podSelector === undefined || selects(podSelector, labels));
}

function selects({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function holds(cidr: string, address: string): boolean {
  const [base = "", prefix = "32"] = cidr.split("/");
  const block = 2 ** (32 - Number(prefix));
  return Math.floor(numberOf(base) / block) === Math.floor(numberOf(address) / block);
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
