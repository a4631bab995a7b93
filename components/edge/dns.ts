/** Names of the environment and where they lead. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxEdgeArgs } from "./arguments";
import { websiteHosts } from "./names";

const SECONDS = { website: 300, delegation: 3600 };

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
export function createVercelRecords(edge: KianaxComponent, { domain }: Pick<KianaxEdgeArgs, "domain">, names: Names): aws.route53.Record[] {
  const [apex, www] = websiteHosts(domain);
  return [
    edge.child(aws.route53.Record, "record", "website", { ...names.record, name: apex, type: "A", records: [VERCEL.address], ttl: SECONDS.website }),
    edge.child(aws.route53.Record, "record", "website-www", { ...names.record, name: www, type: "CNAME", records: [VERCEL.alias], ttl: SECONDS.website }),
  ];
}

/** Names below the domain that another zone answers for, such as the one of another environment. */
export function createDelegations(edge: KianaxComponent, { delegations = {} }: Pick<KianaxEdgeArgs, "delegations">, names: Names): void {
  for (const [name, servers] of Object.entries(delegations)) {
    edge.child(aws.route53.Record, "record", `delegation-${name}`, { ...names.record, name, type: "NS", records: [...servers], ttl: SECONDS.delegation });
  }
}
