/** The load balancer, its security group and its two listeners. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { AccessLogs } from "./access-logs";
import type { KianaxEdgeArgs } from "./arguments";

/**
 * TLS 1.3 and 1.2, with key exchange that a quantum computer does not break later.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
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
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      accessLogs: { enabled: true, bucket: bucket.id },
      tags: edge.tags("api"),
    },
    { dependsOn: writable },
  );
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

/** What no service has claimed by a rule does not exist. */
export function createHttpsListener(edge: KianaxComponent, loadBalancer: aws.lb.LoadBalancer, certificateArn: pulumi.Input<string>): aws.lb.Listener {
  return edge.child(aws.lb.Listener, "listener", "https", {
    loadBalancerArn: loadBalancer.arn,
    port: PORTS.https,
    protocol: "HTTPS",
    sslPolicy: TLS_POLICY,
    certificateArn,
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" } }],
    routingHttpResponseServerEnabled: false,
    routingHttpResponseStrictTransportSecurityHeaderValue: `max-age=${YEAR_SECONDS}; includeSubDomains`,
    routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
    tags: edge.tags("https"),
  });
}
