/** What is copied to other Regions by the service that holds it: images and secrets. */
import { everywhere, oneOf, others, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { trustRule } from "./iam";

const REPLICATION = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html";
const TEMPLATE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html";
const REPLICAS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicateSecretToRegions.html";
const LIMITS = { rules: 10, destinations: 25, filters: 100 };

export const replicas: readonly Rule[] = [
  {
    id: "ecr-one-replication-configuration",
    types: [T.ecrReplication],
    stage: "admit",
    source: REPLICATION,
    check: (subject, cloud) => {
      const other = others(subject, cloud, T.ecrReplication).find(({ urn }) => urn !== subject.urn);
      return refuseIf(other !== undefined, "replicationConfiguration", `the registry of ${cloud.account} in ${cloud.region} has a replication configuration already, and each would undo the other; put all rules into one.`);
    },
  },
  {
    id: "ecr-replication-rules",
    types: [T.ecrReplication],
    stage: "check",
    source: REPLICATION,
    check: (subject, cloud) => {
      const rules = subject.objects("replicationConfiguration.rules");
      const destinations = rules.flatMap((rule) => rule.objects("destinations"));
      const home = destinations.some((destination) => destination.text("region") === cloud.region && [undefined, cloud.account].includes(destination.text("registryId")));
      return [
        ...(rules.length > LIMITS.rules ? [refuse("replicationConfiguration.rules", `InvalidParameterException: a registry has ${LIMITS.rules} replication rules at most, not ${rules.length}.`)] : []),
        ...(destinations.length > LIMITS.destinations ? [refuse("replicationConfiguration.rules", `InvalidParameterException: a registry replicates to ${LIMITS.destinations} destinations at most, not ${destinations.length}.`)] : []),
        ...(home ? [refuse("replicationConfiguration.rules", `InvalidParameterException: images are in ${cloud.region} already; replicate them to another Region or another account.`)] : []),
      ];
    },
  },
  oneOf(T.ecrReplication, "replicationConfiguration.rules[*].repositoryFilters[*].filterType", ["PREFIX_MATCH"], REPLICATION),
  oneOf(T.creationTemplate, "appliedFors[*]", ["CREATE_ON_PUSH", "PULL_THROUGH_CACHE", "REPLICATION"], TEMPLATE),
  oneOf(T.creationTemplate, "imageTagMutability", ["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"], TEMPLATE),
  oneOf(T.creationTemplate, "encryptionConfigurations[*].encryptionType", ["AES256", "KMS", "KMS_DSSE"], TEMPLATE),
  {
    id: "ecr-template-role",
    types: [T.creationTemplate],
    stage: "check",
    source: TEMPLATE,
    check: (subject) => {
      const sealed = subject.objects("encryptionConfigurations").some((encryption) => (encryption.text("encryptionType") ?? "AES256") !== "AES256");
      const tagged = Object.keys(subject.object("resourceTags").properties).length > 0;
      return refuseIf(
        (sealed || tagged) && subject.absent("customRoleArn"),
        "customRoleArn",
        "InvalidParameterException: A custom role is required for KMS encryption and for resource tags; give a role that ecr.amazonaws.com may take.",
      );
    },
  },
  trustRule("ecr-template-role-trust", T.creationTemplate, "customRoleArn", "ecr.amazonaws.com", ["sts:AssumeRole"], "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create-iam.html", "InvalidParameterException"),
  {
    id: "secretsmanager-replica-regions",
    types: [T.secret],
    stage: "check",
    source: REPLICAS,
    check: (subject, cloud) => {
      const regions = subject.objects("replicas").map((replica) => replica.text("region"));
      const twice = regions.find((region, index) => region !== undefined && regions.indexOf(region) !== index);
      return [
        ...(regions.includes(cloud.region) ? [refuse("replicas", `InvalidParameterException: Invalid replica region: the secret is in ${cloud.region} already; name another Region.`)] : []),
        ...(twice === undefined ? [] : [refuse("replicas", `InvalidParameterException: the replica Region ${twice} is there twice; name it once.`)]),
      ];
    },
  },
  {
    id: "secretsmanager-replica-keys",
    types: [T.secret],
    stage: "admit",
    source: REPLICAS,
    check: (subject, cloud) =>
      subject.objects("replicas").flatMap((replica, index) => {
        const [region, key] = [replica.text("region"), replica.text("kmsKeyId")];
        if (region === undefined || key === undefined || /alias\/aws\//.test(key)) {
          return [];
        }
        const exists = [T.key, T.replicaKey, T.alias].some((type) =>
          everywhere(subject, cloud, type).some((record) => record.region === region && [record.id, record.outputs["arn"], record.outputs["keyId"]].includes(key)),
        );
        return exists ? [] : [refuse(`replicas[${index}].kmsKeyId`, `KMS.NotFoundException: the KMS key ${key} is not in ${region}, where the replica would be encrypted with it; name a key of that Region.`)];
      }),
  },
  {
    id: "secretsmanager-replica-names",
    types: [T.secret],
    stage: "admit",
    source: REPLICAS,
    check: (subject, cloud) => {
      const name = subject.text("name");
      const taken = subject
        .objects("replicas")
        .map((replica) => replica.text("region"))
        .find((region) => cloud.byType(T.secret).some((record) => record.region === region && record.id !== subject.prior?.id && record.outputs["name"] === name));
      return refuseIf(
        taken !== undefined && name !== undefined && subject.flag("forceOverwriteReplicaSecret") !== true,
        "replicas",
        `a secret named "${name}" exists in ${taken} already, so the replica there would stay Failed; rename one, or set forceOverwriteReplicaSecret to true.`,
      );
    },
  },
];
