import { on, resourceRule, type Findings, type Resource, type Stack, type StackResource } from "../kernel";
import { ecr } from "../tokens";

export const ecrImmutableScanned = resourceRule({
  name: "ecr-immutable-scanned",
  title: "An image's tag stays with the image, and every image is scanned when it is pushed.",
  why: "A tag that can be moved makes a reviewed deployment pull something else.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_51", "CKV_AWS_163"], fsbp: ["ECR.1", "ECR.2"], eksCis: ["5.1.1"], pci: ["11.3.1"] },
  remediation: 'Set imageTagMutability: "IMMUTABLE" and imageScanningConfiguration: { scanOnPush: true }, or have a RegistryScanningConfiguration that scans all repositories.',
  examples: {
    compliant: `new aws.ecr.Repository("app", { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } });`,
    violating: `new aws.ecr.Repository("app", { imageTagMutability: "MUTABLE" });`,
  },
  types: [ecr.repository, ecr.repositoryCreationTemplate],
  check: checkTags,
  checkStack: (stack) => (scansRegistry(stack) ? [] : stack.ofType(ecr.repository).map(checkScan)),
});

function checkTags(repository: Resource): Findings {
  const mutability = repository.value("imageTagMutability");
  const filters = repository.list("imageTagMutabilityExclusionFilters");
  return [
    mutability.must.oneOf(["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]),
    filters.each((filter) =>
      /^\*+$/.test(filter.value("filter").text ?? "") ? { id: filter.path, message: `${filter.path} takes every tag out` } : filter.value("filter").must.beLiteral(),
    ),
  ];
}

function checkScan(repository: StackResource): Findings {
  const findings = repository.value("imageScanningConfiguration.scanOnPush").must.equal(true);
  return findings === undefined ? undefined : on(repository, "scan", "is not known to be scanned when an image is pushed, and no registry scanning of this stack covers all repositories");
}

function scansRegistry(stack: Stack): boolean {
  return stack.ofType(ecr.registryScanning).some((registry) =>
    registry
      .list("rules")
      .items.some(
        (rule) =>
          ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"].includes(rule.value("scanFrequency").text ?? "") &&
          rule.list("repositoryFilters").items.some((filter) => filter.value("filter").is("*")),
      ),
  );
}
