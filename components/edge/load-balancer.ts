/** The load balancer, its security group and its two listeners. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { AccessLogs } from "./access-logs";
import type { KianaxEdgeArgs } from "./arguments";

/** Least version of TLS that clients must speak. */
export type TlsVersion = "1.2" | "1.3";

/**
 * All for TLS 1.3, with key exchange that a quantum computer does not break later; 1.2 with forward secrecy and
 * authenticated encryption only.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const TLS_POLICIES: Readonly<Record<TlsVersion, string>> = {
  "1.2": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  "1.3": "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
};
/** Logs of connections lie beside the access logs, which have no prefix. */
const CONNECTION_LOGS = "connections";
const YEAR_SECONDS = 31_536_000;
const PORTS = { http: 80, https: 443 };

/** Open to the world on HTTP, which only redirects, and HTTPS; services open the way onwards to themselves. */
export function createSecurityGroup(edge: KianaxComponent, vpcId: pulumi.Input<string>): aws.ec2.SecurityGroup {
  const group = edge.child(aws.ec2.SecurityGroup, "securityGroup", "edge", {
    name: edge.physical("security group", "edge"),
    description: "Load balancer of the API: HTTP and HTTPS from anywhere",
    vpcId,
    tags: edge.tags("edge"),
  });
  for (const [protocol, port] of Object.entries(PORTS)) {
    edge.child(aws.vpc.SecurityGroupIngressRule, "ingressRule", `edge-${protocol}`, {
      securityGroupId: group.id,
      description: `${protocol.toUpperCase()} from anywhere${protocol === "http" ? ", redirected to HTTPS" : ""}`,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      tags: edge.tags(`edge-${protocol}`),
    });
  }
  return group;
}

export function createLoadBalancer(edge: KianaxComponent, args: KianaxEdgeArgs, group: aws.ec2.SecurityGroup, { bucket, writable }: AccessLogs): aws.lb.LoadBalancer {
  return edge.child(
    aws.lb.LoadBalancer,
    "loadBalancer",
    "api",
    {
      name: edge.physical("load balancer", "api"),
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: args.network.publicSubnetIds,
      securityGroups: [group.id],
      idleTimeout: args.idleTimeoutSeconds,
      enableDeletionProtection: args.deletionProtection,
      enableHttp2: true,
      // A zone in trouble is taken out of its names by hand or by AWS: https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.html
      enableZonalShift: true,
      ...requestHandling(args),
      accessLogs: { enabled: true, bucket: bucket.id },
      connectionLogs: { enabled: true, bucket: bucket.id, prefix: CONNECTION_LOGS },
      tags: edge.tags("api"),
    },
    // ELB refuses public addresses in a VPC without an internet gateway, and a gateway that they use cannot be detached.
    { dependsOn: [...writable, ...(args.network.publicRouting ?? [])] },
  );
}

/**
 * What services may rely on: the host that the client asked for, the client's own address as the last of X-Forwarded-For, the
 * version of TLS, and no request that skipped the firewall or that can be read in two ways.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
function requestHandling({ desyncMitigation = "defensive" }: KianaxEdgeArgs): Partial<aws.lb.LoadBalancerArgs> {
  return {
    dropInvalidHeaderFields: true,
    desyncMitigationMode: desyncMitigation,
    preserveHostHeader: true,
    xffHeaderProcessingMode: "append",
    enableXffClientPort: false,
    enableTlsVersionAndCipherSuiteHeaders: true,
    enableWafFailOpen: false,
  };
}

/** Plain HTTP is told to come back encrypted. */
export function createHttpListener(edge: KianaxComponent, loadBalancer: aws.lb.LoadBalancer): void {
  edge.child(aws.lb.Listener, "listener", "http", {
    loadBalancerArn: loadBalancer.arn,
    port: PORTS.http,
    protocol: "HTTP",
    defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: String(PORTS.https), statusCode: "HTTP_301" } }],
    tags: edge.tags("http"),
  });
}

type HttpsArgs = Pick<KianaxEdgeArgs, "minimumTlsVersion" | "hstsPreload">;

/** What no service has claimed by a rule does not exist. */
export function createHttpsListener(edge: KianaxComponent, args: HttpsArgs, loadBalancer: aws.lb.LoadBalancer, certificateArn: pulumi.Input<string>): aws.lb.Listener {
  return edge.child(aws.lb.Listener, "listener", "https", {
    loadBalancerArn: loadBalancer.arn,
    port: PORTS.https,
    protocol: "HTTPS",
    sslPolicy: TLS_POLICIES[args.minimumTlsVersion ?? "1.3"],
    certificateArn,
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" } }],
    ...securityHeaders(args),
    tags: edge.tags("https"),
  });
}

/**
 * Of every response, whatever the service says: come back by HTTPS only, do not guess types, and let no page show an answer
 * of the API in a frame or load anything for it.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
function securityHeaders({ hstsPreload = false }: HttpsArgs): Partial<aws.lb.ListenerArgs> {
  return {
    routingHttpResponseServerEnabled: false,
    routingHttpResponseStrictTransportSecurityHeaderValue: `max-age=${YEAR_SECONDS}; includeSubDomains${hstsPreload ? "; preload" : ""}`,
    routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
    routingHttpResponseXFrameOptionsHeaderValue: "DENY",
    routingHttpResponseContentSecurityPolicyHeaderValue: "default-src 'none'; frame-ancestors 'none'",
  };
}
