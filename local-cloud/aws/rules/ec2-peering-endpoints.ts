import { overlaps, parseCidr } from "../cidr";
import { find, of, oneOf, others, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const ENDPOINTS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html";
const PEERING = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html";
const FLOW_LOGS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html";

export const ec2PeeringAndEndpoints: readonly Rule[] = [
  {
    id: "ec2-peering-overlap",
    types: [T.peering],
    stage: "admit",
    source: PEERING,
    check: (subject, cloud) => {
      const [own, peer] = ["vpcId", "peerVpcId"].map((name) => find(cloud, T.vpc, subject.text(name)));
      const [ownRange, peerRange] = [own, peer].map((vpc) => parseCidr((vpc && of(vpc).text("cidrBlock")) ?? ""));
      const clash = own !== peer && ownRange !== undefined && peerRange !== undefined && overlaps(ownRange, peerRange);
      return refuseIf(clash, "peerVpcId", `InvalidParameterValue: the ranges of ${own?.id} (${own && of(own).text("cidrBlock")}) and ${peer?.id} (${peer && of(peer).text("cidrBlock")}) overlap, so they cannot be peered; renumber one.`);
    },
  },
  {
    id: "ec2-peering-twice",
    types: [T.peering],
    stage: "admit",
    source: PEERING,
    check: (subject, cloud) => {
      const pair = (vpcId: unknown, peerVpcId: unknown): string => [String(vpcId), String(peerVpcId)].sort().join(" ");
      const own = pair(subject.text("vpcId"), subject.text("peerVpcId"));
      const other = others(subject, cloud, T.peering).find(({ inputs }) => pair(inputs["vpcId"], inputs["peerVpcId"]) === own);
      return refuseIf(other !== undefined, "peerVpcId", `VpcPeeringConnectionAlreadyExists: ${other?.id} peers these two VPCs already; use that one.`);
    },
  },
  {
    id: "ec2-peering-self",
    types: [T.peering],
    stage: "check",
    source: PEERING,
    check: (subject) =>
      refuseIf(subject.text("vpcId") !== undefined && subject.text("vpcId") === subject.text("peerVpcId"), "peerVpcId", "InvalidParameterValue: a VPC cannot be peered with itself; name another VPC."),
  },
  {
    id: "ec2-peering-auto-accept",
    types: [T.peering],
    stage: "check",
    source: PEERING,
    check: (subject, cloud) => {
      const region = subject.text("peerRegion");
      return [
        ...(subject.flag("autoAccept") === true && region !== undefined ? [refuse("autoAccept", "InvalidParameterCombination: a peering with a peerRegion cannot be accepted from this side; leave autoAccept out and accept it there.")] : []),
        ...(subject.flag("autoAccept") === true && subject.given("peerOwnerId") && subject.text("peerOwnerId") !== undefined && subject.text("peerOwnerId") !== cloud.account
          ? [refuse("autoAccept", "OperationNotPermitted: a peering with another account must be accepted by that account; leave autoAccept out.")]
          : []),
      ];
    },
  },
  oneOf(T.vpcEndpoint, "vpcEndpointType", ["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"], ENDPOINTS),
  {
    id: "ec2-endpoint-kind",
    types: [T.vpcEndpoint],
    stage: "check",
    source: ENDPOINTS,
    check: (subject, cloud) => {
      const kind = subject.absent("vpcEndpointType") ? "Gateway" : subject.text("vpcEndpointType");
      const service = subject.text("serviceName");
      const failures = [];
      if (kind === "Gateway") {
        const misplaced = ["subnetIds", "securityGroupIds", "privateDnsEnabled"].find((name) => subject.given(name) && subject.flag(name) !== false && subject.count(name) !== 0);
        if (misplaced !== undefined) {
          failures.push(refuse(misplaced, `InvalidParameter: a gateway endpoint takes no ${misplaced}; use routeTableIds, or set vpcEndpointType to Interface.`));
        }
        if (service !== undefined && !/\.(s3|dynamodb|s3express)$/.test(service)) {
          failures.push(refuse("serviceName", `InvalidParameter: "${service}" has no gateway endpoint, only S3 and DynamoDB do; set vpcEndpointType to Interface.`));
        }
      }
      if (kind === "Interface" && subject.given("routeTableIds") && subject.count("routeTableIds") !== 0) {
        failures.push(refuse("routeTableIds", "InvalidParameter: an interface endpoint takes no routeTableIds; use subnetIds and securityGroupIds."));
      }
      if (service !== undefined && /^com\.amazonaws\.[a-z]{2}(-[a-z]+)+-\d\./.test(service) && !service.startsWith(`com.amazonaws.${cloud.region}.`) && !subject.given("serviceRegion")) {
        failures.push(refuse("serviceName", `InvalidServiceName: "${service}" is a service of another region than ${cloud.region}; name the one of this region.`));
      }
      return failures;
    },
  },
  {
    id: "ec2-endpoint-one-subnet-per-zone",
    types: [T.vpcEndpoint],
    stage: "admit",
    source: ENDPOINTS,
    check: (subject, cloud) => {
      const zones = subject.texts("subnetIds").map((id) => {
        const subnet = find(cloud, T.subnet, id);
        return subnet && of(subnet).text("availabilityZone");
      });
      const twice = zones.find((zone, index) => zone !== undefined && zones.indexOf(zone) !== index);
      return refuseIf(twice !== undefined, "subnetIds", `DuplicateSubnetsInSameZone: two of the subnets lie in ${twice}; give one subnet per zone.`);
    },
  },
  {
    id: "ec2-endpoint-private-dns",
    types: [T.vpcEndpoint],
    stage: "admit",
    source: ENDPOINTS,
    check: (subject, cloud) => {
      const vpc = find(cloud, T.vpc, subject.text("vpcId"));
      const wanted = subject.flag("privateDnsEnabled") === true;
      const values = vpc && of(vpc);
      const clash = others(subject, cloud, T.vpcEndpoint).find(
        ({ inputs }) => wanted && inputs["privateDnsEnabled"] === true && inputs["vpcId"] === subject.text("vpcId") && inputs["serviceName"] === subject.text("serviceName"),
      );
      return [
        ...(wanted && values !== undefined && !(values.flag("enableDnsSupport") === true && values.flag("enableDnsHostnames") === true)
          ? [refuse("privateDnsEnabled", `InvalidParameter: private DNS needs enableDnsSupport and enableDnsHostnames on the VPC ${vpc?.id}; set both to true.`)]
          : []),
        ...(clash === undefined ? [] : [refuse("privateDnsEnabled", `InvalidParameter: ${clash.id} has private DNS for this service in the VPC already; only one endpoint can.`)]),
      ];
    },
  },
  {
    id: "ec2-flow-log-source",
    types: [T.flowLog],
    stage: "check",
    source: FLOW_LOGS,
    check: (subject) => {
      const sources = ["vpcId", "subnetId", "eniId", "transitGatewayId", "transitGatewayAttachmentId", "regionalNatGatewayId"].filter((name) => subject.given(name));
      return refuseIf(sources.length !== 1, "", `InvalidParameter: a flow log watches one thing, and this one names ${sources.length}; give exactly one of vpcId, subnetId, eniId.`);
    },
  },
  {
    id: "ec2-flow-log-destination",
    types: [T.flowLog],
    stage: "check",
    source: FLOW_LOGS,
    check: (subject) => {
      const kind = subject.absent("logDestinationType") ? "cloud-watch-logs" : subject.text("logDestinationType");
      const destination = subject.text("logDestination");
      const wrongArn = { "cloud-watch-logs": /^arn:[\w-]+:logs:/, s3: /^arn:[\w-]+:s3:/, "kinesis-data-firehose": /^arn:[\w-]+:firehose:/ }[kind ?? ""];
      return [
        ...(kind === "cloud-watch-logs" && subject.absent("iamRoleArn") ? [refuse("iamRoleArn", "MissingParameter: a flow log to CloudWatch Logs needs a role that may write there; give iamRoleArn.")] : []),
        ...(kind === "s3" && subject.given("iamRoleArn") ? [refuse("iamRoleArn", "InvalidParameter: a flow log to S3 takes no role; remove iamRoleArn and let the bucket's policy allow delivery.")] : []),
        ...(subject.absent("logDestination") && subject.absent("logGroupName") ? [refuse("logDestination", "MissingParameter: a flow log needs a destination; give logDestination.")] : []),
        ...(destination !== undefined && wrongArn !== undefined && !wrongArn.test(destination) ? [refuse("logDestination", `InvalidParameter: "${destination}" is no destination of type ${kind}; correct logDestination or logDestinationType.`)] : []),
      ];
    },
  },
  oneOf(T.flowLog, "trafficType", ["ACCEPT", "REJECT", "ALL"], FLOW_LOGS),
  oneOf(T.flowLog, "maxAggregationInterval", [60, 600], FLOW_LOGS),
  oneOf(T.flowLog, "logDestinationType", ["cloud-watch-logs", "s3", "kinesis-data-firehose"], FLOW_LOGS),
];
