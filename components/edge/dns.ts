/** Names of the environment and the certificate that proves them. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxEdgeArgs } from "./arguments";

const SECONDS = { validation: 300, website: 300 };

/** https://vercel.com/docs/domains/working-with-domains/add-a-domain */
const VERCEL = { address: "76.76.21.21", alias: "cname.vercel-dns.com" };

export function createZone(edge: KianaxComponent, { domain }: Pick<KianaxEdgeArgs, "domain">): aws.route53.Zone {
  return edge.child(
    aws.route53.Zone,
    "zone",
    "zone",
    { name: domain, comment: `${edge.base}: names of the environment`, forceDestroy: false, tags: edge.tags("zone", { dataClass: "public" }) },
    { stateful: true },
  );
}

/** ARN of a certificate that is issued, not merely asked for: listeners refuse the other. */
export function createCertificate(edge: KianaxComponent, { apiHost }: Pick<KianaxEdgeArgs, "apiHost">, zone: aws.route53.Zone): pulumi.Output<string> {
  const certificate = edge.child(aws.acm.Certificate, "certificate", "api", {
    domainName: apiHost,
    validationMethod: "DNS",
    tags: edge.tags("api", { dataClass: "public" }),
  });
  const proof = certificate.domainValidationOptions[0];
  const record = edge.child(aws.route53.Record, "record", "api-certificate", {
    zoneId: zone.zoneId,
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: SECONDS.validation,
  });
  return edge.child(aws.acm.CertificateValidation, "certificateValidation", "api", {
    certificateArn: certificate.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}

/** The API's name leads to the load balancer. */
export function createApiRecord(edge: KianaxComponent, { apiHost }: Pick<KianaxEdgeArgs, "apiHost">, zone: aws.route53.Zone, loadBalancer: aws.lb.LoadBalancer): void {
  edge.child(aws.route53.Record, "record", "api", {
    zoneId: zone.zoneId,
    name: apiHost,
    type: "A",
    aliases: [{ name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true }],
  });
}

/** The domain and its `www` lead to the front end on Vercel. */
export function createVercelRecords(edge: KianaxComponent, { domain }: Pick<KianaxEdgeArgs, "domain">, zone: aws.route53.Zone): void {
  edge.child(aws.route53.Record, "record", "website", { zoneId: zone.zoneId, name: domain, type: "A", records: [VERCEL.address], ttl: SECONDS.website });
  edge.child(aws.route53.Record, "record", "website-www", { zoneId: zone.zoneId, name: `www.${domain}`, type: "CNAME", records: [VERCEL.alias], ttl: SECONDS.website });
}
