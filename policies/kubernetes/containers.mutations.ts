import { describeCases } from "../testing/cases";
import { add, all, label, set, unset, type Change } from "../testing/changes";
import { API, beside, DEPLOYMENT, offContainer, offPod, onContainer, onPod, other, patch, patchContainer, PATCHED } from "../testing/kubernetes";
import { UNKNOWN, type Input } from "../testing/plan";
import { kubernetes } from "../tokens";
import { imagePinnedAndTrusted } from "./image-pinned-and-trusted";
import { noSecretsInEnvOrConfigmap } from "./no-secrets-in-env-or-configmap";
import { podOwnServiceAccount } from "./pod-own-service-account";
import { podReadonlyRootfs } from "./pod-readonly-rootfs";
import { podResources } from "./pod-resources";

const DIGEST = `@sha256:${"0123456789abcdef".repeat(4)}`;
const OURS = "444455556666.dkr.ecr.us-east-1.amazonaws.com";
const ACCOUNT = kubernetes.serviceAccounts[0];
const MAP = kubernetes.configMaps[0];
const CRON_JOB = kubernetes.cronJobs[0];

const onMap = (value: Input): Change => set(MAP, "api", "data", value);
const variable = (name: string, value: Input): Change => onContainer("env", [{ name, value }]);
/** Text that has the form of a credential, put together so that no scanner takes it for one. */
const join = (...parts: readonly string[]): string => parts.join("");

describeCases("containers", [podReadonlyRootfs, podResources, imagePinnedAndTrusted, podOwnServiceAccount, noSecretsInEnvOrConfigmap], {
  "pod-readonly-rootfs": [
    { state: "violating", when: "a writable image", change: onContainer("securityContext.readOnlyRootFilesystem", false), fires: API },
    { state: "violating", when: "a writable image of an init container", change: beside("initContainers", "securityContext.readOnlyRootFilesystem", false), fires: API, says: /initContainers\[0\]/ },
    { state: "unknown", when: "known only later", change: onContainer("securityContext.readOnlyRootFilesystem", UNKNOWN), fires: API },
    { state: "absent", when: "left out", change: offContainer("securityContext.readOnlyRootFilesystem"), fires: API, says: /is not set, and must be true/ },
    { state: "violating", when: "a patch", change: patchContainer("securityContext.readOnlyRootFilesystem", false), fires: PATCHED },
    { state: "violating", when: "a CronJob", change: other(CRON_JOB, "spec.jobTemplate.spec.template.spec", "containers.0.securityContext.readOnlyRootFilesystem", false), fires: [label(CRON_JOB, "other")] },
  ],
  "pod-resources": [
    { state: "absent", when: "no request of CPU", change: offContainer("resources.requests.cpu"), fires: API },
    { state: "absent", when: "no request of memory", change: offContainer("resources.requests.memory"), fires: API },
    { state: "absent", when: "no limit of memory", change: offContainer("resources.limits"), fires: API, says: /resources\.limits\.memory is not set/ },
    { state: "absent", when: "nothing at all", change: offContainer("resources"), fires: API },
    { state: "absent", when: "nothing for an init container", change: beside("initContainers", "resources", undefined), fires: API },
    { state: "violating", when: "a request of nothing", change: onContainer("resources.requests.cpu", "0m"), fires: API, says: /is 0, which is the same as not set/ },
    { state: "violating", when: "a limit of nothing", change: onContainer("resources.limits.memory", 0), fires: API },
    { state: "violating", when: "a patch", change: patchContainer("resources", undefined), fires: PATCHED },
    { state: "unknown", when: "an amount known only later, which is one", change: onContainer("resources.requests.memory", UNKNOWN), fires: [] },
    { state: "compliant", when: "half a CPU", change: onContainer("resources.requests.cpu", "0.5"), fires: [] },
    { state: "compliant", when: "a limit of CPU", change: onContainer("resources.limits.cpu", "1"), fires: [] },
    { state: "compliant", when: "a container for debugging, which may not say", change: beside("ephemeralContainers", "resources", undefined), fires: [] },
  ],
  "image-pinned-and-trusted": [
    { state: "violating", when: "a tag", change: onContainer("image", `${OURS}/api:1.4.2`), fires: { production: API, development: [] }, says: /names no digest/ },
    { state: "violating", when: "the tag latest", change: onContainer("image", `${OURS}/api:latest`), fires: API },
    { state: "violating", when: "no tag", change: onContainer("image", `${OURS}/api`), fires: API },
    { state: "violating", when: "a digest that is cut off", change: onContainer("image", `${OURS}/api@sha256:0123`), fires: API },
    { state: "violating", when: "an image of Docker Hub", change: onContainer("image", `library/nginx${DIGEST}`), fires: API, says: /comes from docker\.io/ },
    { state: "violating", when: "an image of Docker Hub without a path", change: onContainer("image", `nginx${DIGEST}`), fires: API },
    { state: "violating", when: "another account's registry", change: onContainer("image", `999988887777.dkr.ecr.us-east-1.amazonaws.com/api${DIGEST}`), fires: API },
    { state: "violating", when: "a registry that begins like ours", change: onContainer("image", `${OURS}.example.com/api${DIGEST}`), fires: API },
    { state: "violating", when: "a local registry", change: onContainer("image", `localhost/api${DIGEST}`), fires: API },
    { state: "violating", when: "development's registry", change: onContainer("image", `111122223333.dkr.ecr.us-east-1.amazonaws.com/api${DIGEST}`), fires: { production: API, development: [] } },
    { state: "violating", when: "an init container", change: beside("initContainers", "image", "busybox"), fires: API },
    { state: "violating", when: "a container for debugging", change: beside("ephemeralContainers", "image", "busybox"), fires: API },
    { state: "violating", when: "a patch", change: patchContainer("image", `${OURS}/api:latest`), fires: PATCHED },
    { state: "unknown", when: "an image known only later", change: onContainer("image", UNKNOWN), fires: API },
    { state: "absent", when: "no image", change: offContainer("image"), fires: API },
    { state: "compliant", when: "a tag beside the digest", change: onContainer("image", `${OURS}/api:1.4.2${DIGEST}`), fires: [] },
    { state: "compliant", when: "an image of EKS", change: onContainer("image", `602401143452.dkr.ecr.us-east-1.amazonaws.com/eks/pause${DIGEST}`), fires: [] },
  ],
  "pod-own-service-account": [
    { state: "violating", when: "the account default", change: onPod("serviceAccountName", "default"), fires: API },
    { state: "violating", when: "the account default by the older name", change: onPod("serviceAccount", "default"), fires: API },
    { state: "violating", when: "a token", change: onPod("automountServiceAccountToken", true), fires: API },
    { state: "violating", when: "a token of the account", change: set(ACCOUNT, "api", "automountServiceAccountToken", true), fires: [label(ACCOUNT, "api")] },
    { state: "unknown", when: "an account known only later", change: onPod("serviceAccountName", UNKNOWN), fires: API },
    { state: "unknown", when: "a token known only later", change: onPod("automountServiceAccountToken", UNKNOWN), fires: API },
    { state: "absent", when: "no account", change: offPod("serviceAccountName"), fires: API },
    { state: "absent", when: "a token that nobody refused", change: offPod("automountServiceAccountToken"), fires: API },
    { state: "absent", when: "a token of the account that nobody refused", change: unset(ACCOUNT, "api", "automountServiceAccountToken"), fires: [label(ACCOUNT, "api")] },
    { state: "violating", when: "a patch to the account default", change: patch({ serviceAccountName: "default" }), fires: PATCHED },
    { state: "violating", when: "a patch that mounts the token", change: patch({ automountServiceAccountToken: true }), fires: PATCHED },
    { state: "violating", when: "a patch of the account", change: add(`${ACCOUNT}Patch`, "theirs", { metadata: { name: "default", namespace: "kianax" }, automountServiceAccountToken: true }), fires: [label(`${ACCOUNT}Patch`, "theirs")] },
    { state: "compliant", when: "a controller that calls the API", change: add(ACCOUNT, "lbc", { metadata: { name: "aws-load-balancer-controller", namespace: "kube-system" } }), fires: [] },
    { state: "violating", when: "a controller's name in another namespace", change: add(ACCOUNT, "lbc", { metadata: { name: "aws-load-balancer-controller", namespace: "kianax" } }), fires: [label(ACCOUNT, "lbc")] },
    { state: "unknown", when: "an account whose name is known only later", change: all(unset(ACCOUNT, "api", "automountServiceAccountToken"), set(ACCOUNT, "api", "metadata.name", UNKNOWN)), fires: [label(ACCOUNT, "api")] },
  ],
  "no-secrets-in-env-or-configmap": [
    { state: "violating", when: "a secret in a variable", change: onContainer("env", [{ name: "DATABASE", valueFrom: { secretKeyRef: { name: "database", key: "url" } } }]), fires: API },
    { state: "violating", when: "a whole secret in the environment", change: onContainer("envFrom", [{ secretRef: { name: "database" } }]), fires: API },
    { state: "violating", when: "a password in a variable", change: variable("DB_PASSWORD", "correct horse"), fires: API, says: /is called DB_PASSWORD/ },
    { state: "violating", when: "a key in a variable in camel case", change: variable("statsigApiKey", "x"), fires: API },
    { state: "violating", when: "a URL with a password", change: variable("DATABASE_URL", join("postgres://api:", "horse", "@database:5432/api")), fires: API, says: /holds a URL with a password/ },
    { state: "violating", when: "an access key by its form", change: variable("UPLOADER", join("AKIA", "IOSFODNN7EXAMPLE")), fires: API },
    { state: "violating", when: "an init container", change: beside("initContainers", "env", [{ name: "NPM_TOKEN", value: "x" }]), fires: API },
    { state: "violating", when: "a patch", change: patchContainer("env", [{ name: "TOKEN", value: "x" }]), fires: PATCHED },
    { state: "violating", when: "a password in a ConfigMap", change: onMap({ password: "horse" }), fires: [label(MAP, "api")] },
    { state: "violating", when: "a private key in a ConfigMap", change: onMap({ "tls.pem": join("-----BEGIN RSA ", "PRIVATE KEY-----\nMII") }), fires: [label(MAP, "api")], says: /holds a private key/ },
    { state: "violating", when: "a file with a password in a ConfigMap", change: onMap({ "application.properties": join("spring.datasource.user=api\nspring.datasource.pass", "word=horse\n") }), fires: [label(MAP, "api")] },
    { state: "violating", when: "a patch of a ConfigMap", change: add(`${MAP}Patch`, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, data: { token: "x" } }), fires: [label(`${MAP}Patch`, "theirs")] },
    { state: "unknown", when: "a variable that is called a password and known only later", change: variable("DB_PASSWORD", UNKNOWN), fires: API },
    { state: "unknown", when: "an endpoint known only later", change: variable("REDIS_HOST", UNKNOWN), fires: [] },
    { state: "unknown", when: "variables known only later", change: onContainer("env", UNKNOWN), fires: API },
    { state: "unknown", when: "sources known only later", change: onContainer("envFrom", UNKNOWN), fires: API },
    { state: "unknown", when: "a ConfigMap known only later", change: onMap(UNKNOWN), fires: [label(MAP, "api")] },
    { state: "absent", when: "no variables", change: all(offContainer("env"), offContainer("envFrom")), fires: [] },
    { state: "absent", when: "a ConfigMap of nothing", change: unset(MAP, "api", "data"), fires: [] },
    { state: "compliant", when: "the name of a secret, and where a token lies", change: onContainer("env", [{ name: "DATABASE_SECRET_NAME", value: "database" }, { name: "AWS_WEB_IDENTITY_TOKEN_FILE", value: "/var/run/token" }]), fires: [] },
    { state: "compliant", when: "a secret in a volume", change: set(DEPLOYMENT, "api", "spec.template.spec.volumes", [{ name: "database", secret: { secretName: "database" } }]), fires: [] },
  ],
});
