import { about, on, stackRule, type StackResource } from "../kernel";
import { acm, listenerCertificates, listeners } from "../tokens";

export const acmValidatedBeforeUse = stackRule({
  name: "acm-validated-before-use",
  title: "Listeners wait for their certificate to be issued.",
  why: "A certificate's ARN is there before the certificate is. A listener that does not wait fails in the middle of a first deployment.",
  severity: "low",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {},
  remediation: "Use certificateArn of an aws.acm.CertificateValidation instead of the certificate's arn.",
  examples: {
    compliant: `const issued = new aws.acm.CertificateValidation("api", { certificateArn: certificate.arn });
new aws.lb.Listener("https", { ...args, protocol: "HTTPS", certificateArn: issued.certificateArn });`,
    violating: 'new aws.lb.Listener("https", { ...args, protocol: "HTTPS", certificateArn: certificate.arn });',
  },
  check: (stack) => [
    stack
      .ofType(...listeners)
      .filter((listener) => ["HTTPS", "TLS"].some((protocol) => listener.value("protocol").is(protocol)))
      .map((listener) => [about(listener, listener.value("certificateArn").must.bePresent()), waits(listener)]),
    stack.ofType(...listenerCertificates).map(waits),
  ],
});

/** A certificate that is not made in this stack has been issued before. One of a private authority, or imported, is issued at once. */
function waits(user: StackResource) {
  const dependencies = user.dependenciesOf("certificateArn");
  const validated = dependencies.some(({ type }) => type === acm.certificateValidation);
  const pending = dependencies.filter(
    (certificate) => certificate.type === acm.certificate && !["certificateAuthorityArn", "certificateBody"].some((property) => certificate.value(property).present),
  );
  return validated
    ? undefined
    : pending.map((certificate) => on(user, "certificateArn", `certificateArn is the ARN of ${certificate.name}, and not what its CertificateValidation gives once it is issued`));
}
