import { about, stackRule, texts, type Findings, type StackResource } from "../kernel";
import { providers } from "../tokens";

export const regionAndProvider = stackRule({
  name: "region-and-provider",
  title: "Every AWS provider names its account, and every resource is in a Region of the list.",
  why: "A shell with another account's credentials, or another Region, would otherwise be deployed into without a word.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { soc2: ["CC6.1"], gdpr: ["44"] },
  remediation: "Set aws:region to a Region of the list and aws:allowedAccountIds to the stack's account, in the stack's file.",
  examples: {
    compliant: 'new aws.Provider("aws", { region: "us-east-1", allowedAccountIds: ["444455556666"] });',
    violating: 'new aws.Provider("aws", { region: process.env.AWS_REGION });',
  },
  settings: {
    regions: texts("Regions in which a resource may be; an empty list allows every one", 0, { production: ["us-east-1", "us-west-2"], development: ["us-east-1", "us-west-2"] }, []),
  },
  check: (stack, { regions }) => [
    ...stack.ofType(providers.aws).map((provider) => [regionFindings(provider, regions), about(provider, provider.value("allowedAccountIds").must.bePresent())]),
    ...stack.all().filter((resource) => resource.type.startsWith("aws:") && resource.value("region").present).map((resource) => regionFindings(resource, regions)),
  ],
});

function regionFindings(resource: StackResource, regions: readonly string[]): Findings {
  const region = resource.value("region");
  return about(resource, regions.length === 0 ? region.must.beLiteral() : region.must.oneOf(regions));
}
