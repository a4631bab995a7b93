import { on, stackRule, texts, type StackResource } from "../kernel";
import { ec2 } from "../tokens";

/** What a platform on EKS calls all day. */
const EVERY_SERVICE = ["s3", "ecr.api", "ecr.dkr", "sts", "secretsmanager", "kms", "logs"];

/** S3's gateway endpoint is free; an interface endpoint costs $7.30 a month and zone, so which of them pay is each stack's choice. */
export const vpcEndpointsPresent = stackRule({
  name: "vpc-endpoints-present",
  title: "AWS's own services are reached without the internet.",
  why: "Through an endpoint, images, secrets and logs neither leave AWS's network nor depend on the NAT, which bills them.",
  severity: "low",
  levels: { production: "advisory", development: "off" },
  controls: { fsbp: ["EC2.10", "EC2.55", "EC2.56", "EC2.57"], pci: ["1.4.1"] },
  remediation: "Add a VpcEndpoint for each missing service: interfaceEndpoints of KianaxNetwork.",
  examples: {
    compliant: 'new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3", routeTableIds });',
    violating: 'new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });   // and no endpoint',
  },
  settings: { services: texts("Services that every VPC has an endpoint for.", 1, { production: ["s3"], development: ["s3"] }, EVERY_SERVICE) },
  check: (stack, { services }) =>
    stack.ofType(ec2.vpc).map((vpc) => {
      const present = vpc.uses.filter(({ resource, property }) => resource.type === ec2.vpcEndpoint && property === "vpcId").map(({ resource }) => serviceOf(resource));
      return services.filter((service) => !present.includes(service)).map((service) => on(vpc, service, `has no endpoint for ${service}`));
    }),
});

/** `ecr.api` of `com.amazonaws.us-east-1.ecr.api`. */
function serviceOf(endpoint: StackResource): string | undefined {
  return /^(?:[\w-]+\.)+amazonaws\.[a-z0-9-]+\.(.+)$/.exec(endpoint.value("serviceName").text ?? "")?.[1];
}
