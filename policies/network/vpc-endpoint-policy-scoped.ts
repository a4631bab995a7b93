import { documentOf, finding, mustBecomeKnown, mustBeReadable, type Statement } from "../documents";
import { on, resourceRule, type Findings, type StackResource, type Value } from "../kernel";
import { ec2 } from "../tokens";

export const vpcEndpointPolicyScoped = resourceRule({
  name: "vpc-endpoint-policy-scoped",
  title: "An endpoint says who may do what through it.",
  why: "Without a policy an endpoint carries anything to any account: data leaves by it into a bucket that is not ours, past every firewall.",
  severity: "low",
  levels: { production: "advisory", development: "off" },
  controls: { pci: ["7.2.1"], gdpr: ["5(1)(f)"] },
  remediation: "Set policy to a document that allows the actions that are needed, or everything on resources of this account alone (aws:ResourceAccount).",
  examples: {
    compliant: 'new aws.ec2.VpcEndpoint("s3", { vpcId, serviceName, policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", Condition: { StringEquals: { "aws:ResourceAccount": account } } }] }) });',
    violating: 'new aws.ec2.VpcEndpoint("s3", { vpcId, serviceName });',
  },
  types: [ec2.vpcEndpoint, ec2.vpcEndpointPolicy],
  check: (resource) => checkPolicy(resource.value("policy")),
  checkStack: (stack) => [
    stack.ofType(ec2.vpcEndpoint).filter(lacksPolicy).map((endpoint) => on(endpoint, "policy", "has no policy, so it carries everything to everyone")),
    stack.ofType(ec2.vpcEndpoint, ec2.vpcEndpointPolicy).map((resource) => mustBecomeKnown(resource, "policy")),
  ],
});

function checkPolicy(policy: Value): Findings {
  const document = documentOf(policy);
  return [mustBeReadable(document), document.statements.filter(allowsEverything).map(({ label }) => finding(document, label, "allows everything to everyone"))];
}

function allowsEverything({ allows, principals, exceptPrincipals, actions, exceptActions, resources, exceptResources, conditions }: Statement): boolean {
  const everyone = exceptPrincipals || principals.some(({ id }) => id === "*");
  const everyAction = exceptActions || actions.some((action) => /^(?:[\w-]+:)?\*$/.test(action));
  return allows && everyone && everyAction && (exceptResources || resources.includes("*")) && conditions.length === 0;
}

/** A policy may also be a resource of its own. Gateway Load Balancer endpoints take none. */
function lacksPolicy(endpoint: StackResource): boolean {
  const separate = endpoint.uses.some(({ resource, property }) => resource.type === ec2.vpcEndpointPolicy && property === "vpcEndpointId");
  return !separate && !endpoint.value("policy").present && !endpoint.value("vpcEndpointType").is("GatewayLoadBalancer");
}
