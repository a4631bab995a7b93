import { ec2, flowLog, logGroup } from "../../tokens";
import type { Plan } from "../plan";
import type { GoldenNetwork } from "./network";

/** Allows everything, as long as it stays in the account. */
export const ENDPOINT_POLICY = JSON.stringify({
  Statement: [{ Sid: "OwnAccount", Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } }],
});

/** Flow logs, endpoints with the group that guards one, and the network ACL of the isolated tier. */
export function addNetworkGuards(plan: Plan, { vpc, subnets }: GoldenNetwork): void {
  plan.add(flowLog, "vpc", { vpcId: vpc.id, trafficType: "ALL", logDestination: plan.get(logGroup, "flow-logs").out("arn") });
  const group = plan.add(ec2.securityGroup, "endpoints", { vpcId: vpc.id, description: "Interface endpoints" });
  plan.add(ec2.vpcEndpoint, "s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3", vpcEndpointType: "Gateway", policy: ENDPOINT_POLICY });
  plan.add(ec2.vpcEndpoint, "kms", {
    vpcId: vpc.id,
    serviceName: "com.amazonaws.us-east-1.kms",
    vpcEndpointType: "Interface",
    subnetIds: subnets.private.map(({ id }) => id),
    securityGroupIds: [group.id],
    policy: ENDPOINT_POLICY,
  });
  const within = { ruleNo: 100, action: "allow", protocol: "-1", cidrBlock: "10.0.0.0/16", fromPort: 0, toPort: 0 };
  plan.add(ec2.networkAcl, "isolated", { vpcId: vpc.id, subnetIds: subnets.isolated.map(({ id }) => id), ingress: [within], egress: [within] });
}
