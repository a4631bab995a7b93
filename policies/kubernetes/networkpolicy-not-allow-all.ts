import { nameOf, namespaceOf, objectsIn, selectsSome, type KubernetesObject } from "../documents";
import { globMatches, resourceRule, texts, type Findings, type List, type View } from "../kernel";
import { contains, isOpen, privateIn } from "../graph/networks";
import { kubernetes } from "../tokens";

/** Git, charts and the Kubernetes API, which is inside the VPC, have no addresses that a policy of Argo CD could name. */
const ARGO_CD = { production: ["argocd/argocd"], development: ["argocd/argocd"] } as const;

export const networkpolicyNotAllowAll = resourceRule({
  name: "networkpolicy-not-allow-all",
  title: "No network policy allows everybody, in or out.",
  why: "A rule without a peer allows the whole internet and every other namespace; policies add up, so one such rule undoes all the others.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { eksCis: ["4.3.2"], pci: ["1.3.1"] },
  remediation: "Name peers in from and to, with ports; leave 0.0.0.0/0 out, or take 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16 (fc00::/7 of IPv6) out of it by except; list a policy that has to reach all of them under egress.",
  examples: {
    compliant: 'ingress: [{ from: [{ podSelector: { matchLabels: { app: "gateway" } } }], ports: [{ port: 8080 }] }]',
    violating: "ingress: [{}]",
  },
  settings: {
    egress: texts("Policies that may allow traffic to everybody, as namespace/name; * stands for any text", 0, ARGO_CD, []),
  },
  types: kubernetes.networkPolicies,
  check: (resource, { egress }) => objectsIn(resource, kubernetes.networkPolicies).map((policy) => checkPolicy(policy, egress)),
});

function checkPolicy(policy: KubernetesObject, listed: readonly string[]): Findings {
  const mayLeave = listed.some((each) => globMatches(each, `${namespaceOf(policy) ?? "default"}/${nameOf(policy) ?? ""}`));
  return [
    rulesAt(policy, "Ingress").map((rule) => checkPeers(rule, rule.list("from"))),
    mayLeave ? [] : rulesAt(policy, "Egress").map((rule) => checkPeers(rule, rule.list("to"))),
  ];
}

/** Rules that are unknown as a whole are looked at as one, all of which is unknown. */
function rulesAt({ view }: KubernetesObject, direction: "Ingress" | "Egress"): readonly View[] {
  const rules = view.list(direction === "Ingress" ? "spec.ingress" : "spec.egress");
  return rules.state === "unknown" ? [view.at(direction === "Ingress" ? "spec.ingress" : "spec.egress")] : rules.items;
}

function checkPeers(rule: View, peers: List): Findings {
  if (peers.state !== "unknown" && peers.items.length === 0) {
    return { id: peers.path, message: `${rule.path} names no peer, which allows everybody` };
  }
  return peers.each((peer) => [checkBlock(peer), isEverybody(peer) ? { id: peer.path, message: `${peer.path} takes in every pod of every namespace, as far as is known at preview` } : undefined]);
}

function checkBlock(peer: View): Findings {
  const cidr = peer.value("ipBlock.cidr");
  if (!cidr.exists) {
    return undefined;
  }
  if (cidr.text === undefined || !isOpen(cidr.text)) {
    return cidr.must.beLiteral();
  }
  const except = peer.list("ipBlock.except").items.map((each) => each.value("").text ?? "");
  const missing = privateIn(cidr.text).filter((network) => !except.some((each) => contains(each, network)));
  const isLeft = except.length === 0 || missing.length > 0;
  return isLeft ? { id: cidr.path, message: `${cidr.path} is ${cidr.text} without an except${missing.length > 0 ? ` of ${missing.join(", ")}` : ""}` } : undefined;
}

/** All pods of all namespaces. A podSelector that asks for labels takes in some pods of each. */
function isEverybody(peer: View): boolean {
  return peer.value("namespaceSelector").exists && !selectsSome(peer.at("namespaceSelector")) && !selectsSome(peer.at("podSelector"));
}
