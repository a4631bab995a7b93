import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { policy } from "../testing/golden/identity";
import { UNKNOWN, type Input } from "../testing/plan";
import { ecr } from "../tokens";
import { imageRules } from "./index";

const REPOSITORY = label(ecr.repository, "gateway");
const POLICY = label(ecr.repositoryPolicy, "gateway");
const TEMPLATE = label(ecr.repositoryCreationTemplate, "replicas");

const setOn = (path: string, value: Input): Change => set(ecr.repository, "gateway", path, value);
const everyone = policy({ Sid: "Pull", Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" });
const registry = (scanFrequency: Input, filter: Input): Change =>
  add(ecr.registryScanning, "registry", { scanType: "ENHANCED", rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }] });
const unscanned = unset(ecr.repository, "gateway", "imageScanningConfiguration");
const template = (changes: Record<string, Input>): Change =>
  add(ecr.repositoryCreationTemplate, "replicas", {
    prefix: "kianax",
    imageTagMutability: "IMMUTABLE",
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn" }],
    lifecyclePolicy: policy(),
    ...changes,
  });

describeCases("images", imageRules, {
  "ecr-immutable-scanned": [
    { state: "violating", when: "tags that move", change: setOn("imageTagMutability", "MUTABLE"), fires: [REPOSITORY], says: /imageTagMutability is "MUTABLE"/ },
    { state: "absent", when: "tags left out, which move", change: unset(ecr.repository, "gateway", "imageTagMutability"), fires: [REPOSITORY] },
    { state: "unknown", when: "tags of which it is known only later", change: setOn("imageTagMutability", UNKNOWN), fires: [REPOSITORY] },
    { state: "violating", when: "every tag taken out", change: all(setOn("imageTagMutability", "IMMUTABLE_WITH_EXCLUSION"), setOn("imageTagMutabilityExclusionFilters", [{ filter: "*", filterType: "WILDCARD" }])), fires: [REPOSITORY] },
    { state: "unknown", when: "tags taken out that are known only later", change: all(setOn("imageTagMutability", "IMMUTABLE_WITH_EXCLUSION"), setOn("imageTagMutabilityExclusionFilters", [{ filter: UNKNOWN, filterType: "WILDCARD" }])), fires: [REPOSITORY] },
    { state: "compliant", when: "one tag taken out by name", change: all(setOn("imageTagMutability", "IMMUTABLE_WITH_EXCLUSION"), setOn("imageTagMutabilityExclusionFilters", [{ filter: "cache-*", filterType: "WILDCARD" }])), fires: [] },
    { state: "violating", when: "no scan", change: setOn("imageScanningConfiguration.scanOnPush", false), fires: [REPOSITORY], says: /not known to be scanned/ },
    { state: "absent", when: "scanning left out", change: unscanned, fires: [REPOSITORY] },
    { state: "unknown", when: "a scan known only later", change: setOn("imageScanningConfiguration.scanOnPush", UNKNOWN), fires: [REPOSITORY] },
    { state: "compliant", when: "the registry scans", change: all(unscanned, registry("CONTINUOUS_SCAN", "*")), fires: [] },
    { state: "violating", when: "the registry scans some repositories", change: all(unscanned, registry("SCAN_ON_PUSH", "other/*")), fires: [REPOSITORY] },
    { state: "violating", when: "the registry scans by hand", change: all(unscanned, registry("MANUAL", "*")), fires: [REPOSITORY] },
    { state: "violating", when: "tags that move in replicas", change: template({ imageTagMutability: "MUTABLE" }), fires: [TEMPLATE] },
  ],
  "ecr-cmk-private-lifecycle": [
    { state: "violating", when: "AWS's own encryption", change: setOn("encryptionConfigurations.0.encryptionType", "AES256"), fires: [REPOSITORY] },
    { state: "unknown", when: "encryption known only later", change: setOn("encryptionConfigurations", UNKNOWN), fires: [REPOSITORY] },
    { state: "unknown", when: "a kind of encryption known only later", change: setOn("encryptionConfigurations.0.encryptionType", UNKNOWN), fires: [REPOSITORY] },
    { state: "absent", when: "encryption left out", change: unset(ecr.repository, "gateway", "encryptionConfigurations"), fires: [REPOSITORY] },
    { state: "absent", when: "an empty list", change: setOn("encryptionConfigurations", []), fires: [REPOSITORY] },
    { state: "absent", when: "AWS's own key", change: unset(ecr.repository, "gateway", "encryptionConfigurations.0.kmsKey"), fires: [REPOSITORY] },
    { state: "violating", when: "everyone may pull", change: set(ecr.repositoryPolicy, "gateway", "policy", everyone), fires: [POLICY], says: /Pull of policy allows everyone/ },
    { state: "unknown", when: "a document that depends on nothing of the stack", change: set(ecr.repositoryPolicy, "gateway", "policy", UNKNOWN), fires: [POLICY] },
    { state: "absent", when: "no lifecycle", change: remove(ecr.lifecyclePolicy, "gateway"), fires: [REPOSITORY] },
    { state: "violating", when: "the lifecycle of another repository", change: set(ecr.lifecyclePolicy, "gateway", "repository", "elsewhere"), fires: [REPOSITORY] },
    { state: "violating", when: "everyone may pull replicas", change: template({ repositoryPolicy: everyone }), fires: [TEMPLATE] },
    { state: "unknown", when: "a policy of replicas that depends on nothing of the stack", change: template({ repositoryPolicy: UNKNOWN }), fires: [TEMPLATE] },
    { state: "absent", when: "replicas for ever", change: template({ lifecyclePolicy: undefined }), fires: [TEMPLATE] },
    { state: "violating", when: "AWS's own encryption of replicas", change: template({ encryptionConfigurations: [{ encryptionType: "AES256" }] }), fires: [TEMPLATE] },
    { state: "compliant", when: "a template that keeps the rule", change: template({}), fires: [] },
  ],
});
