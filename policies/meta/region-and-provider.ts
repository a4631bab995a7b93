import { about, stackRule, texts, viewOf, type Findings, type List, type StackResource, type View } from "../kernel";
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
    ...stack.ofType(providers.aws).map((provider) => [regionFindings(provider, regions), about(provider, mustNameAccounts(provider))]),
    ...stack.all().filter((resource) => resource.type.startsWith("aws:") && resource.value("region").exists).map((resource) => regionFindings(resource, regions)),
  ],
});

function regionFindings(resource: StackResource, regions: readonly string[]): Findings {
  const region = resource.value("region");
  return about(resource, regions.length === 0 ? region.must.beLiteral() : region.must.oneOf(regions));
}

/** What configures a provider reaches it as JSON text. */
function mustNameAccounts(provider: View): Findings {
  const accounts = provider.value("allowedAccountIds");
  const { items } = accounts.text === undefined ? provider.list(accounts.path) : listOf(accounts.text);
  const namesOne = accounts.reading.state === "unknown" || items.some((item) => item.value("").present);
  return namesOne ? undefined : accounts.exists ? { id: accounts.path, message: `${accounts.path} names no account` } : accounts.must.bePresent();
}

function listOf(text: string): List {
  try {
    return viewOf(JSON.parse(text) as unknown).list("");
  } catch {
    return viewOf([]).list("");
  }
}
