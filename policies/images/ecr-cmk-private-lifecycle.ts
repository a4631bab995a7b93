import { mustBecomeKnown, mustBePrivate } from "../documents";
import { on, resourceRule, type Findings, type Resource } from "../kernel";
import { ecr } from "../tokens";

/** A repository's policy made of outputs is judged when they are known, before it is put. */
export const ecrCmkPrivateLifecycle = resourceRule({
  name: "ecr-cmk-private-lifecycle",
  title: "Images lie under a key of this account, are nobody else's to pull, and old ones go.",
  why: "An image holds the whole program; thousands of old ones hold what nobody patches and everybody pays for.",
  severity: "low",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_136", "CKV_AWS_32"], fsbp: ["ECR.3"], pci: ["10.5.1"] },
  remediation: 'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }], name principals in the RepositoryPolicy, and give the repository a LifecyclePolicy.',
  examples: {
    compliant: `const app = new aws.ecr.Repository("app", { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }] });
new aws.ecr.LifecyclePolicy("app", { repository: app.name, policy });`,
    violating: `new aws.ecr.Repository("app");`,
  },
  types: [ecr.repository, ecr.repositoryPolicy, ecr.repositoryCreationTemplate],
  check: (resource) => [
    resource.type === ecr.repositoryPolicy ? mustBePrivate(resource.value("policy")) : checkEncryption(resource),
    mustBePrivate(resource.value("repositoryPolicy")),
    resource.type === ecr.repositoryCreationTemplate ? resource.value("lifecyclePolicy").must.bePresent() : undefined,
  ],
  checkStack: (stack) => [
    stack.ofType(ecr.repositoryPolicy).map((policy) => mustBecomeKnown(policy, "policy")),
    stack.ofType(ecr.repositoryCreationTemplate).map((template) => mustBecomeKnown(template, "repositoryPolicy")),
    stack.ofType(ecr.repository).map((repository) =>
      repository.uses.some(({ resource, property }) => resource.type === ecr.lifecyclePolicy && property === "repository")
        ? undefined
        : on(repository, "lifecycle", "no lifecycle policy belongs to it"),
    ),
  ],
});

function checkEncryption(repository: Resource): Findings {
  const [encryption] = repository.list("encryptionConfigurations").items;
  if (encryption === undefined) {
    return repository.value("encryptionConfigurations").exists
      ? repository.value("encryptionConfigurations").must.beLiteral() ?? { id: "encryptionConfigurations", message: "encryptionConfigurations is empty" }
      : repository.value("encryptionConfigurations").must.bePresent();
  }
  return [encryption.value("encryptionType").must.oneOf(["KMS", "KMS_DSSE"]), encryption.value("kmsKey").must.bePresent()];
}
