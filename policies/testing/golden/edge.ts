import type { Profile } from "../../kernel";
import { bucketEncryptions, buckets, ec2, listenerRules, listeners, loadBalancers, targetGroups } from "../../tokens";
import type { Plan } from "../plan";
import type { GoldenNetwork } from "./network";
import { addCertificate, addFirewall } from "./web";

/** A public load balancer with its access-log bucket, and the security group that the internet may enter. */
export function addEdge(plan: Plan, profile: Profile, { vpc, subnets }: GoldenNetwork): void {
  const group = plan.add(ec2.securityGroup, "edge", { vpcId: vpc.id, description: "Public load balancer", tags: { Name: "edge" } });
  for (const port of [80, 443]) {
    plan.add(ec2.securityGroupIngressRule, `edge-${port}`, {
      securityGroupId: group.id,
      description: "Anyone",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      cidrIpv4: "0.0.0.0/0",
    });
  }
  // What merely mentions the group, or lets it in, does not attach it to anything.
  plan.add("aws:ssm/parameter:Parameter", "edge-security-group", { value: group.id });
  plan.add(ec2.securityGroupIngressRule, "database-from-edge", {
    securityGroupId: plan.get(ec2.securityGroup, "database").id,
    description: "PostgreSQL from the load balancer",
    referencedSecurityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 5432,
    toPort: 5432,
  });
  const logs = plan.add(buckets[0], "access-logs", { bucket: "kianax-access-logs" });
  plan.add(bucketEncryptions[0], "access-logs", {
    bucket: logs.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
  const balancer = plan.add(loadBalancers[0], "edge", {
    internal: false,
    loadBalancerType: "application",
    subnets: subnets.public.map(({ id }) => id),
    securityGroups: [group.id],
    accessLogs: { bucket: logs.id, enabled: true },
    dropInvalidHeaderFields: true,
    desyncMitigationMode: "defensive",
    enableDeletionProtection: profile === "production",
  });
  addFirewall(plan, balancer);
  const target = plan.add(targetGroups[0], "gateway", {
    vpcId: vpc.id,
    port: 8080,
    protocol: "HTTP",
    healthCheck: { enabled: true, path: "/health/ready" },
  });
  const https = plan.add(listeners[0], "https", {
    loadBalancerArn: balancer.out("arn"),
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificateArn: addCertificate(plan).out("certificateArn"),
    defaultActions: [{ type: "forward", targetGroupArn: target.out("arn") }],
  });
  plan.add(listeners[0], "http", {
    loadBalancerArn: balancer.out("arn"),
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
  });
  plan.add(listenerRules[0], "gateway", {
    listenerArn: https.out("arn"),
    actions: [{ type: "forward", targetGroupArn: target.out("arn") }],
    conditions: [{ pathPattern: { values: ["/*"] } }],
  });
}
