import assert from "node:assert/strict";
import { stringify } from "yaml";
import { texts, type Rule } from "../kernel";
import { judgeManifests } from "../cli/manifests";
import { helmReleaseVisible } from "./helm-release-visible";
import { networkpolicyNotAllowAll } from "./networkpolicy-not-allow-all";
import { noSecretsInEnvOrConfigmap } from "./no-secrets-in-env-or-configmap";
import { podOwnServiceAccount } from "./pod-own-service-account";
import { rbacLeast } from "./rbac-least";
import { serviceNotExposed } from "./service-not-exposed";

const metadata = { name: "edge", namespace: "kianax" };

/** Ids of what a rule finds when one of its lists holds these. */
function found(rule: Rule, list: string, entries: readonly string[], manifest: Record<string, unknown>): string[] {
  const listing = { ...rule, settings: { ...rule.settings, [list]: texts("A list under test", 0, { production: entries, development: entries }) } };
  return judgeManifests([stringify({ metadata, ...manifest })], { profile: "production", rules: [listing] }).findings.map(({ id }) => id);
}

describe("a list of exceptions of a rule on Kubernetes", () => {
  const balancer = { apiVersion: "v1", kind: "Service", spec: { type: "LoadBalancer" } };
  const internal = (annotation: string, value: unknown): Record<string, unknown> => ({ ...balancer, metadata: { ...metadata, annotations: { [`service.beta.kubernetes.io/aws-load-balancer-${annotation}`]: value } } });

  it("lets a Service have an internal load balancer, and no other", () => {
    assert.deepEqual(found(serviceNotExposed, "loadBalancers", ["kianax/edge"], internal("scheme", "internal")), []);
    assert.deepEqual(found(serviceNotExposed, "loadBalancers", ["kianax/*"], internal("internal", "true")), []);
    assert.deepEqual(found(serviceNotExposed, "loadBalancers", ["kianax/edge"], internal("scheme", "internet-facing")), ["spec.type:scheme"]);
    assert.deepEqual(found(serviceNotExposed, "loadBalancers", ["kianax/edge"], balancer), ["spec.type:scheme"]);
    assert.deepEqual(found(serviceNotExposed, "loadBalancers", ["other/edge"], internal("scheme", "internal")), ["spec.type"]);
    assert.deepEqual(found(serviceNotExposed, "loadBalancers", ["kianax/edge"], { ...balancer, spec: { type: "NodePort" } }), ["spec.type"]);
  });

  it("lets a policy allow everybody outward, and nobody inward", () => {
    const policy = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", spec: { podSelector: {}, ingress: [{}], egress: [{}] } };
    assert.deepEqual(found(networkpolicyNotAllowAll, "egress", ["kianax/edge"], policy), ["spec.ingress[0].from"]);
    assert.deepEqual(found(networkpolicyNotAllowAll, "egress", ["kianax/edg"], policy), ["spec.ingress[0].from", "spec.egress[0].to"]);
  });

  it("lets a secret into an environment, and no password by its value", () => {
    const env = [{ name: "DATABASE", valueFrom: { secretKeyRef: { name: "database", key: "url" } } }, { name: "PASSWORD", value: "horse" }];
    const pod = { apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "edge", env, envFrom: [{ secretRef: { name: "database" } }] }] } };
    assert.deepEqual(found(noSecretsInEnvOrConfigmap, "secrets", ["kianax/database"], pod), ["spec.containers[0].env[1].value"]);
    assert.equal(found(noSecretsInEnvOrConfigmap, "secrets", ["other/database"], pod).length, 3);
  });

  it("lets an account hold a token, and no pod be the account default", () => {
    const pod = { apiVersion: "v1", kind: "Pod", spec: { serviceAccountName: "default", automountServiceAccountToken: true, containers: [] } };
    assert.deepEqual(found(podOwnServiceAccount, "callers", ["kianax/*"], pod), ["spec.serviceAccountName"]);
  });

  it("lets a binding give cluster-admin, and not to everybody", () => {
    const binding = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding", roleRef: { name: "cluster-admin" }, subjects: [{ name: "system:anonymous" }] };
    assert.deepEqual(found(rbacLeast, "admins", ["edge"], binding), ["subjects[0].name"]);
  });

  it("lets a chart be installed unseen", () => {
    const release = { apiVersion: "helm.sh/v3", kind: "Release", chart: "metrics-server" };
    assert.deepEqual(found(helmReleaseVisible, "charts", ["metrics-server"], release), []);
    assert.deepEqual(found(helmReleaseVisible, "charts", ["metrics"], release), ["chart"]);
  });
});
