/** The certificate of the load balancer, and who may issue one for the domain. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxEdgeArgs } from "./arguments";
import type { Names } from "./dns";

const SECONDS = { validation: 300, authorities: 3600 };

/** https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html */
const AMAZON = "amazon.com";
/** Who issues certificates for domains on Vercel: https://vercel.com/docs/domains/working-with-ssl */
const VERCEL = "letsencrypt.org";

/**
 * ARN of a certificate that is issued, not merely asked for: listeners refuse the other. The names are known before AWS
 * says how to prove them, so each has its record in the plan.
 */
export function createCertificate(edge: KianaxComponent, { apiHost, alternativeNames = [] }: Pick<KianaxEdgeArgs, "apiHost" | "alternativeNames">, names: Names): pulumi.Output<string> {
  const certificate = edge.child(aws.acm.Certificate, "certificate", "api", {
    domainName: apiHost,
    ...(alternativeNames.length === 0 ? {} : { subjectAlternativeNames: [...alternativeNames] }),
    validationMethod: "DNS",
    tags: edge.tags("api", { dataClass: "public" }),
  });
  const records = provenNames([apiHost, ...alternativeNames]).map((name) => {
    const proof = certificate.domainValidationOptions.apply((options) => proofOf(options, name));
    return edge.child(aws.route53.Record, "record", name === apiHost ? "api-certificate" : `certificate-${name}`, {
      ...names.record,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: SECONDS.validation,
    });
  });
  return edge.child(aws.acm.CertificateValidation, "certificateValidation", "api", {
    certificateArn: certificate.arn,
    validationRecordFqdns: records.map(({ fqdn }) => fqdn),
  }).certificateArn;
}

/**
 * Names that need a record each: a wildcard is proven by the record of the name behind it.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export function provenNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.replace(/^\*\./, "")))];
}

type Proof = aws.types.output.acm.CertificateDomainValidationOption;

/** AWS answers in an order of its own, so the proof is found by the name that it is for. */
export function proofOf(options: readonly Proof[], name: string): Proof {
  const proof = options.find(({ domainName }) => domainName === name || domainName === `*.${name}`);
  if (proof === undefined) {
    throw new pulumi.RunError(`ACM gave no record to prove ${name}; it gave those of ${options.map(({ domainName }) => domainName).join(", ") || "no name"}.`);
  }
  return proof;
}

type Authorities = Pick<KianaxEdgeArgs, "domain" | "alternativeNames" | "vercelRecords" | "certificateAuthorities">;

/**
 * Who may issue certificates for the domain and all below it (RFC 8659). Wildcards are refused to everybody while no name
 * here is one.
 */
export function authorityRecords({ alternativeNames = [], vercelRecords, certificateAuthorities = [] }: Omit<Authorities, "domain">): string[] {
  const issuers = [...new Set([AMAZON, ...(vercelRecords ? [VERCEL] : []), ...certificateAuthorities])];
  const wildcards = alternativeNames.some((name) => name.startsWith("*.")) ? AMAZON : ";";
  return [...issuers.map((issuer) => `0 issue "${issuer}"`), `0 issuewild "${wildcards}"`];
}

/** In the environment's own zone: who owns another one says it there. */
export function createAuthorityRecord(edge: KianaxComponent, args: Authorities, names: Names): void {
  edge.child(aws.route53.Record, "record", "authorities", { ...names.record, name: args.domain, type: "CAA", records: authorityRecords(args), ttl: SECONDS.authorities });
}
