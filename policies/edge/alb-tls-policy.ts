import { resourceRule } from "../kernel";
import { listeners } from "../tokens";

/**
 * The policies that end at TLS 1.2 and take no cipher without forward secrecy beside TLS 1.3.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const POLICIES = ["2021-06", "FIPS-2023-04", "PQ-2025-09", "FIPS-PQ-2025-09"].flatMap((edition) =>
  ["TLS13-1-3", "TLS13-1-2-Res", "TLS13-1-2"].map((family) => `ELBSecurityPolicy-${family}-${edition}`),
);

export const albTlsPolicy = resourceRule({
  name: "alb-tls-policy",
  title: "Load balancers speak TLS 1.2 and 1.3 only.",
  why: "Without a policy of one's own a listener made by API takes one of 2016, which still speaks TLS 1.0 with ciphers that are broken.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_103", "CKV2_AWS_74"], fsbp: ["ELB.17"], pci: ["4.2.1"], gdpr: ["32(1)(a)"] },
  remediation: `Set sslPolicy to a literal such as "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09".`,
  examples: {
    compliant: 'new aws.lb.Listener("https", { ...args, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" });',
    violating: 'new aws.lb.Listener("https", { ...args, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" });',
  },
  types: [...listeners],
  // A protocol that is neither, or not known, is alb-https-only's matter.
  check: (listener) => {
    const encrypts = ["HTTPS", "TLS"].some((protocol) => listener.value("protocol").is(protocol));
    return encrypts ? listener.value("sslPolicy").must.oneOf(POLICIES) : undefined;
  },
});
