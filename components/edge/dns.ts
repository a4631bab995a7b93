/** Names of the environment and the certificate that proves them. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxEdgeArgs } from "./arguments";

const SECONDS = { validation: 300, website: 300 };

/** https://vercel.com/docs/domains/working-with-domains/add-a-domain */
const VERCEL = { address: "76.76.21.21", alias: "cname.vercel-dns.com" };

/** A hosted zone and how records are put into it. */
export interface Names {
  readonly zoneId: pulumi.Input<string>;
  /** Of a zone that the environment owns. */
  readonly nameServers?: pulumi.Output<string[]>;
  /** In another's zone a record may stand already, which then leads here. */
  readonly record: Pick<aws.route53.RecordArgs, "zoneId" | "allowOverwrite">;
}

/** The environment's own zone, or the one that it was told of. */
export function namesOf(edge: KianaxComponent, args: Pick<KianaxEdgeArgs, "domain" | "zoneId">): Names {
  if (args.zoneId !== undefined) {
    return { zoneId: args.zoneId, record: { zoneId: args.zoneId, allowOverwrite: true } };
  }
  const { zoneId, nameServers } = createZone(edge, args);
  return { zoneId, nameServers, record: { zoneId } };
}

function createZone(edge: KianaxComponent, { domain }: Pick<KianaxEdgeArgs, "domain">): aws.route53.Zone {
  return edge.child(
    aws.route53.Zone,
    "zone",
    "zone",
    { name: domain, comment: `${edge.base}: names of the environment`, forceDestroy: false, tags: edge.tags("zone", { dataClass: "public" }) },
    { stateful: true },
  );
}

/** ARN of a certificate that is issued, not merely asked for: listeners refuse the other. */
export function createCertificate(edge: KianaxComponent, { apiHost }: Pick<KianaxEdgeArgs, "apiHost">, names: Names): pulumi.Output<string> {
  const certificate = edge.child(aws.acm.Certificate, "certificate", "api", {
    domainName: apiHost,
    validationMethod: "DNS",
    tags: edge.tags("api", { dataClass: "public" }),
  });
  const proof = certificate.domainValidationOptions[0];
  const record = edge.child(aws.route53.Record, "record", "api-certificate", {
    ...names.record,
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
export function createApiRecord(edge: KianaxComponent, { apiHost }: Pick<KianaxEdgeArgs, "apiHost">, names: Names, loadBalancer: aws.lb.LoadBalancer): void {
  edge.child(aws.route53.Record, "record", "api", {
    ...names.record,
    name: apiHost,
    type: "A",
    aliases: [{ name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true }],
  });
}

/** The domain and its `www` lead to the front end on Vercel. */
export function createVercelRecords(edge: KianaxComponent, { domain }: Pick<KianaxEdgeArgs, "domain">, names: Names): void {
  edge.child(aws.route53.Record, "record", "website", { ...names.record, name: domain, type: "A", records: [VERCEL.address], ttl: SECONDS.website });
  edge.child(aws.route53.Record, "record", "website-www", { ...names.record, name: `www.${domain}`, type: "CNAME", records: [VERCEL.alias], ttl: SECONDS.website });
}
