import { objectsIn, type KubernetesObject } from "../documents";
import { readingOf, resourceRule, type Findings, type Reading } from "../kernel";
import { kubernetes } from "../tokens";

const ALB = "alb.ingress.kubernetes.io/";
/** What makes the AWS Load Balancer Controller serve HTTPS alone, behind the WAF. */
const NEEDED = [`${ALB}certificate-arn`, `${ALB}ssl-redirect`, `${ALB}wafv2-acl-arn`] as const;

export const ingressTls = resourceRule({
  name: "ingress-tls",
  title: "An Ingress serves HTTPS: with a certificate, a redirect of HTTP and the WAF, or with a tls block.",
  why: "An Ingress without them opens a load balancer on port 80, with sessions in clear text and nothing in front.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { eksCis: ["5.4.5"], pci: ["4.2.1"], soc2: ["CC6.7"], gdpr: ["32(1)(a)"] },
  remediation: "Set the annotations certificate-arn, ssl-redirect and wafv2-acl-arn of alb.ingress.kubernetes.io; an Ingress of another class has tls with secretName and hosts.",
  examples: {
    compliant: 'annotations: { "alb.ingress.kubernetes.io/certificate-arn": arn, "alb.ingress.kubernetes.io/ssl-redirect": "443", "alb.ingress.kubernetes.io/wafv2-acl-arn": acl }',
    violating: 'new k8s.networking.v1.Ingress("api", { metadata, spec: { rules } });',
  },
  types: kubernetes.ingresses,
  check: (resource) => objectsIn(resource, kubernetes.ingresses).filter(({ isPatch }) => !isPatch).map(checkIngress),
});

/** ARNs are outputs, so presence is enough; annotations that are unknown as a whole prove nothing. */
function checkIngress({ view }: KubernetesObject): Findings {
  const annotations = view.value("metadata.annotations").reading;
  const given: Record<string, unknown> = annotations.state === "known" ? (annotations.value as Record<string, unknown>) : {};
  const isAlb = view.value("spec.ingressClassName").is("alb") || isText(readingOf(given["kubernetes.io/ingress.class"]), "alb") || Object.keys(given).some((key) => key.startsWith(ALB));
  if (!isAlb && annotations.state !== "unknown") {
    return view.list("spec.tls").items.some((tls) => tls.value("secretName").present) ? undefined : view.at("spec").value("tls").must.haveParts() ?? { id: "spec.tls", message: "spec.tls names no secretName" };
  }
  return NEEDED.filter((key) => isMissing(readingOf(given[key]))).map((key) => ({ id: key, message: `has no annotation ${key}, as far as is known at preview` }));
}

/** Left out, or switched off in words: `none` detaches the WAF. */
function isMissing(reading: Reading): boolean {
  return reading.state === "absent" || (reading.state === "known" && /^(none)?$/i.test(String(reading.value).trim()));
}

function isText(reading: Reading, text: string): boolean {
  return reading.state === "known" && reading.value === text;
}
