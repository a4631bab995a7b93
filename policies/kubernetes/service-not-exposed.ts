import { nameOf, namespaceOf, objectsIn, type KubernetesObject } from "../documents";
import { globMatches, readingOf, resourceRule, texts, type Findings } from "../kernel";
import { kubernetes } from "../tokens";

/** Each by itself keeps a load balancer off the internet. */
const INTERNAL: readonly (readonly [annotation: string, value: string])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", "true"],
];

export const serviceNotExposed = resourceRule({
  name: "service-not-exposed",
  title: "A Service opens no port of the nodes, takes no outside address, and has a load balancer only where listed, and an internal one.",
  why: "The way in is the load balancer behind the WAF; each of these is a second one around it.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC6.6"] },
  remediation: 'Use type "ClusterIP" and let the load balancer\'s target group or an Ingress lead to it; a listed LoadBalancer needs the annotation aws-load-balancer-scheme: internal.',
  examples: {
    compliant: 'new k8s.core.v1.Service("trading", { metadata, spec: { type: "ClusterIP", selector, ports } });',
    violating: 'new k8s.core.v1.Service("trading", { metadata, spec: { type: "NodePort", selector, ports } });',
  },
  settings: {
    loadBalancers: texts("Services that may have an internal load balancer, as namespace/name; * stands for any text", 0, { production: [], development: [] }),
  },
  types: kubernetes.services,
  check: (resource, { loadBalancers }) => objectsIn(resource, kubernetes.services).map((service) => checkService(service, loadBalancers)),
});

function checkService(service: KubernetesObject, listed: readonly string[]): Findings {
  const type = service.view.value("spec.type");
  const mayBalance = listed.some((each) => globMatches(each, `${namespaceOf(service) ?? "default"}/${nameOf(service) ?? ""}`));
  return [
    // What is left out is a ClusterIP.
    type.exists ? type.must.oneOf(mayBalance ? ["ClusterIP", "LoadBalancer"] : ["ClusterIP"]) : undefined,
    type.is("LoadBalancer") && mayBalance && !isInternal(service) ? { id: `${type.path}:scheme`, message: "has a load balancer that is not internal, as far as annotations are known at preview" } : undefined,
    service.view.value("spec.externalIPs").must.beAbsent(),
    service.view.list("spec.ports").each((port) => port.value("nodePort").must.beAbsent()),
  ];
}

function isInternal({ view }: KubernetesObject): boolean {
  const { reading } = view.value("metadata.annotations");
  const given = reading.state === "known" ? (reading.value as Record<string, unknown>) : {};
  return INTERNAL.some(([annotation, value]) => {
    const each = readingOf(given[annotation]);
    return each.state === "known" && String(each.value) === value;
  });
}
