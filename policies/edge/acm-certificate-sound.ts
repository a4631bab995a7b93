import { flag, resourceRule, type Findings, type Resource, type Value } from "../kernel";
import { acm } from "../tokens";

const KEYS = ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"] as const;

export const acmCertificateSound = resourceRule({
  name: "acm-certificate-sound",
  title: "Certificates renew by themselves, with a strong key, in public logs, for one name.",
  why: "A certificate that needs a hand to renew runs out on a weekend; one of a wildcard is good for any host name an attacker gets to serve.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV2_AWS_71", "CKV_AWS_234"], fsbp: ["ACM.2"], pci: ["3.7.1"], gdpr: ["32(1)(a)"] },
  remediation:
    'Set validationMethod: "DNS", leave keyAlgorithm out or use RSA_2048 or stronger, leave certificate transparency on, and in production name each host instead of a wildcard.',
  examples: {
    compliant: 'new aws.acm.Certificate("api", { domainName: "api.kianax.io", validationMethod: "DNS" });',
    violating: 'new aws.acm.Certificate("api", { domainName: "*.kianax.io", validationMethod: "EMAIL", keyAlgorithm: "RSA_1024" });',
  },
  settings: { wildcards: flag("Whether a certificate may be for a wildcard.", { production: false, development: true }) },
  types: [acm.certificate],
  check: (certificate, { wildcards }) => {
    const key = certificate.value("keyAlgorithm");
    // A private authority signs without proof of the domain, and has no public log.
    const isPrivate = certificate.value("certificateAuthorityArn").present;
    return [
      isPrivate ? undefined : certificate.value("validationMethod").must.equal("DNS"),
      // ACM's default is RSA_2048.
      key.exists ? key.must.oneOf(KEYS) : undefined,
      isPrivate ? undefined : certificate.value("options.certificateTransparencyLoggingPreference").must.notEqual("DISABLED"),
      wildcards ? undefined : noWildcards(certificate),
    ];
  },
});

function noWildcards(certificate: Resource): Findings {
  return [single(certificate.value("domainName")), certificate.list("subjectAlternativeNames").each((name) => single(name.value("")))];
}

function single({ path, text, present, must }: Value): Findings {
  if (text === undefined) {
    return present ? must.beLiteral() : undefined;
  }
  return text.startsWith("*.") ? { id: path, message: `${path} is ${text}, which is good for every host of its domain` } : undefined;
}
