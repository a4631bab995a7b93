/** The way from the load balancer to the pods of a service. */
import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import type { KianaxServiceArgs } from "./arguments";
import type { Exposure } from "./definition";
import { DRAIN_SECONDS, HEALTH_PATH } from "./health";

const DAY_SECONDS = 86_400;
/**
 * Long connections pile up on old pods when they are dealt out in turn, so the least busy pod gets the next one; a client whose
 * connection breaks, or who has to begin with requests where there are no WebSockets, comes back to its pod.
 */
const OF_CONVERSATIONS = { loadBalancingAlgorithmType: "least_outstanding_requests", stickiness: { enabled: true, type: "lb_cookie", cookieDuration: DAY_SECONDS } };
/**
 * In turn, and a new pod gets its share bit by bit: it compiles its code and fills its pools meanwhile. The least busy pod and
 * a slow start exclude each other.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
const OF_REQUESTS = { loadBalancingAlgorithmType: "round_robin", slowStart: 30, stickiness: { enabled: false, type: "lb_cookie", cookieDuration: DAY_SECONDS } };

/** A target group that the chart's TargetGroupBinding fills with pods, and the rule that sends requests there. */
export function createTargetGroup(service: KianaxComponent, args: KianaxServiceArgs, exposure: Exposure): aws.lb.TargetGroup {
  const { definition, network } = args;
  const websocket = exposure.websocket ?? false;
  const group = service.child(aws.lb.TargetGroup, "targetGroup", "", {
    name: service.physical("target group", definition.name),
    targetType: "ip",
    protocol: "HTTP",
    protocolVersion: "HTTP1",
    port: definition.port,
    vpcId: network.vpcId,
    deregistrationDelay: websocket ? DRAIN_SECONDS.websocket : DRAIN_SECONDS.request,
    ...(websocket ? OF_CONVERSATIONS : OF_REQUESTS),
    healthCheck: { enabled: true, protocol: "HTTP", path: HEALTH_PATH, port: "traffic-port", matcher: "200", interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
    tags: service.tags(definition.name),
  });
  service.child(aws.lb.ListenerRule, "listenerRule", "", {
    listenerArn: args.edge.httpsListenerArn,
    priority: exposure.priority ?? 1000,
    conditions: [{ hostHeader: { values: [args.edge.apiHost] } }, { pathPattern: { values: [...exposure.paths] } }],
    actions: [{ type: "forward", targetGroupArn: group.arn }],
    tags: service.tags(definition.name),
  });
  openWay(service, args);
  return group;
}

/** Out of the load balancer and into the pods, on the one port. */
function openWay(service: KianaxComponent, { edge, cluster, definition: { name, port } }: KianaxServiceArgs): void {
  const onPort = { ipProtocol: "tcp", fromPort: port, toPort: port };
  service.child(aws.vpc.SecurityGroupEgressRule, "egressRule", "from-edge", {
    securityGroupId: edge.securityGroupId,
    referencedSecurityGroupId: cluster.clusterSecurityGroupId,
    description: `Load balancer to ${name}`,
    ...onPort,
    tags: service.tags(`edge-to-${name}`),
  });
  service.child(aws.vpc.SecurityGroupIngressRule, "ingressRule", "from-edge", {
    securityGroupId: cluster.clusterSecurityGroupId,
    referencedSecurityGroupId: edge.securityGroupId,
    description: `${name} from the load balancer`,
    ...onPort,
    tags: service.tags(`edge-to-${name}`),
  });
}
