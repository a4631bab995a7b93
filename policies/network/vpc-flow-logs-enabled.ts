import { on, resourceRule } from "../kernel";
import { ec2, flowLog } from "../tokens";

/** What a flow log records that is no network interface, so that `trafficType` says nothing about it. */
const TRANSIT = ["transitGatewayId", "transitGatewayAttachmentId"];

export const vpcFlowLogsEnabled = resourceRule({
  name: "vpc-flow-logs-enabled",
  title: "Every VPC records who talked to whom.",
  why: "After a break-in, flow logs are all that says what was reached and what left; they cannot be had afterwards.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_11"], fsbp: ["EC2.6"], cis: ["3.7"], pci: ["10.2.1"], soc2: ["CC7.2"], gdpr: ["32(1)(b)"] },
  remediation: 'Add a FlowLog with the vpcId of the VPC as an output, trafficType: "ALL", and logDestination.',
  examples: {
    compliant: 'new aws.ec2.FlowLog("vpc", { vpcId: vpc.id, trafficType: "ALL", logDestination: logs.arn, iamRoleArn });',
    violating: 'new aws.ec2.FlowLog("vpc", { vpcId: vpc.id, trafficType: "REJECT", logDestination: logs.arn, iamRoleArn });',
  },
  types: [flowLog],
  check: (log) => [
    TRANSIT.some((property) => log.value(property).present) ? undefined : log.value("trafficType").must.equal("ALL"),
    log.value("logDestination").must.bePresent(),
  ],
  checkStack: (stack) =>
    stack
      .ofType(ec2.vpc, ec2.defaultVpc)
      .filter((vpc) => !vpc.uses.some(({ resource, property }) => resource.type === flowLog && property === "vpcId"))
      .map((vpc) => on(vpc, "flowLog", "has no flow log")),
});
