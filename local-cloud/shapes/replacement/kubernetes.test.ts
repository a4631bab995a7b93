import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Properties } from "../../provider/values";
import { diffInputs } from "..";
import { shapeOf } from "../testing/catalogue";

function replaces(token: string, olds: Properties, news: Properties): string[] {
  return diffInputs(shapeOf(`kubernetes:${token}`), olds, news).replaces;
}

describe("replacement of Kubernetes objects", () => {
  it("follows a change of identity, in every kind", () => {
    for (const token of ["apps/v1:Deployment", "core/v1:Namespace", "storage.k8s.io/v1:StorageClass", "argoproj.io/v1alpha1:Application"]) {
      assert.deepEqual(replaces(token, { metadata: { name: "a" } }, { metadata: { name: "b" } }), ["metadata.name"], token);
      assert.deepEqual(replaces(token, { metadata: { namespace: "a" } }, { metadata: { namespace: "b" } }), ["metadata.namespace"], token);
      assert.deepEqual(replaces(token, { metadata: { labels: { a: "1" } } }, { metadata: { labels: { a: "2" } } }), [], token);
    }
  });

  it("follows a change of what the API server holds immutable", () => {
    const selector = (app: string, replicas: number): Properties => ({ spec: { replicas, selector: { matchLabels: { app } } } });
    for (const kind of ["Deployment", "DaemonSet", "StatefulSet"]) {
      assert.deepEqual(replaces(`apps/v1:${kind}`, selector("a", 1), selector("a", 2)), [], kind);
      assert.deepEqual(replaces(`apps/v1:${kind}`, selector("a", 1), selector("b", 1)), ["spec.selector.matchLabels.app"], kind);
    }
    const job = (image: string): Properties => ({ spec: { template: { spec: { containers: [{ name: "a", image }] } } } });
    assert.deepEqual(replaces("batch/v1:Job", job("a"), job("b")), ["spec.template.spec.containers[0].image"]);
    assert.deepEqual(replaces("apps/v1:Deployment", job("a"), job("b")), []);
    assert.deepEqual(replaces("storage.k8s.io/v1:StorageClass", { parameters: { type: "gp2" } }, { parameters: { type: "gp3" } }), ["parameters.type"]);
    assert.deepEqual(replaces("storage.k8s.io/v1:StorageClass", { allowVolumeExpansion: false }, { allowVolumeExpansion: true }), []);
    assert.deepEqual(replaces("rbac.authorization.k8s.io/v1:RoleBinding", { roleRef: { name: "a" } }, { roleRef: { name: "b" } }), ["roleRef.name"]);
    assert.deepEqual(replaces("core/v1:Secret", { stringData: { a: "1" } }, { stringData: { a: "2" } }), ["stringData.a"]);
  });

  it("finds a Helm release by its name in its namespace", () => {
    const release = (name: string, version: string): Properties => ({ chart: "argo-cd", name, namespace: "argocd", version });
    assert.deepEqual(replaces("helm.sh/v3:Release", release("a", "1"), release("a", "2")), []);
    assert.deepEqual(replaces("helm.sh/v3:Release", release("a", "1"), release("b", "1")), ["name"]);
  });
});
